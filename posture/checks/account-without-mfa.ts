import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import { members } from "../facts/populations";
import { entraP1 } from "../facts/tenant-plans";
import type { SecondFactor } from "../facts/types";

export default defineCheck({
  id: "account-without-mfa",
  title: "Every enabled account has registered for MFA",
  faultTitle: "An enabled account has not registered for MFA",
  severity: "medium",
  why: "A password that leaks or is guessed is enough to sign in, and the attacker can then register a second factor of their own.",
  fix: "Run a registration campaign, and require MFA of everybody; begin with the administrators.",
  control: "mfa-coverage",

  plans: entraP1,
  needs: ["users", "defence"],
  examines: members,
  *run({ users, defence }) {
    for (const { id, upn, enabled, guest } of users) {
      const { registration, unknown, admin, cannotUseMfa } = defence.get(id) ?? nothingRead;
      if (!enabled || guest || cannotUseMfa || elsewhere.has(registration)) continue;
      const subject = { kind: "user", id, name: upn || id } as const;
      const fault = faults[registration];
      if (fault)
        yield {
          subject,
          cure: byHand("registerMfa"),
          fault: `${admin ? "holds a directory role and " : ""}${fault}`,
          ...(admin && { severity: "high" }),
        };
      else if (registration === "unknown")
        yield { subject, unknown: unknown ?? "its MFA registration could not be read" };
    }
  },
});

/** Guests and other external people register in their own tenant, which this report does not show. */
const elsewhere: ReadonlySet<SecondFactor> = new Set(["atHome", "notHere", "elsewhere"]);

const faults: { readonly [R in SecondFactor]?: string } = {
  none: "has not registered for MFA in Entra ID",
  notCapable: "has registered only methods that are not allowed for MFA",
};

const nothingRead = { registration: "unknown", unknown: undefined, admin: false, cannotUseMfa: false } as const;
