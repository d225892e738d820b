import type { Gap } from "../../catalogue/outcome";
import type { EvidenceKind } from "../evidence/all";
import type { Collected, Gathered, Manifest } from "../evidence/gathered";
import type { Tenant } from "../evidence/tenant";
import { derivations } from "../facts/all";
import type { Need, Resolved, Setting } from "../facts/needs";
import { entraP1, entraP2 } from "../facts/tenant-plans";
import type { Derived } from "../facts/types";
import { subscriptionGaps } from "./subscription-gaps";

/** Answers what is known, and what is missing of it. */
export type Resolver = <N extends Need>(need: N) => Resolved[N];

/** Evidence as it was gathered, and facts derived when first asked for, once. */
export function resolverFor(gathered: Gathered, setting: Setting): Resolver {
  const known = new Map<Need, Collected<unknown>>();
  const learn = (need: Need): Collected<unknown> =>
    need in derivations ? derive(need as keyof Derived) : evidence(need as EvidenceKind);
  const know: Resolver = <N extends Need>(need: N) => {
    const answer = known.get(need) ?? learn(need);
    known.set(need, answer);
    return answer as Resolved[N];
  };

  function evidence(kind: EvidenceKind, fields: readonly string[] = []): Collected<unknown> {
    const collected: Collected<unknown> | undefined = gathered[kind];
    if (!collected || !setting.manifest.kinds.includes(kind))
      return { value: collected?.value ?? [], gaps: [...(collected?.gaps ?? []), notGathered(kind)] };
    return {
      value: collected.value,
      gaps: openGaps(gathered, kind, setting.manifest).filter(
        ({ field }) => field === undefined || !seldom.has(field) || fields.includes(field),
      ),
    };
  }

  function derive(fact: keyof Derived): Collected<unknown> {
    const { needs, decidesSome = [], alongside = [], fields, concerns, derive: how } = derivations[fact];
    const ask: Resolver = <N extends Need>(need: N) =>
      need in derivations ? know(need) : (evidence(need as EvidenceKind, fields) as Resolved[N]);
    const given = pick(ask, [...needs, ...decidesSome, ...alongside]);
    const { value, gaps = [] } = how(given, setting);
    const inherited = needs.flatMap((need: Need) =>
      concerns ? given[need].gaps.filter((gap: Gap) => concerns(need, gap, given, value as never)) : given[need].gaps,
    );
    return { value, gaps: distinctGaps([...inherited, ...gaps]) };
  }
  return know;
}

/** Exactly what was asked for, no more. */
export const pick = <N extends Need>(know: Resolver, needs: readonly N[]): Pick<Resolved, N> =>
  Object.fromEntries(needs.map(need => [need, know(need)])) as unknown as Pick<Resolved, N>;

/** What a tenant cannot have, or not be told, without one of these plans: where both the licence list and the service say so, nothing is missing. */
const licensed: { readonly [K in EvidenceKind]?: readonly string[] } = {
  eligibleAssignments: entraP2,
  activeAssignments: entraP2,
  directoryRoles: entraP2, // only its eligible rows need a licence
  activationRules: entraP2,
  directoryActivationRules: entraP2,
  groupEligibilities: entraP2,
  groupActivationRules: entraP2,
  conditionalAccess: entraP1,
  authenticationStrengths: entraP1,
  registrations: entraP1,
  users: entraP1, // only the last sign-in needs a licence
};

/** Fields that only those miss who name them: without them a row says all that the others ask of it. */
const seldom = new Set([
  "lastSignIn",
  "createdOn",
  "createdBy",
  "quotaId",
  "managementGroups",
  "inResourceGraph",
  "sentLogs",
  "unlisted",
]);

/** What is missing of one kind, less what this tenant cannot have, with what is missing though nothing was refused. */
export function openGaps(gathered: Gathered, kind: EvidenceKind, manifest: Manifest): readonly Gap[] {
  const { plans } = (gathered.tenant?.value[0] ?? {}) as Partial<Tenant>;
  const one = licensed[kind];
  const none = plans !== undefined && one !== undefined && !one.some(plan => plans.includes(plan));
  return [
    ...(gathered[kind]?.gaps ?? []).filter(gap => !(none && gap.reason === "unlicensed")),
    ...subscriptionGaps(gathered, kind, manifest),
  ];
}

const notGathered = (kind: EvidenceKind): Gap => ({
  what: `evidence of the kind ${kind}`,
  missing: "a run that gathers it",
  reason: "failed",
});

/** Each gap once, in an order of its own. */
export function distinctGaps(gaps: readonly Gap[]): readonly Gap[] {
  const byText = new Map(gaps.map(gap => [JSON.stringify(canonical(gap)), gap]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, gap]) => canonical(gap));
}

const canonical = ({ what, missing, reason, subjects, field }: Gap): Gap => ({
  what,
  missing,
  reason,
  ...(subjects && { subjects: [...new Set(subjects)].sort() }),
  ...(field !== undefined && { field }),
});
