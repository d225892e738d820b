import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import { population } from "../facts/populations";
import { unnamedEmergency } from "../facts/subjects";
import type { EmergencyAccount } from "../facts/types";
import { capped, plural } from "../report-text";

export default defineCheck({
  id: "unready-break-glass",
  title: "Emergency accounts exist, are enabled, hold a role that helps, and one of them is left out of every policy",
  faultTitle: "An emergency account cannot be relied on",
  severity: "medium",
  why: "Whoever takes over an administrator locks the others out with one policy, and mines in peace: the emergency account is the way back in, and the day it is needed is too late to find out that it does not work.",
  fix: "Keep two cloud-only emergency accounts, enabled, Global Administrators for good and named in the estate under breakGlass, and leave at least one of them out of every Conditional Access policy.",
  control: "emergency-access",

  untestedUnder: unnamedEmergency,
  needs: ["emergencyAccounts"],
  examines: population<"emergencyAccounts">("emergency account", "emergency accounts", ({ emergencyAccounts }) =>
    emergencyAccounts.map(({ named, account }) => account?.id ?? named),
  ),
  *run({ emergencyAccounts }) {
    for (const { named, exists } of emergencyAccounts) {
      const subject = { kind: "user", id: named, name: named } as const;
      if (exists === "no")
        yield {
          subject,
          cure: byHand("guardEmergencyAccounts"),
          fault: "is named by the estate as an emergency account, and no account has this name or id",
        };
      else if (exists === "unknown")
        yield { subject, unknown: "whether this emergency account exists could not be read" };
    }
    const ready: EmergencyAccount[] = [];
    for (const emergency of emergencyAccounts) {
      const subject = subjectOf(emergency);
      if (!subject) continue;
      if (!emergency.account!.enabled) {
        yield {
          subject,
          cure: byHand("guardEmergencyAccounts"),
          fault: "is an emergency account and is disabled",
          key: "disabled",
        };
        continue;
      }
      ready.push(emergency);
      if (emergency.canRecover === "no")
        yield {
          subject,
          cure: byHand("guardEmergencyAccounts"),
          fault: "is an emergency account and holds no role that could let the others in again",
          key: "role",
        };
      else if (emergency.canRecover === "unknown")
        yield { subject, unknown: "whether it holds a role that could let the others in again could not be read" };
    }

    // One account that no policy can keep out is enough: others may be bound on purpose.
    if (ready.some(({ boundBy, perhapsBound }) => boundBy.length === 0 && !perhapsBound)) return;
    const perhaps = ready.filter(({ boundBy }) => boundBy.length === 0);
    for (const emergency of perhaps)
      yield { subject: subjectOf(emergency)!, unknown: "which policies it is left out of could not be read" };
    if (perhaps.length > 0) return;
    for (const emergency of ready)
      yield {
        subject: subjectOf(emergency)!,
        cure: byHand("guardEmergencyAccounts"),
        fault: `is an emergency account, and ${plural(emergency.boundBy.length, "policy", "policies")} could keep it out`,
        key: "policies",
        severity: "low",
        proof: capped(emergency.boundBy.map(name => `policy ${name} does not leave it out`)),
      };
  },
});

const subjectOf = ({ account }: EmergencyAccount) =>
  account && ({ kind: "user", id: account.id, name: account.name } as const);
