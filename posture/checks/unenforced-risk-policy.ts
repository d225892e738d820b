import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import { openingOf } from "../facts/defence/openings";
import { tenantSubject } from "../facts/subjects";
import { entraP2 } from "../facts/tenant-plans";

export default defineCheck({
  id: "unenforced-risk-policy",
  title: "Sign-ins at high risk, and users at high risk, are stopped",
  faultTitle: "Sign-ins or users at high risk are not stopped",
  severity: "medium",
  why: "Entra ID sees that a password has leaked or that a sign-in comes from a strange place, and lets it in all the same: nobody acts on it before the machines are created.",
  fix: "Switch on two Conditional Access policies for all users and all apps: one that requires MFA at high sign-in risk, and one that requires a password change, or blocks, at high user risk. Do not put both conditions into one policy, which would ask for both at once.",
  control: "risky-identities",

  plans: entraP2,
  needs: ["tenant", "signInGuards"],
  examines: "tenant",
  *run({ tenant, signInGuards }, { manifest }) {
    const subject = tenantSubject(tenant, manifest.tenant);
    for (const [guard, stops] of guards) {
      const opening = openingOf(signInGuards, guard, stops);
      if (opening) yield { subject, ...opening, cure: byHand("closeSignIns") };
    }
  },
});

const guards = [
  ["signInRisk", "asks for MFA at high sign-in risk"],
  ["userRisk", "demands a new password at high user risk, or blocks"],
] as const;
