import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import { openingOf } from "../facts/defence/openings";
import { tenantSubject } from "../facts/subjects";

export default defineCheck({
  id: "open-legacy-authentication",
  title: "Nobody can sign in with legacy authentication",
  faultTitle: "Sign-in with legacy authentication is open",
  severity: "medium",
  why: "Old protocols cannot ask for MFA, so an attacker tries passwords against them, and uses those that fit where MFA is not asked for.",
  fix: "Block the client apps Exchange ActiveSync and Other clients for all users and all apps in Conditional Access; without Entra ID P1, switch on security defaults.",
  control: "ca-hygiene",

  needs: ["tenant", "signInGuards"],
  examines: "tenant",
  *run({ tenant, signInGuards }, { manifest }) {
    const opening = openingOf(signInGuards, "legacyAuthentication", "refuses legacy authentication");
    if (opening) yield { subject: tenantSubject(tenant, manifest.tenant), ...opening, cure: byHand("closeSignIns") };
  },
});
