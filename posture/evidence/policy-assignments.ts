import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { distinct, each, read } from "./reading/read";
import { withoutSecrets } from "./reading/secrets";
import { maybeText, present, text } from "./reading/wire";
import subscriptions from "./subscriptions";

const row = z.object({
  id: z.string(),
  name: z.string(),
  displayName: z.string().exactOptional(),
  scope: z.string(),
  definition: z.string().describe("Id of the definition or of the initiative"),
  enforcement: z
    .string()
    .describe(
      "`Default` refuses what the definition denies; `DoNotEnforce` does not; `Enroll` does only where it is enrolled",
    ),
  parameters: z
    .record(z.string(), z.unknown())
    .describe("Values of the parameters that are judged: the effect, and the types that are refused"),
  overriddenTo: z
    .string()
    .exactOptional()
    .describe("The effect that an override without a selector puts in place of the definition's own"),
});

/** One assignment of an Azure Policy definition or initiative. */
export type PolicyAssignment = RowOf<typeof row>;

const calls = {
  list: {
    api: "arm",
    actions: ["Microsoft.Authorization/policyAssignments/read"],
    why: "know whether the policies that refuse compute are enforced",
  },
} as const satisfies Calls;

/** Names in lower case of the parameters that are judged. The values of others are nobody's business here. */
const judged: ReadonlySet<string> = new Set(["effect", "listofresourcetypesnotallowed"]);

const override = z.object({ kind: maybeText, value: maybeText, selectors: z.array(z.unknown()).nullish() });

const assignment = z
  .object({
    id: text,
    name: text,
    properties: z.object({
      displayName: maybeText,
      scope: text,
      policyDefinitionId: text,
      enforcementMode: maybeText,
      parameters: z.record(z.string(), z.object({ value: z.unknown() })).nullish(),
      overrides: z.array(override).nullish(),
    }),
  })
  .transform(({ id, name, properties }): PolicyAssignment => {
    const { displayName, scope, policyDefinitionId, enforcementMode, parameters, overrides } = properties;
    const values = Object.entries(parameters ?? {}).flatMap(([key, { value }]) =>
      judged.has(key.toLowerCase()) ? [[key, withoutSecrets(value)]] : [],
    );
    return present({
      id,
      name,
      displayName,
      scope,
      definition: policyDefinitionId,
      enforcement: enforcementMode ?? "Default",
      parameters: Object.fromEntries(values) as PolicyAssignment["parameters"],
      overriddenTo: overrides?.find(({ kind, selectors }) => kind === "policyEffect" && !selectors?.length)?.value,
    });
  });

/** Each subscription lists what stands on it, below it, and above it up to the root group. */
export default defineEvidence({
  kind: "policyAssignments",
  title: "policy assignments",
  row,
  calls,
  whole: "refused per subscription",
  per: [subscriptions],
  async *run({ azure, rows }) {
    yield* distinct(
      each(rows.subscriptions, ({ id }) =>
        read(
          azure.armList(
            `/subscriptions/${id}/providers/Microsoft.Authorization/policyAssignments?api-version=2024-05-01`,
          ),
          { what: "policy assignments of the subscription", call: calls.list, as: assignment, of: [id] },
        ),
      ),
    );
  },
});
