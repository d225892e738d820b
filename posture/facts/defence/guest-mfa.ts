import type { Certainty } from "../../../catalogue/certainty";
import { derivation } from "../derivation";
import { isBreakGlass } from "../subjects";
import type { GuestMfa } from "../types";
import { guestKinds } from "./guest-kinds";
import { kindsAsked, personOf } from "./policy-reach";
import { isAtLeast } from "./states";

/** Whether guests and external users of each kind have to use MFA for Azure management, by policies or security defaults. */
export default derivation<"guestMfa">()({
  needs: ["users", "managementMfa", "conditionalAccess"],
  derive({ users, managementMfa, conditionalAccess }, { estate }) {
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
    return { value };
  },
});
