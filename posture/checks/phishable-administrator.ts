import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import { isAtLeast } from "../facts/defence/states";
import { population } from "../facts/populations";
import { entraP1 } from "../facts/tenant-plans";
import type { AdministratorDefence } from "../facts/types";

export default defineCheck({
  id: "phishable-administrator",
  title: "Administrators sign in with methods that cannot be phished",
  faultTitle: "An administrator can sign in with a method that can be phished",
  severity: "medium",
  why: "A page between the victim and Microsoft hands the code or the push on, and has the session of somebody who can take access to every subscription.",
  fix: "Have each administrator register a passkey, Windows Hello for Business or a certificate, and require the authentication strength Phishing-resistant MFA of the directory roles in Conditional Access.",
  control: "mfa-coverage",

  plans: entraP1,
  needs: ["administrators"],
  examines: population<"administrators">("administrator", "administrators", ({ administrators }) =>
    administrators.map(({ id }) => id),
  ),
  *run({ administrators }) {
    for (const administrator of administrators) {
      const { id, name, roles, active, asked, resistant } = administrator;
      const subject = { kind: "user", id, name } as const;
      const faults = faultsOf(administrator);
      if (faults.length > 0)
        yield {
          subject,
          cure: byHand("guardAdministrators"),
          fault: `${active ? "is" : "can become"} ${roles.join(", ")}, and ${faults.join(" and ")}`,
          proof: isOpen(administrator) && asked.by !== undefined ? [`MFA enforced by ${asked.by}`] : [],
        };
      else if (resistant === "unknown") yield { subject, unknown: "which methods it has registered could not be read" };
      else if (asked.level === "unknown") yield { subject, unknown: "what it is asked for could not be read" };
    }
  },
});

/** Security defaults cannot ask for more than MFA, and Entra has either them or policies. */
const isOpen = ({ asked: { level, by } }: AdministratorDefence): boolean =>
  level !== "unknown" && !isAtLeast(level, "phishingResistant") && by !== "security defaults";

const faultsOf = (administrator: AdministratorDefence): readonly string[] => [
  ...(administrator.resistant === "no" ? ["has registered no method that cannot be phished"] : []),
  ...(isOpen(administrator) ? ["does not have to use a method that cannot be phished"] : []),
];
