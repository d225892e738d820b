import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import { tenantSubject } from "../facts/subjects";
import { entraP1 } from "../facts/tenant-plans";

export default defineCheck({
  id: "missing-banned-passwords",
  title: "Passwords with the organisation's own words are refused",
  faultTitle: "Passwords with the organisation's own words are not refused",
  severity: "low",
  why: "Attackers spray what people of this organisation would think of: its name, its products, its towns. Microsoft's own list does not know these.",
  fix: "Switch on the custom list of Entra Password Protection, and put the names of the organisation, its products and places on it.",
  control: "password-protection",

  plans: entraP1,
  needs: ["tenant", "passwordProtection"],
  examines: "tenant",
  *run({ tenant, passwordProtection }, { manifest }) {
    const subject = tenantSubject(tenant, manifest.tenant);
    for (const { enforced, words } of passwordProtection) {
      if (enforced && words > 0) continue;
      yield {
        subject,
        cure: byHand("closeSignIns"),
        fault: enforced
          ? "holds passwords against a list of its own that is empty"
          : "does not hold passwords against a list of its own",
      };
    }
  },
});
