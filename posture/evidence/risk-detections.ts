import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, Missing, type RowOf } from "./define";
import { read } from "./reading/read";
import { since } from "./reading/since";
import { guid, maybeText, maybeTime, present, text } from "./reading/wire";

/** The states in which nobody has dealt with a risk. */
const open = ["atRisk", "confirmedCompromised"] as const;

const row = z.object({
  user: z.string(),
  type: z.string().describe("What was seen: `leakedCredentials`, `anonymizedIPAddress`, or `generic` without P2"),
  state: z.enum(open),
  level: z.string().describe("`low`, `medium`, `high`, or `hidden` where the licence does not show it"),
  at: z.string().describe("When it happened, or else when it was detected"),
  address: z.string().exactOptional(),
});

/** Something that Identity Protection saw of a user, and that nobody has dealt with. */
export type RiskDetection = RowOf<typeof row>;

const calls = {
  list: {
    api: "graph",
    permission: "IdentityRiskEvent.Read.All",
    licence: "Microsoft Entra ID P1",
    why: "know which accounts with rights over compute were seen under attack",
  },
} as const satisfies Calls;

const detection = z
  .object({
    userId: guid,
    riskEventType: text,
    riskState: text,
    riskLevel: maybeText,
    activityDateTime: maybeTime,
    detectedDateTime: maybeTime.pipe(z.string()),
    ipAddress: maybeText,
  })
  .transform(({ userId, riskEventType, riskState, riskLevel, activityDateTime, detectedDateTime, ipAddress }) => ({
    state: riskState,
    rest: present({
      user: userId,
      type: riskEventType,
      level: riskLevel ?? "hidden",
      at: activityDateTime ?? detectedDateTime,
      address: ipAddress,
    }),
  }));

/** Entra keeps them 90 days, and 30 without P2 (Microsoft Learn, "Microsoft Entra data retention"). */
const keptDays = 90;
const fields = "id,userId,riskEventType,riskState,riskLevel,activityDateTime,detectedDateTime,ipAddress";

export default defineEvidence({
  kind: "riskDetections",
  title: "risk detections",
  row,
  calls,
  whole: "refused as a whole",
  // https://learn.microsoft.com/graph/api/riskdetection-list, national cloud deployments
  notIn: ["AzureChina"],
  async *run({ azure, now, historyDays }) {
    const filter = encodeURIComponent(`detectedDateTime ge ${since(now, Math.min(historyDays, keptDays))}`);
    const list = azure.graphList(
      `/v1.0/identityProtection/riskDetections?$filter=${filter}&$select=${fields}&$top=500`,
    );
    for await (const found of read(list, { what: "risk detections", call: calls.list, as: detection })) {
      if (found instanceof Missing) yield found;
      else {
        const state = open.find(each => each.toLowerCase() === found.state.toLowerCase());
        if (state) yield { ...found.rest, state };
      }
    }
  },
});
