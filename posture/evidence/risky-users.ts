import * as z from "zod";
import type { RiskyUser } from "../evidence";
import { type Call, defineCollector } from "./define";
import { each, read } from "./reading/read";
import { guid, maybeText, maybeTime, present } from "./reading/wire";

const calls = {
  list: {
    api: "graph",
    permission: "IdentityRiskyUser.Read.All",
    licence: "Microsoft Entra ID P2",
    why: "know which accounts are held to be at risk",
  },
} as const satisfies Record<string, Call>;

/** The states in which a risk has not been dealt with. */
const states = ["atRisk", "confirmedCompromised"] as const;

const riskyUser = z
  .object({ id: guid, riskState: z.enum(states), riskLevel: maybeText, riskLastUpdatedDateTime: maybeTime })
  .transform(
    ({ id, riskState, riskLevel, riskLastUpdatedDateTime }): RiskyUser =>
      present({ user: id, state: riskState, level: riskLevel ?? "hidden", updatedOn: riskLastUpdatedDateTime }),
  );

const path = (state: string) =>
  `/v1.0/identityProtection/riskyUsers?$filter=${encodeURIComponent(`riskState eq '${state}'`)}&$top=500`;

export default defineCollector({
  kind: "riskyUsers",
  title: "users at risk",
  calls,
  run: ({ azure }) =>
    each(states, state =>
      read(azure.graphList(path(state)), { what: "users at risk", call: calls.list, as: riskyUser }),
    ),
});
