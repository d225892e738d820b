import type { AuthenticationStrength } from "../../evidence/authentication-strengths";
import type { MfaLevel } from "./states";

const builtIn = (n: number) => `00000000-0000-0000-0000-00000000000${n}`;

/** Strengths that Entra brings along: multifactor, passwordless, phishing-resistant. All of them are MFA. */
const builtInStrengths: ReadonlyMap<string, MfaLevel> = new Map([
  [builtIn(2), "mfa"],
  [builtIn(3), "mfa"],
  [builtIn(4), "phishingResistant"],
]);

/**
 * Combinations that cannot be phished, as strengths name them.
 * Source: Microsoft Learn, "Conditional Access authentication strength".
 */
const resistant = new Set(["fido2", "windowshelloforbusiness", "x509certificatemultifactor"]);

/** Methods that cannot be phished, as the report on registrations names them. Source: Microsoft Graph, userRegistrationDetails. */
const resistantMethods = new Set([
  "fido2",
  "fido2securitykey",
  "passkeydevicebound",
  "passkeydeviceboundauthenticator",
  "passkeydeviceboundwindowshello",
  "windowshelloforbusiness",
  "x509certificatemultifactor",
  "platformcredential",
  "macossecureenclavekey",
]);

export const cannotBePhished = (method: string): boolean => resistantMethods.has(method.toLowerCase());

/** How much an authentication strength asks for. One that was not listed is not known. */
export function strengthLevels(strengths: readonly AuthenticationStrength[]): (id: string) => MfaLevel | "unknown" {
  const listed = new Map(strengths.map(strength => [strength.id.toLowerCase(), levelOf(strength)]));
  return id => builtInStrengths.get(id) ?? listed.get(id) ?? "unknown";
}

function levelOf({ mfa, combinations = [] }: AuthenticationStrength): MfaLevel {
  if (!mfa) return "none";
  const all = combinations.length > 0 && combinations.every(name => resistant.has(name.toLowerCase()));
  return all ? "phishingResistant" : "mfa";
}
