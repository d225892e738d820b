import type { Severity } from "../../catalogue/outcome";
import { defineCheck } from "../check";
import { secureAccount } from "../cures/identities";
import type { RiskyUser } from "../evidence/risky-users";
import { peopleWhoCreate } from "../facts/populations";
import { maySignIn, outright, principalSubject } from "../facts/subjects";
import { entraP2 } from "../facts/tenant-plans";
import { paths } from "../report-text";

export default defineCheck({
  id: "risky-compute-role",
  title: "Nobody who can create compute is at risk",
  faultTitle: "Somebody who can create compute is at risk",
  severity: "high",
  why: "The account's password has leaked, or somebody else signs in with it: the attacker can create everything that it can create.",
  fix: "Revoke its sessions, have the password changed and MFA registered again, and review what it has done since; then dismiss the risk or confirm it.",
  control: "risky-identities",

  plans: entraP2,
  needs: ["computeCreators", "riskyUsers"],
  examines: peopleWhoCreate,
  *run({ computeCreators, riskyUsers }) {
    const risks = new Map(riskyUsers.map(row => [row.user, row]));
    for (const creator of computeCreators) {
      const { principal } = creator;
      const risk = risks.get(principal.id);
      const rights = outright(creator);
      if (!risk || rights.length === 0 || !maySignIn(principal)) continue;
      const { state, level, updatedOn } = risk;
      const risky = state === "confirmedCompromised" ? "is confirmed to be compromised" : `is at risk (${level})`;
      yield {
        subject: principalSubject(principal),
        cure: secureAccount,
        fault: `${risky}, and can create compute`,
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
