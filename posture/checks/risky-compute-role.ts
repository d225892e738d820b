import type { Severity } from "../../catalogue/outcome";
import { defineCheck } from "../check";
import type { RiskyUser } from "../evidence";
import { maySignIn, outright, principalSubject } from "../subjects";
import { paths } from "../report-text";

export default defineCheck({
  id: "risky-compute-role",
  title: "Nobody who can order compute is at risk",
  severity: "high",
  why: "The account's password has leaked, or somebody else signs in with it: what it may order, a thief may order now.",
  fix: "Revoke its sessions, have the password changed and MFA registered anew, and look at what it did since; then dismiss the risk or confirm it.",
  control: "risky-identities",

  needs: ["orderers", "riskyUsers"],
  *run({ orderers, riskyUsers }) {
    const risks = new Map(riskyUsers.map(row => [row.user, row]));
    for (const orderer of orderers) {
      const { principal } = orderer;
      const risk = risks.get(principal.id);
      const rights = outright(orderer);
      if (!risk || rights.length === 0 || !maySignIn(principal)) continue;
      const { state, level, updatedOn } = risk;
      const risky = state === "confirmedCompromised" ? "is confirmed to be compromised" : `is at risk (${level})`;
      yield {
        subject: principalSubject(principal),
        fault: `${risky}, and can order compute`,
        ...weight(risk),
        proof: [...(updatedOn ? [`risk last changed at ${updatedOn}`] : []), ...paths(rights)],
      };
    }
  },
});

const weights: Readonly<Record<string, Severity>> = { high: "critical", low: "medium" };

function weight({ state, level }: RiskyUser): { readonly severity?: Severity } {
  const severity = state === "confirmedCompromised" ? "critical" : weights[level.toLowerCase()];
  return severity ? { severity } : {};
}
