import type { Certainty } from "../../../catalogue/certainty";
import { derivation } from "../derivation";
import type { Resolved } from "../needs";
import { isBreakGlass, outright } from "../subjects";
import type { GuestMfa } from "../types";
import { guestKinds, providerKind } from "./guest-kinds";
import { kindsAsked, personOf } from "./policy-reach";
import { isAtLeast } from "./states";

const providerEvidence = [
  "computeCreators",
  "crossTenantAccess",
  "roleAssignments",
  "eligibleAssignments",
  "activeAssignments",
] as const;

/** Whether guests and external users of each kind have to use MFA for Azure management, by policies or security defaults. */
export default derivation<"guestMfa">()({
  needs: ["users", "managementMfa", "conditionalAccess"],
  decidesSome: providerEvidence,
  derive({ users, managementMfa, conditionalAccess, ...partners }, { estate }) {
    const { policies, securityDefaults, policiesComplete, users: askedOf } = managementMfa.value;
    const levels = new Map(policies.map(({ id, level }) => [id, level]));
    const levelOf = ({ id }: { readonly id: string }) => levels.get(id) ?? "none";
    const holding = conditionalAccess.value.filter(policy => isAtLeast(levelOf(policy), "mfa"));
    const inDoubt = conditionalAccess.value.filter(policy => levelOf(policy) === "unknown");
    const asked = kindsAsked(holding);
    const perhaps = kindsAsked([...holding, ...inDoubt], true);
    const inPart = users.gaps.some(({ subjects }) => subjects === undefined);
    const unread = !policiesComplete || securityDefaults === "unknown" || inPart;

    const people = users.value.filter(
      ({ id, upn, enabled }) => enabled && !isBreakGlass(estate.breakGlass, { id, name: upn }),
    );
    const value = guestKinds.map((kind): GuestMfa => {
      if (securityDefaults === "yes") return { kind, asked: "yes", open: [] };
      // A group of guests may be named in the place of their kind: so each of those who are here is asked about.
      const here = people.filter(user => personOf(user.id, user).kinds.includes(kind));
      const certain = here.filter(user => personOf(user.id, user).kinds.length === 1);
      const level = (id: string) => askedOf.get(id)?.level ?? "unknown";
      const unasked = certain.filter(({ id }) => level(id) !== "unknown" && !isAtLeast(level(id), "mfa"));
      // A policy for their whole kind that asks by a strength alone does not reach those without Entra at home.
      const open = asked.has(kind) ? unasked.filter(user => personOf(user.id, user).byStrength === "no") : unasked;
      if (asked.has(kind) && open.length === 0) return { kind, asked: "yes", open: [] };
      const closed = here.length > 0 && here.every(({ id }) => isAtLeast(level(id), "mfa"));
      const is: Certainty =
        open.length > 0
          ? "no"
          : closed && !inPart
            ? "yes"
            : here.length > 0 || unread || perhaps.has(kind)
              ? "unknown"
              : "no";
      return { kind, asked: is, open: open.map(({ id, upn }) => upn || id).sort() };
    });
    return { value: [...value, ...providersAsked(managementMfa.value, partners)] };
  },
});

/**
 * Whether people of service providers are asked, where one is there: a group of another tenant that can create compute, or
 * a partner that administers this one, of which it is not read which directory roles it was given.
 */
function* providersAsked(
  { providers: { level } }: Resolved["managementMfa"]["value"],
  { computeCreators, crossTenantAccess, ...lists }: Pick<Resolved, (typeof providerEvidence)[number]>,
): Generator<GuestMfa> {
  if (level !== "unknown" && isAtLeast(level, "mfa")) return;
  const kind = providerKind;
  const foreign = new Set(
    Object.values(lists).flatMap(({ value }) =>
      value.flatMap(({ principal, principalType }) => (principalType === "ForeignGroup" ? [principal] : [])),
    ),
  );
  const groups = computeCreators.value.filter(
    creator => foreign.has(creator.principal.id) && outright(creator).length > 0,
  );
  if (groups.length > 0) {
    yield { kind, asked: level === "unknown" ? "unknown" : "no", open: [], groups };
    return;
  }
  const partner = crossTenantAccess.value.find(({ serviceProvider }) => serviceProvider)?.tenant;
  if (partner !== undefined)
    yield {
      kind,
      asked: "unknown",
      open: [],
      unread: `which directory roles the service provider ${partner} was given is not read, nor proved that its people are asked`,
    };
  else if (crossTenantAccess.gaps.length + computeCreators.gaps.length > 0)
    yield {
      kind,
      asked: "unknown",
      open: [],
      unread: "whether a service provider holds rights here could not be read",
    };
}
