import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import { isAtLeast } from "../facts/defence/states";
import { isBreakGlass, tenantSubject } from "../facts/subjects";
import type { ManagementPolicy } from "../facts/types";
import { capped, plural } from "../report-text";

export default defineCheck({
  id: "unenforced-management-mfa",
  title: "Everybody has to use MFA for Azure management",
  faultTitle: "MFA for Azure management is not asked of everybody",
  severity: "high",
  why: "Registration alone stops nobody: where no policy asks for it, a password is enough to create machines by portal, command line or API.",
  fix: "Switch on a Conditional Access policy for all users that requires MFA for the Windows Azure Service Management API (or for all apps), and leave out emergency accounts only; without Entra ID P1, switch on security defaults.",
  control: "ca-azure-management",

  needs: ["tenant", "users", "managementMfa", "defence"],
  examines: "tenant",
  *run({ tenant, users, managementMfa, defence }, { estate, manifest }) {
    if (managementMfa.securityDefaults === "yes") return;
    const subject = tenantSubject(tenant, manifest.tenant);
    const forAll = managementMfa.policies.filter(policy => policy.everyone);
    const everybody = forAll.filter(({ level }) => isAtLeast(level, "mfa"));

    // Somebody of whom nothing is known is asked where several policies together ask everybody.
    if (everybody.length === 0 && !isAtLeast(managementMfa.unreadAccount("").level, "mfa")) {
      const unread =
        !managementMfa.policiesComplete ||
        managementMfa.securityDefaults === "unknown" ||
        forAll.some(({ level }) => level === "unknown");
      const partly = forAll.filter(({ level }) => level === "partly");
      if (unread)
        yield { subject, unknown: "not all of its Conditional Access policies and security defaults could be read" };
      else
        yield {
          subject,
          cure: byHand("requireMfa"),
          fault: "no enabled policy makes everybody use MFA at every sign-in to Azure management",
          proof: ["security defaults are off", ...partly.map(({ name, because }) => `policy ${name}: ${because}`)],
          ...(partly.length > 0 && { severity: "medium" }),
        };
      return;
    }
    const people = users.filter(
      ({ id, upn, enabled }) =>
        enabled && !isBreakGlass(estate.breakGlass, { id, name: upn }) && !defence.get(id)?.cannotUseMfa,
    );
    const asked = (id: string) => managementMfa.users.get(id)?.level ?? "unknown";
    const out = people
      .filter(({ id }) => asked(id) !== "unknown" && !isAtLeast(asked(id), "mfa"))
      .map(({ id, upn }) => upn || id)
      .sort();
    const unknown = people.filter(({ id }) => asked(id) === "unknown").length;
    if (out.length > 0)
      yield {
        subject,
        cure: byHand("requireMfa"),
        fault: `no policy makes ${plural(out.length, "enabled account")} use MFA at every sign-in to Azure management`,
        severity: "medium",
        key: "exclusions",
        proof: capped([...out.map(name => `${name} is left out`), ...everybody.flatMap(leavesOut)]),
      };
    else if (unknown > 0)
      yield { subject, unknown: `whom the policies leave out could not be read for ${plural(unknown, "account")}` };
  },
});

const leavesOut = ({ name, exclusions }: ManagementPolicy): readonly string[] =>
  exclusions.length > 0 ? [`policy ${name} leaves out ${exclusions.join(", ")}`] : [];
