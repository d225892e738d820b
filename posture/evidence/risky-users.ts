import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { read } from "./reading/read";
import { guid, maybeText, maybeTime, present } from "./reading/wire";

/** The states in which a risk has not been dealt with. */
const states = ["atRisk", "confirmedCompromised"] as const;

const row = z.object({
  user: z.string(),
  state: z.enum(states),
  level: z.string().describe("`low`, `medium`, `high`, or `hidden` where the licence does not show it"),
  updatedOn: z.string().exactOptional(),
});

/** A user whom Identity Protection holds to be at risk, or an administrator to be compromised. */
export type RiskyUser = RowOf<typeof row>;

const calls = {
  list: {
    api: "graph",
    permission: "IdentityRiskyUser.Read.All",
    licence: "Microsoft Entra ID P2",
    why: "know which accounts are held to be at risk",
  },
} as const satisfies Calls;

const riskyUser = z
  .object({ id: guid, riskState: z.enum(states), riskLevel: maybeText, riskLastUpdatedDateTime: maybeTime })
  .transform(
    ({ id, riskState, riskLevel, riskLastUpdatedDateTime }): RiskyUser =>
      present({ user: id, state: riskState, level: riskLevel ?? "hidden", updatedOn: riskLastUpdatedDateTime }),
  );

/** Both states in one request: Graph takes one a second here. */
const filter = states.map(state => `riskState eq '${state}'`).join(" or ");
const path = `/v1.0/identityProtection/riskyUsers?$filter=${encodeURIComponent(filter)}&$top=500`;

export default defineEvidence({
  kind: "riskyUsers",
  title: "users at risk",
  row,
  calls,
  whole: "refused as a whole",
  run: ({ azure }) => read(azure.graphList(path), { what: "users at risk", call: calls.list, as: riskyUser }),
});
