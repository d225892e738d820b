import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { inBulk, inherited } from "./reading/in-bulk";
import { groupScope, groupsAbove, ownRights, ownRightsCall } from "./reading/own-rights";
import { apart, distinct, listed, read } from "./reading/read";
import { withoutSecrets } from "./reading/secrets";
import { maybeText, maybeTexts, present, text } from "./reading/wire";
import subscriptions from "./subscriptions";

/** One assignment, as evidence keeps it. */
export const assignmentRow = z.object({
  id: z.string(),
  name: z.string(),
  displayName: z.string().exactOptional(),
  scope: z.string(),
  notScopes: z.array(z.string()).exactOptional().describe("Scopes below that it leaves out"),
  definition: z.string().describe("Id of the definition or of the initiative"),
  enforcement: z
    .string()
    .describe(
      "`Default` refuses what the definition denies; `DoNotEnforce` does not; `Enroll` does only where it is enrolled",
    ),
  parameters: z
    .record(z.string(), z.unknown())
    .describe("Values of the parameters that are judged: the effect, and the types that are refused or allowed"),
  overriddenTo: z
    .string()
    .exactOptional()
    .describe("The effect that an override without a selector puts in place of the definition's own"),
  partlyOverriddenTo: z
    .array(z.string())
    .exactOptional()
    .describe("Effects that overrides with a selector put in their place for a part of what it guards"),
  selective: z
    .literal(true)
    .exactOptional()
    .describe("It is evaluated only for resources that its resource selectors name: places or types"),
});

/** One assignment of an Azure Policy definition or initiative. */
export type PolicyAssignment = RowOf<typeof assignmentRow>;

const action = "Microsoft.Authorization/policyAssignments/read";
const calls = {
  own: ownRightsCall,
  everywhere: { api: "arm", actions: [action], why: "know whether the policies that refuse compute are enforced" },
  inherited: { api: "arm", actions: [action], why: "know which policies are inherited from management groups" },
  list: { api: "arm", actions: [action], why: "know the policies of a subscription that Resource Graph does not have" },
} as const satisfies Calls;

/** Names in lower case of the parameters that are judged. The values of others are nobody's business here. */
const judged: ReadonlySet<string> = new Set(["effect", "listofresourcetypesnotallowed", "listofresourcetypesallowed"]);

const override = z.object({ kind: maybeText, value: maybeText, selectors: z.array(z.unknown()).nullish() });

/** The form of one on the wire, turned into what is kept of it. */
export const assignment = z
  .object({
    id: text,
    name: text,
    properties: z.object({
      displayName: maybeText,
      scope: text,
      notScopes: maybeTexts,
      policyDefinitionId: text,
      enforcementMode: maybeText,
      parameters: z.record(z.string(), z.object({ value: z.unknown() })).nullish(),
      overrides: z.array(override).nullish(),
      resourceSelectors: z.array(z.unknown()).nullish(),
    }),
  })
  .transform(({ id, name, properties }): PolicyAssignment => {
    const { displayName, scope, policyDefinitionId, enforcementMode, parameters } = properties;
    const effects = (properties.overrides ?? []).filter(({ kind }) => kind === "policyEffect");
    const partly = effects.flatMap(({ value, selectors }) => (value && selectors?.length ? [value] : []));
    const values = Object.entries(parameters ?? {}).flatMap(([key, { value }]) =>
      judged.has(key.toLowerCase()) ? [[key, withoutSecrets(value)]] : [],
    );
    return present({
      id,
      name,
      displayName,
      scope,
      notScopes: properties.notScopes.length > 0 ? properties.notScopes : undefined,
      definition: policyDefinitionId,
      enforcement: enforcementMode ?? "Default",
      parameters: Object.fromEntries(values) as PolicyAssignment["parameters"],
      overriddenTo: effects.find(({ selectors }) => !selectors?.length)?.value,
      partlyOverriddenTo: partly.length > 0 ? partly : undefined,
      selective: properties.resourceSelectors?.length ? (true as const) : undefined,
    });
  });

const query =
  "policyresources | where type =~ 'microsoft.authorization/policyassignments' | project id, name, properties";
const pathAt = (scope: string) => `${scope}/providers/Microsoft.Authorization/policyAssignments?api-version=2024-05-01`;

/**
 * Resource Graph has what stands on and below all subscriptions at once, and each management group lists what is inherited
 * from it and from above. A subscription that the table lacks, or of whose groups the list is not whole, lists all of it.
 */
export default defineEvidence({
  kind: "policyAssignments",
  title: "policy assignments",
  row: assignmentRow,
  calls,
  whole: "refused per subscription",
  per: [subscriptions],
  async *run({ azure, rows: { subscriptions }, chosenSubscriptions }) {
    if (subscriptions.length === 0) return;
    const lacking = await ownRights(azure, subscriptions);
    const table = await apart(
      read(azure.resourceGraph(query, chosenSubscriptions), {
        what: "policy assignments",
        call: calls.everywhere,
        as: assignment,
      }),
    );
    const { rows, isWholeAbove } = await inherited(groupsAbove(subscriptions), group =>
      read(azure.armList(`${pathAt(groupScope(group))}&$filter=atScope()`), {
        what: "policy assignments of the management group",
        call: calls.inherited,
        as: assignment,
      }),
    );
    const found = await apart(
      inBulk({
        table,
        subscriptions,
        holds: subscription => lacking(subscription, [action]).length === 0 && isWholeAbove(subscription),
        ask: ({ id }) =>
          read(azure.armList(pathAt(`/subscriptions/${id}`)), {
            what: "policy assignments of the subscription",
            call: calls.list,
            as: assignment,
            of: [id],
          }),
      }),
    );
    yield* distinct(listed([...rows, ...found.rows]));
    yield* found.gaps;
  },
});
