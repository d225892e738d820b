import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import { population } from "../facts/populations";

export default defineCheck({
  id: "ineffective-mfa-policy",
  title: "Policies that require MFA enforce it for Azure management",
  faultTitle: "A policy that requires MFA does not enforce it for Azure management",
  severity: "medium",
  why: "A policy that looks like MFA satisfies a review, while a stolen password still opens Azure: through another control that is easier to meet, through a client or an app that the policy does not cover, or because it only reports.",
  fix: "Let the policy require MFA, or a strength that is MFA, for the Windows Azure Service Management API without further conditions and without an alternative, and switch it on; or let another policy do so for the same people. A policy on risk stays as it is: it wants that other policy beside it.",
  control: "ca-hygiene",

  // A policy beside one that holds for the same people does no harm: one on trial, or one for risky sign-ins.
  needs: ["managementMfa"],
  examines: population<"managementMfa">(
    "policy of Conditional Access",
    "policies of Conditional Access",
    ({ managementMfa }) => managementMfa.policies.map(({ id }) => id),
  ),
  *run({ managementMfa }) {
    for (const { id, name, level, ineffective, because } of managementMfa.policies) {
      const subject = { kind: "policy", id, name } as const;
      if (ineffective === "yes")
        yield {
          subject,
          cure: byHand("requireMfa"),
          fault: `asks for MFA and does not make it hold for Azure management: ${because}`,
          // A way around it that takes more than a password is not as bad as none.
          ...(level === "partly" && { severity: "low" }),
        };
      else if (ineffective === "unknown")
        yield {
          subject,
          unknown: (level === "unknown" && because) || "whom it and the other policies reach could not be read",
        };
    }
  },
});
