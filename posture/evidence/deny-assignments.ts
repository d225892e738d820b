import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { distinct, each, read } from "./reading/read";
import { guid, maybeText, maybeTexts, present, someTexts, text } from "./reading/wire";
import subscriptions from "./subscriptions";

const row = z.object({
  id: z.string(),
  name: z.string(),
  scope: z.string(),
  permissions: z.array(
    z.object({
      actions: z.array(z.string()),
      notActions: z.array(z.string()),
      condition: z.string().exactOptional(),
      dataActions: z.array(z.string()).exactOptional().describe("Of what resources hold"),
      notDataActions: z.array(z.string()).exactOptional(),
    }),
  ),
  principals: z.array(z.string()).describe("Object ids; the zero GUID means everybody"),
  excludePrincipals: z.array(z.string()).describe("Object ids that it spares"),
  doNotApplyToChildScopes: z.boolean(),
  systemProtected: z.boolean().describe("Whether Azure lets nobody delete it"),
  effect: z.string().exactOptional().describe("`audit` denies nothing"),
});

/** What a deny assignment takes away: rights that a role gives, from some or from everybody. */
export type DenyAssignment = RowOf<typeof row>;

const calls = {
  list: {
    api: "arm",
    actions: ["Microsoft.Authorization/denyAssignments/read"],
    why: "know which rights are taken away again",
  },
} as const satisfies Calls;

const principals = z
  .array(z.object({ id: guid }))
  .nullish()
  .transform(list => (list ?? []).map(({ id }) => id));
const flag = z
  .boolean()
  .nullish()
  .transform(value => value ?? false);

const denial = z
  .object({
    id: text,
    properties: z.object({
      denyAssignmentName: maybeText,
      scope: text,
      permissions: z
        .array(
          z.object({
            actions: maybeTexts,
            notActions: maybeTexts,
            condition: maybeText,
            dataActions: someTexts,
            notDataActions: someTexts,
          }),
        )
        .nullish()
        .transform(blocks => blocks ?? []),
      principals,
      excludePrincipals: principals,
      doNotApplyToChildScopes: flag,
      isSystemProtected: flag,
      denyAssignmentEffect: maybeText,
    }),
  })
  .transform(
    ({ id, properties }): DenyAssignment =>
      present({
        id,
        name: properties.denyAssignmentName ?? id,
        scope: properties.scope,
        permissions: properties.permissions.map(block => present(block)),
        principals: properties.principals,
        excludePrincipals: properties.excludePrincipals,
        doNotApplyToChildScopes: properties.doNotApplyToChildScopes,
        systemProtected: properties.isSystemProtected,
        effect: properties.denyAssignmentEffect,
      }),
  );

const pathOf = (subscription: string) =>
  `/subscriptions/${subscription}/providers/Microsoft.Authorization/denyAssignments?api-version=2024-07-01-preview`;

/**
 * Each subscription lists its own and those that stand above it; Resource Graph has none of them. Only the preview says which
 * have the effect `audit`.
 */
export default defineEvidence({
  kind: "denyAssignments",
  title: "deny assignments",
  row,
  calls,
  whole: "refused per subscription",
  per: [subscriptions],
  run: ({ azure, rows }) =>
    distinct(
      each(rows.subscriptions, ({ id }) =>
        read(azure.armList(pathOf(id)), { what: "deny assignments", call: calls.list, as: denial, of: [id] }),
      ),
    ),
});
