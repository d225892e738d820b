import * as z from "zod";
import { wireRows } from "../azure/connect";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { apart, each, read } from "./reading/read";
import { maybeText, maybeTexts, present, roleId, someTexts } from "./reading/wire";
import subscriptions from "./subscriptions";

const row = z.object({
  id: z.string().describe("The GUID"),
  name: z.string(),
  custom: z.boolean(),
  assignableScopes: z.array(z.string()),
  permissions: z.array(
    z.object({
      actions: z.array(z.string()),
      notActions: z.array(z.string()).describe("They take away only from the actions of their own block"),
      condition: z.string().exactOptional().describe("It holds for the block"),
      dataActions: z.array(z.string()).exactOptional().describe("Of what resources hold"),
      notDataActions: z.array(z.string()).exactOptional(),
    }),
  ),
});

export type RoleDefinition = RowOf<typeof row>;

const calls = {
  list: {
    api: "arm",
    actions: ["Microsoft.Authorization/roleDefinitions/read"],
    why: "know what each role allows",
  },
  custom: {
    api: "arm",
    actions: ["Microsoft.Authorization/roleDefinitions/read"],
    why: "know what the custom roles of the tenant allow",
  },
} as const satisfies Calls;

const block = z
  .object({
    actions: maybeTexts,
    notActions: maybeTexts,
    condition: maybeText,
    dataActions: someTexts,
    notDataActions: someTexts,
  })
  .transform(block => present(block));

const definition = z
  .object({
    id: roleId,
    properties: z.object({
      roleName: maybeText,
      type: maybeText,
      assignableScopes: maybeTexts,
      permissions: z.array(block),
    }),
  })
  .transform(
    ({ id, properties: { roleName, type, assignableScopes, permissions } }): RoleDefinition => ({
      id,
      name: roleName ?? id,
      custom: type?.toLowerCase() === "customrole",
      assignableScopes,
      permissions,
    }),
  );

/** One call for all custom roles of the tenant. Source: Microsoft Learn, "List Azure role definitions". */
const customOfTenant = `/providers/Microsoft.Authorization/roleDefinitions?api-version=2022-04-01&$filter=${encodeURIComponent("type eq 'CustomRole'")}`;

/**
 * The built-in roles are the same everywhere: the first subscription that answers gives them. The custom roles are one
 * list of the tenant; where that is refused, each subscription is asked for those that it may use.
 */
export default defineEvidence({
  kind: "roleDefinitions",
  title: "role definitions",
  row,
  calls,
  whole: "refused per subscription",
  per: [subscriptions],
  async *run({ azure, rows }) {
    const list = (id: string, filter: { filter?: string }) =>
      read(
        wireRows(options => azure.authorization.roleDefinitions.list(`subscriptions/${id}`, { ...filter, ...options })),
        { what: "role definitions", call: calls.list, as: definition, of: [id] },
      );
    const found = new Map<string, RoleDefinition>();
    const take = async (answer: ReturnType<typeof list>) => {
      const { rows, gaps } = await apart(answer);
      for (const row of rows) if (!found.has(row.id)) found.set(row.id, row);
      return gaps;
    };
    let next = 0;
    while (next < rows.subscriptions.length) {
      const gaps = await take(list(rows.subscriptions[next++]!.id, {}));
      yield* gaps;
      if (gaps.every(({ gap }) => gap.reason === "malformed")) break;
    }
    const custom = await take(
      read(azure.armList(customOfTenant), { what: "custom roles of the tenant", call: calls.custom, as: definition }),
    );
    const others = custom.length > 0 ? rows.subscriptions.slice(next) : [];
    yield* await take(each(others, ({ id }) => list(id, { filter: "type eq 'CustomRole'" })));
    yield* found.values();
  },
});
