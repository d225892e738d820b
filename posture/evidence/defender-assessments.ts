import * as z from "zod";
import { recommendationOf } from "../../catalogue/defender-recommendations";
import { withoutDefender } from "../azure/endpoints";
import type { Calls } from "./calls";
import { defineEvidence, type Missing, type RowOf } from "./define";
import { bySubscription } from "./reading/inventory";
import { guid, inAnyCase, maybeText, present, text } from "./reading/wire";
import subscriptions from "./subscriptions";

const row = z.object({
  id: z.string(),
  subscription: z.string(),
  key: z.string().describe("Which recommendation it is about, in lower case, as the catalogue has it"),
  status: z.string().describe("`Healthy`, `Unhealthy` or `NotApplicable`, which also stands where it is exempted"),
  cause: z.string().exactOptional().describe("`Exempt` where somebody exempted it"),
});

/** What one recommendation of Defender for Cloud says of a subscription. Kept are those on accounts that create compute. */
export type DefenderAssessment = RowOf<typeof row>;

const actions = ["Microsoft.Security/assessments/read"];
const calls = {
  everywhere: { api: "arm", actions, why: "know which of Defender's recommendations on accounts are not followed" },
  list: { api: "arm", actions, why: "know those of a subscription that Resource Graph does not have" },
} as const satisfies Calls;

/** Source: Azure REST API, Assessments (2025-05-04). Resource Graph writes some names of the properties in other letter case. */
const assessment = z.object({
  id: text,
  name: guid,
  properties: inAnyCase(z.object({ status: z.object({ code: text, cause: maybeText }) })),
});

const assessmentOf =
  (subscription: string) =>
  ({ id, name, properties: { status } }: z.infer<typeof assessment>): DefenderAssessment =>
    present({ id, subscription, key: name, status: status.code, cause: status.cause });
const what = "Defender's recommendations on accounts";

const query = [
  "securityresources | where type =~ 'microsoft.security/assessments'",
  `where name in~ (${[...recommendationOf.keys()].map(key => `'${key}'`).join(", ")})`,
  "project id, name, subscriptionId, properties",
].join(" | ");

/**
 * Resource Graph has all subscriptions at once. One without a row is asked for itself: it may have none, or may not be shown.
 * ARM lists all recommendations on all resources there, of which those on accounts are kept.
 */
export default defineEvidence({
  kind: "defenderAssessments",
  title: what,
  row,
  calls,
  whole: "refused per subscription",
  notIn: withoutDefender,
  per: [subscriptions],
  run: context =>
    onAccounts(
      bySubscription(context, context.rows.subscriptions, {
        ...{ what, whatThere: "Defender's recommendations of the subscription", query, provedBy: "rows" },
        ...{ everywhere: calls.everywhere, list: calls.list },
        lists: ["Microsoft.Security/assessments?api-version=2025-05-04"],
        as: subscription => assessment.transform(assessmentOf(subscription)),
      }),
    ),
});

async function* onAccounts(all: AsyncIterable<DefenderAssessment | Missing>) {
  for await (const each of all) if (!("key" in each) || recommendationOf.has(each.key)) yield each;
}
