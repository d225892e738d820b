import { defineCheck } from "../check";
import { secureEmergencyAccount } from "../cures/identities";
import { cannotBePhished } from "../facts/defence/strengths";
import { emergencyUsers } from "../facts/populations";
import { isBreakGlass, unnamedEmergency } from "../facts/subjects";
import { entraP1 } from "../facts/tenant-plans";

export default defineCheck({
  id: "phishable-break-glass",
  title: "Emergency accounts have a method that cannot be phished",
  faultTitle: "An emergency account has no method that cannot be phished",
  severity: "high",
  why: "Policies leave the emergency account out, and it is a Global Administrator at all times: with a password, or a code that is passed on, an attacker takes access to every subscription.",
  fix: "Register a passkey (FIDO2 key) or a certificate for the account, kept in a safe, and remove its other methods.",
  control: "mfa-coverage",

  plans: entraP1,
  untestedUnder: unnamedEmergency,
  needs: ["users", "registrations"],
  examines: emergencyUsers,
  *run({ users, registrations }, { estate }) {
    const reports = new Map(registrations.map(report => [report.user, report]));
    for (const { id, upn, enabled } of users) {
      if (!enabled || !isBreakGlass(estate.breakGlass, { id, name: upn })) continue;
      const subject = { kind: "user", id, name: upn || id } as const;
      const report = reports.get(id);
      const { methods } = report ?? {};
      if (report && !report.mfaRegistered && !methods?.some(cannotBePhished))
        yield {
          subject,
          cure: secureEmergencyAccount,
          fault: "is an emergency account, and has not registered for MFA",
        };
      else if (!methods) yield { subject, unknown: "which methods it has registered could not be read" };
      else if (!methods.some(cannotBePhished))
        yield {
          subject,
          cure: secureEmergencyAccount,
          fault: "is an emergency account, and has registered no method that cannot be phished",
        };
    }
  },
});
