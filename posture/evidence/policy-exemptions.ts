import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { atScopes } from "./reading/at-scopes";
import { ownRightsCall } from "./reading/own-rights";
import { maybeText, maybeTexts, present, text } from "./reading/wire";
import subscriptions from "./subscriptions";

const row = z.object({
  id: z.string(),
  name: z.string(),
  displayName: z.string().exactOptional(),
  scope: z.string().describe("Where it stands, and below which nothing is held against the assignment"),
  assignment: z.string().describe("Id of the policy assignment that it exempts from"),
  endsOn: z.string().exactOptional().describe("When it ends by itself"),
  partly: z
    .literal(true)
    .exactOptional()
    .describe("It exempts from some definitions of an initiative only, or only resources that its selectors name"),
});

/** One exemption from an assignment of Azure Policy. */
export type PolicyExemption = RowOf<typeof row>;

const action = "Microsoft.Authorization/policyExemptions/read";
const calls = {
  own: ownRightsCall,
  everywhere: { api: "arm", actions: [action], why: "know what is exempted from the policies that refuse compute" },
  inherited: { api: "arm", actions: [action], why: "know what management groups are exempted from" },
  list: {
    api: "arm",
    actions: [action],
    why: "know the exemptions of a subscription that Resource Graph does not have",
  },
} as const satisfies Calls;

/** In UTC by ISO 8601 (Microsoft Learn, "policyExemptions"). One that ends at no known time is not read, for it may have ended. */
const end = z
  .string()
  .nullish()
  .transform(value => value || undefined)
  .refine(value => value === undefined || !Number.isNaN(Date.parse(value)));

const above = /\/providers\/microsoft\.authorization\/policyexemptions\/[^/]+$/i;

const exemption = z
  .object({
    id: text.regex(above),
    name: text,
    properties: z.object({
      displayName: maybeText,
      policyAssignmentId: text,
      policyDefinitionReferenceIds: maybeTexts,
      expiresOn: end,
      resourceSelectors: z.array(z.unknown()).nullish(),
    }),
  })
  .transform(({ id, name, properties }): PolicyExemption => {
    const { displayName, policyAssignmentId, policyDefinitionReferenceIds, expiresOn, resourceSelectors } = properties;
    const isPart = policyDefinitionReferenceIds.length > 0 || (resourceSelectors ?? []).length > 0;
    return present({
      id,
      name,
      displayName,
      scope: id.replace(above, "") || "/",
      assignment: policyAssignmentId,
      endsOn: expiresOn && new Date(expiresOn).toISOString(),
      partly: isPart ? (true as const) : undefined,
    });
  });

/** No stable version has them. */
const pathAt = (scope: string) =>
  `${scope}/providers/Microsoft.Authorization/policyExemptions?api-version=2022-07-01-preview`;

export default defineEvidence({
  kind: "policyExemptions",
  title: "policy exemptions",
  row,
  calls,
  whole: "refused per subscription",
  per: [subscriptions],
  run: ({ azure, rows: { subscriptions }, chosenSubscriptions: chosen }) =>
    atScopes(
      azure,
      { subscriptions, chosen },
      { what: "policy exemptions", type: "microsoft.authorization/policyexemptions", pathAt, as: exemption, calls },
    ),
});
