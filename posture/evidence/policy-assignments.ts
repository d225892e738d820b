import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { atScopes } from "./reading/at-scopes";
import { ownRightsCall } from "./reading/own-rights";
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

/** The list of those at a scope, and above it. */
export const assignmentsAt = (scope: string) =>
  `${scope}/providers/Microsoft.Authorization/policyAssignments?api-version=2024-05-01`;

export default defineEvidence({
  kind: "policyAssignments",
  title: "policy assignments",
  row: assignmentRow,
  calls,
  whole: "refused per subscription",
  per: [subscriptions],
  run: ({ azure, rows: { subscriptions }, chosenSubscriptions: chosen }) =>
    atScopes(
      azure,
      { subscriptions, chosen },
      {
        what: "policy assignments",
        type: "microsoft.authorization/policyassignments",
        pathAt: assignmentsAt,
        as: assignment,
        calls,
      },
    ),
});
