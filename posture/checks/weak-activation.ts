import type { Certainty } from "../../catalogue/certainty";
import { escalatingEntraRoles } from "../../catalogue/entra-roles";
import { defineCheck, type Judgement } from "../check";
import { activationWithMfa, byCode } from "../cures/pulumi-code";
import { grouped } from "../facts/collate";
import type { CheckInput } from "../facts/needs";
import { population } from "../facts/populations";
import { held, maySignIn, outright } from "../facts/subjects";
import { entraP2 } from "../facts/tenant-plans";
import type { Derived } from "../facts/types";
import { capped } from "../report-text";

interface Activation {
  readonly id: string;
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
  examines: population<keyof Input>("activation of a role", "activations of roles", known =>
    activationsIn(known).map(({ about }) => about.id),
  ),
  *run(known) {
    for (const { about, rule, holders } of activationsIn(known))
      yield* judged(about, rule, holders, known.activationContexts);
  },
});

type Input = Pick<
  CheckInput,
  | "computeCreators"
  | "activationRules"
  | "directoryRoles"
  | "directoryActivationRules"
  | "groupEligibilities"
  | "groupActivationRules"
>;

/** Something that can be activated on the way to compute, the rule of it, and who may activate it. */
interface Activatable {
  readonly about: { readonly id: string; readonly name: string; readonly scope: string };
  readonly rule: Activation | undefined;
  readonly holders: readonly { readonly id: string; readonly name: string }[];
}

const activationsIn = (known: Input): readonly Activatable[] => [
  ...ofRoles(known),
  ...ofDirectoryRoles(known),
  ...ofGroups(known),
];

function ofRoles({ computeCreators, activationRules }: Input): Activatable[] {
  const eligible = computeCreators
    .filter(({ principal }) => maySignIn(principal))
    .flatMap(creator =>
      held(outright(creator))
        .filter(({ tenure }) => tenure === "eligible")
        .map(right => ({ right, ...creator.principal })),
    );
  const rules = new Map(activationRules.map(rule => [keyOf(rule.scope, rule.role), rule]));
  return [...grouped(eligible, ({ right }) => keyOf(right.scope, right.role))].map(([key, holders]) => {
    const { scope, roleName, role } = holders[0]!.right;
    const id = `${scope.replace(/(?<!\/)\/+$/, "")}/roles/${role}`;
    return { about: { id, name: `${roleName} at ${scope}`, scope }, rule: rules.get(key), holders };
  });
}

function ofDirectoryRoles({ directoryRoles, directoryActivationRules }: Input): Activatable[] {
  const rules = new Map(directoryActivationRules.map(rule => [rule.role.toLowerCase(), rule]));
  const activatable = directoryRoles.filter(
    ({ state, role }) => state === "eligible" && escalatingEntraRoles.has(role.toLowerCase()),
  );
  return [...grouped(activatable, row => row.role.toLowerCase())].map(([role, all]) => ({
    about: { id: `/directoryRoles/${role}`, name: `${all[0]!.roleName}, a directory role`, scope: "/" },
    rule: rules.get(role),
    holders: all.map(({ principal: id }) => ({ id, name: `principal ${id}` })),
  }));
}

/** Of the groups, those that a road of somebody who may sign in goes through. */
function ofGroups({ computeCreators, groupEligibilities, groupActivationRules }: Input): Activatable[] {
  const joined = new Map(
    computeCreators
      .filter(({ principal }) => maySignIn(principal))
      .flatMap(creator => outright(creator).flatMap(({ road = [] }) => road))
      .filter(({ kind }) => kind === "group-eligibility")
      .map(({ to }) => [to.id, to.name]),
  );
  const rules = new Map(groupActivationRules.map(rule => [keyOf(rule.scope, rule.role), rule]));
  const places = groupEligibilities.filter(({ group }) => joined.has(group));
  return [...grouped(places, ({ group, access }) => keyOf(group, access))].map(([key, all]) => {
    const { group, access } = all[0]!;
    const what = access === "owner" ? "the ownership" : "a membership";
    return {
      about: { id: `/groups/${group}/${access}`, name: `${what} of group ${joined.get(group)}`, scope: "/" },
      rule: rules.get(key),
      holders: all
        .filter(({ through }) => through === undefined)
        .map(({ principal: id }) => ({ id, name: `principal ${id}` })),
    };
  });
}

function* judged(
  about: Activatable["about"],
  rule: Activatable["rule"],
  holders: Activatable["holders"],
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
      cure: byCode(
        "guardActivation",
        // a context takes the place of MFA, and a policy of Conditional Access what is asked for it
        context === undefined && rule !== undefined ? activationWithMfa(about.scope, rule.id) : [],
      ),
      fault:
        context === undefined
          ? "its activation asks for neither MFA, nor approval, nor an authentication context"
          : `its activation asks for authentication context ${context}, for which no policy asks anything of some who may activate it`,
      proof: capped([...new Set(unasked.map(({ name }) => name))].sort().map(name => `may be activated by ${name}`)),
    };
}

const keyOf = (scope: string, role: string): string => `${scope.replace(/(?<!\/)\/+$/, "")} ${role}`.toLowerCase();
