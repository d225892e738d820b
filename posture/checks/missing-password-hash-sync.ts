import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import { tenantSubject } from "../facts/subjects";

/** Microsoft Entra Connect asks every two minutes, and reports every half hour even if no password changed. */
const daysWithout = 3;
const day = 86_400_000;

export default defineCheck({
  id: "missing-password-hash-sync",
  title: "Password hashes of synchronised accounts are in Entra ID",
  faultTitle: "Password hashes of synchronised accounts are not in Entra ID",
  severity: "low",
  why: "Entra ID finds leaked passwords by their hashes: of accounts whose hashes stay on the premises nobody learns that their password is for sale, and attackers try it at Azure first.",
  fix: "Switch on password hash synchronisation in Microsoft Entra Connect, beside pass-through authentication or federation too.",
  control: "password-protection",

  needs: ["tenant", "directorySync"],
  examines: "tenant",
  *run({ tenant, directorySync }, { manifest }) {
    const subject = tenantSubject(tenant, manifest.tenant);
    for (const { synced, passwordsSyncedOn } of directorySync) {
      if (!synced) continue;
      if (passwordsSyncedOn === undefined)
        yield {
          subject,
          cure: byHand("closeSignIns"),
          fault: "synchronises accounts from on-premises, and never their password hashes",
        };
      else if (Date.parse(manifest.collectedAt) - Date.parse(passwordsSyncedOn) > daysWithout * day)
        yield {
          subject,
          cure: byHand("closeSignIns"),
          fault: `has received no password hashes from on-premises for more than ${daysWithout} days`,
          proof: [`last received at ${passwordsSyncedOn}`],
        };
    }
  },
});
