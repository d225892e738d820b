import type { Certainty } from "../../../catalogue/certainty";
import type { CrossTenantTrust } from "../../evidence/cross-tenant-access";
import type { Domain } from "../../evidence/domains";
import type { Registration as Report } from "../../evidence/registrations";
import type { Rows } from "../../evidence/rows";
import type { User } from "../../evidence/users";
import { Accounts, isExternal, type Joined } from "../accounts";
import { missingFor } from "../derivation";
import type { Resolved } from "../needs";
import { entraP1, hasPlan } from "../tenant-plans";
import type { SecondFactor } from "../types";

/** A registration, with what has to be read or done to know it where it is unknown. */
export interface Registered {
  readonly registration: SecondFactor;
  readonly unknown?: string;
}

const registered = (registration: SecondFactor): Registered => ({ registration });
const unknown = (why: string): Registered => ({ registration: "unknown", unknown: why });

type Given = Pick<Resolved, "tenant" | "registrations" | "domains" | "crossTenantAccess">;

/** What Entra reports of each account. */
export const reportsOf = ({ users, registrations }: Pick<Resolved, "users" | "registrations">): Joined<Report> =>
  Accounts.of(users.value).join(registrations.value as Rows<Report>, report => report.user);

/** Tells which second factor an account can use, and where it is registered. */
export function registrationsFrom(given: Given): (report: Report | undefined, user: User | undefined) => Registered {
  const trusted = trustInHomeMfa(given.crossTenantAccess);
  const elsewhere = identityProviders(given.domains);
  const told = given.registrations.value.length > 0 || hasPlan(given.tenant.value, entraP1) !== "no";

  return (report, user) => {
    if (report?.mfaCapable) return registered("capable");
    const external = user ? isExternal(user) : "unknown";
    if (external === "yes") {
      if (trusted === "yes") return registered("atHome");
      if (trusted === "unknown") return unknown("whether MFA of its home tenant counts here could not be read");
    }
    if (!told) return registered("untold");
    if (!report) return unknown("its MFA registration could not be read");
    if (report.mfaRegistered) return registered("notCapable");
    if (external === "yes") return registered("notHere");
    if (external === "unknown") return unknown("whether it registers for MFA here or at its home tenant was not read");
    return elsewhere(user!);
  };
}

/**
 * Whether MFA of an external account's home tenant counts here. Which tenant that is cannot be read, so the answer
 * stands only where the default and all partners agree. Source: Microsoft Graph, crossTenantAccessPolicy.
 */
function trustInHomeMfa({ value, gaps }: Given["crossTenantAccess"]): Certainty {
  const standard = value.find(({ tenant }) => tenant === undefined);
  const trust = (row: CrossTenantTrust) => row.mfaTrusted ?? standard?.mfaTrusted ?? false;
  const answers = new Set(value.map(trust));
  if (!standard || gaps.length > 0 || answers.size !== 1) return "unknown";
  return answers.has(true) ? "yes" : "no";
}

const unregistered = "has not registered for MFA in Entra ID";

/** What an account without a method here means, by what Entra makes of the MFA of its domain's identity provider. */
function identityProviders({ value, gaps }: Given["domains"]): (user: User) => Registered {
  const domains = new Map<string, Domain>(value.map(domain => [domain.name.toLowerCase(), domain]));
  return ({ upn }) => {
    const name = upn.slice(upn.lastIndexOf("@") + 1).toLowerCase();
    const domain = domains.get(name);
    if (!domain) return unknown(`${unregistered}, and whether ${name} is federated could not be read`);
    if (!domain.federated || domain.mfaBehavior === "rejectMfaByFederatedIdp") return registered("none");
    if (domain.mfaBehavior === "enforceMfaByFederatedIdp") return registered("elsewhere");
    const gap = missingFor(gaps, name) ? "counts here could not be read" : "is asked for is not seen from here";
    return unknown(`${unregistered}, and whether MFA of the identity provider of ${name} ${gap}`);
  };
}
