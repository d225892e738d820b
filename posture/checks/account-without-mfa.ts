import { defineCheck } from "../check";

export default defineCheck({
  id: "account-without-mfa",
  title: "Every enabled account has registered for MFA",
  severity: "medium",
  why: "A password that leaks or is guessed is enough to sign in, and the attacker can then register a second factor of their own.",
  fix: "Run a registration campaign, and require MFA of everybody; begin with the administrators.",
  control: "mfa-coverage",

  needs: ["users", "mfa"],
  *run({ users, mfa }) {
    for (const { id, upn, enabled, guest } of users) {
      // Guests register in their own tenant, which this report does not show.
      if (!enabled || guest) continue;
      const subject = { kind: "user", id, name: upn || id } as const;
      const { registered, admin } = mfa.users.get(id) ?? { registered: "unknown", admin: false };
      if (registered === "unknown") yield { subject, unknown: "its MFA registration could not be read" };
      else if (registered === "no")
        yield {
          subject,
          fault: `${admin ? "holds a directory role and " : ""}has not registered for MFA in Entra ID`,
          ...(admin && { severity: "high" }),
        };
    }
  },
});
