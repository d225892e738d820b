import type { Severity } from "../../../catalogue/severity";
import type { NamedCrowd } from "../crowd";
import type { SignInGuardName, SignInGuards } from "../types";

/** What is open, to be said of the tenant. */
export type OpenSignIn =
  | { readonly unknown: string }
  | { readonly fault: string; readonly key: string; readonly proof: readonly string[]; readonly severity?: Severity };

/**
 * What security defaults, which Entra has in the place of policies, act on too: they block legacy authentication, and ask for MFA
 * where Microsoft holds a sign-in for risky. They neither block the device code flow nor act on a user's risk.
 * Source: Microsoft Learn, "Security defaults in Microsoft Entra ID".
 */
const actOn: ReadonlySet<SignInGuardName> = new Set(["legacyAuthentication", "signInRisk"]);

/**
 * What one guard leaves open: everything where no policy stands there at all, else those whom it leaves out. A few who
 * are left out are a smaller fault than a door without a guard. `stops` completes "no enabled policy …".
 */
export function openingOf(guards: SignInGuards, guard: SignInGuardName, stops: string): OpenSignIn | undefined {
  const { policies, inPart, open, unsure } = guards[guard];
  if (actOn.has(guard) && guards.defaultsInstead === "yes") return undefined;
  if (actOn.has(guard) && open.count > 0 && guards.defaultsInstead === "unknown")
    return { unknown: "whether security defaults are on could not be read" };
  const accounts = (count: number) => `${count} enabled ${count === 1 ? "account" : "accounts"}`;
  if (open.count > 0 && policies.length === 0)
    return {
      key: guard,
      fault: `no enabled policy ${stops}${inPart.length > 0 ? " throughout" : ""}`,
      proof: [
        `open to ${accounts(open.count)}`,
        ...inPart,
        ...(guards.defaultsInstead === "yes" ? ["security defaults are on, which leave it open"] : []),
      ],
      // A way around it that takes more than a password is not as bad as an open door.
      ...(inPart.length > 0 && { severity: "low" as const }),
    };
  if (open.count > 0)
    return {
      key: `${guard} exclusions`,
      fault: `no policy ${stops} for ${accounts(open.count)}`,
      proof: [...leftOut(open), `for others there is ${policies.join(", ")}`],
      severity: "low",
    };
  if (unsure > 0) return { unknown: `whether a policy ${stops} could not be read for ${accounts(unsure)}` };
  return undefined;
}

/** Names; of very many the rest is counted. */
const leftOut = ({ names, count }: NamedCrowd): readonly string[] => [
  ...names.map(name => `${name} is left out`),
  ...(count > names.length ? [`and ${count - names.length} more`] : []),
];
