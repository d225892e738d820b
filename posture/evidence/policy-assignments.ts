import * as z from "zod";
import type { PolicyAssignment } from "../evidence";
import { type Call, defineCollector } from "./define";
import { apart, each, read } from "./reading/read";
import { distinct } from "./reading/schedule-instances";
import { withoutSecrets } from "./reading/secrets";
import { maybeText, present, text } from "./reading/wire";

const calls = {
  list: {
    api: "arm",
    actions: ["Microsoft.Authorization/policyAssignments/read"],
    why: "know whether the policies that refuse compute are enforced",
  },
} as const satisfies Record<string, Call>;

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
    const values = Object.fromEntries(Object.entries(parameters ?? {}).map(([key, { value }]) => [key, value]));
    return present({
      id,
      name,
      displayName,
      scope,
      definition: policyDefinitionId,
      enforcement: enforcementMode ?? "Default",
      parameters: withoutSecrets(values) as PolicyAssignment["parameters"],
      overriddenTo: overrides?.find(({ kind, selectors }) => kind === "policyEffect" && !selectors?.length)?.value,
    });
  });

/** Each subscription lists what stands on it, below it, and above it up to the root group. */
export default defineCollector({
  kind: "policyAssignments",
  title: "policy assignments",
  calls,
  per: ["subscriptions"],
  async *run({ azure, rows }) {
    const found = await apart(
      each(rows.subscriptions, ({ id }) =>
        read(
          azure.armList(
            `/subscriptions/${id}/providers/Microsoft.Authorization/policyAssignments?api-version=2024-05-01`,
          ),
          { what: "policy assignments of the subscription", call: calls.list, as: assignment, of: [id] },
        ),
      ),
    );
    yield* distinct(found.rows);
    yield* found.gaps;
  },
});
