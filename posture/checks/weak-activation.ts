import type { Certainty } from "../../catalogue/certainty";
import { escalatingEntraRoles } from "../../catalogue/entra-roles";
import { defineCheck, type Judgement } from "../check";
import { byHand } from "../cures/identities";
import { grouped } from "../facts/collate";
import { held, maySignIn, outright } from "../facts/subjects";
import { entraP2 } from "../facts/tenant-plans";
import type { Derived } from "../facts/types";
import { capped } from "../report-text";

interface Activation {
  readonly mfa?: boolean;
  readonly approval?: boolean;
  readonly context?: string;
}

export default defineCheck({
  id: "weak-activation",
  title: "Roles that lead to compute are activated with MFA, approval or an authentication context",
  faultTitle: "A role that leads to compute is activated with no more than the session",
  severity: "high",
  why: "An eligible role helps only if its activation asks for more than the session that was stolen: otherwise the thief activates it with one click.",
  fix: "In the settings of the role, or of the group, in PIM, require MFA or an authentication context at activation, and approval for roles that can create compute everywhere.",
  control: "pim",

  // Without PIM nothing is activated.
  plans: entraP2,
  needs: [
    "computeCreators",
    "activationRules",
    "directoryRoles",
    "directoryActivationRules",
    "groupEligibilities",
    "groupActivationRules",
    "activationContexts",
  ],
  *run({
    computeCreators,
    activationRules,
    directoryRoles,
    directoryActivationRules,
    groupEligibilities,
    groupActivationRules,
    activationContexts,
  }) {
    const eligible = computeCreators
      .filter(({ principal }) => maySignIn(principal))
      .flatMap(creator =>
        held(outright(creator))
          .filter(({ tenure }) => tenure === "eligible")
          .map(right => ({ right, ...creator.principal })),
      );
    const rules = new Map(activationRules.map(rule => [keyOf(rule.scope, rule.role), rule]));
    for (const [key, all] of grouped(eligible, ({ right }) => keyOf(right.scope, right.role))) {
      const { scope, roleName } = all[0]!.right;
      const id = `${scope.replace(/\/+$/, "")}/roles/${all[0]!.right.role}`;
      yield* judged({ id, name: `${roleName} at ${scope}`, scope }, rules.get(key), all, activationContexts);
    }

    const ofRoles = new Map(directoryActivationRules.map(rule => [rule.role.toLowerCase(), rule]));
    const activatable = directoryRoles.filter(
      ({ state, role }) => state === "eligible" && escalatingEntraRoles.has(role.toLowerCase()),
    );
    for (const [role, all] of grouped(activatable, row => row.role.toLowerCase()))
      yield* judged(
        { id: `/directoryRoles/${role}`, name: `${all[0]!.roleName}, a directory role`, scope: "/" },
        ofRoles.get(role),
        all.map(({ principal: id }) => ({ id, name: `principal ${id}` })),
        activationContexts,
      );

    // Of the groups, those that a road of somebody who may sign in goes through.
    const joined = new Map(
      computeCreators
        .filter(({ principal }) => maySignIn(principal))
        .flatMap(creator => outright(creator).flatMap(({ road = [] }) => road))
        .filter(({ kind }) => kind === "group-eligibility")
        .map(({ to }) => [to.id, to.name]),
    );
    const ofGroups = new Map(groupActivationRules.map(rule => [keyOf(rule.scope, rule.role), rule]));
    const places = groupEligibilities.filter(({ group }) => joined.has(group));
    for (const [key, all] of grouped(places, ({ group, access }) => keyOf(group, access))) {
      const { group, access } = all[0]!;
      const what = access === "owner" ? "the ownership" : "a membership";
      yield* judged(
        { id: `/groups/${group}/${access}`, name: `${what} of group ${joined.get(group)}`, scope: "/" },
        ofGroups.get(key),
        all
          .filter(({ through }) => through === undefined)
          .map(({ principal: id }) => ({ id, name: `principal ${id}` })),
        activationContexts,
      );
    }
  },
});

function* judged(
  about: { readonly id: string; readonly name: string; readonly scope: string },
  rule: Activation | undefined,
  holders: readonly { readonly id: string; readonly name: string }[],
  contexts: Derived["activationContexts"],
): Generator<Judgement> {
  const subject = { kind: "policy", ...about } as const;
  if (rule?.mfa === true || rule?.approval === true) return;
  const { context } = rule ?? {};
  const of = (certainty: Certainty) =>
    context === undefined ? [] : holders.filter(({ id }) => contexts(context, id) === certainty);
  const unasked = context === undefined ? holders : of("no");
  if (context !== undefined && unasked.length === 0) {
    if (of("unknown").length > 0)
      yield { subject, unknown: `what authentication context ${context} asks for could not be read` };
  } else if (rule?.mfa === undefined || rule.approval === undefined)
    yield { subject, unknown: "what its activation asks for was not among what was read" };
  else
    yield {
      subject,
      cure: byHand("guardAdministrators"),
      fault:
        context === undefined
          ? "its activation asks for neither MFA, nor approval, nor an authentication context"
          : `its activation asks for authentication context ${context}, for which no policy asks anything of some who may activate it`,
      proof: capped([...new Set(unasked.map(({ name }) => name))].sort().map(name => `may be activated by ${name}`)),
    };
}

const keyOf = (scope: string, role: string): string => `${scope.replace(/\/+$/, "")} ${role}`.toLowerCase();
