import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import { openingOf } from "../facts/defence/openings";
import { tenantSubject } from "../facts/subjects";
import { entraP1 } from "../facts/tenant-plans";

export default defineCheck({
  id: "open-device-code",
  title: "Nobody can sign in with the device code flow",
  faultTitle: "Sign-in with the device code flow is open",
  severity: "medium",
  why: "The attacker sends a code, the victim types it in on Microsoft's own page and answers MFA, and the attacker's command line is signed in to Azure. No second factor stops that.",
  fix: "Block the authentication flow Device code flow for all users in Conditional Access, and leave out only the accounts and places that need it. Security defaults do not block it; Conditional Access stands in their place.",
  control: "ca-hygiene",

  plans: entraP1,
  needs: ["tenant", "signInGuards"],
  examines: "tenant",
  *run({ tenant, signInGuards }, { manifest }) {
    const opening = openingOf(signInGuards, "deviceCode", "refuses the device code flow");
    if (opening) yield { subject: tenantSubject(tenant, manifest.tenant), ...opening, cure: byHand("closeSignIns") };
  },
});
