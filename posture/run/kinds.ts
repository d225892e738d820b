import type { Estate } from "../../catalogue/estate";
import type { Rule } from "../../catalogue/outcome";
import { policies } from "../../policies/all";
import type { AnyCheck } from "../check";
import { checks } from "../checks/all";
import { type EvidenceKind, evidence, evidenceKinds, isServed } from "../evidence/all";
import type { Manifest } from "../evidence/gathered";
import type { Tenant } from "../evidence/tenant";
import { derivations } from "../facts/all";
import type { Need } from "../facts/needs";
import { entraP1, entraP2, hasPlan } from "../facts/tenant-plans";
import type { Derived } from "../facts/types";

/** Every rule that an audit judges: the checks of the tenant, and the policies over the compute that runs. */
export const auditRules: readonly Rule[] = [...checks, ...policies];

/** Kinds of which nothing is shown without one of these plans, and so nothing is concluded from their being empty. */
const shownWith: { readonly [K in EvidenceKind]?: readonly string[] } = {
  registrations: entraP1,
  signInActivity: entraP1,
  riskyUsers: entraP2,
  riskDetections: entraP1,
};

/** The licence that its plans mean, for people. */
export const licenceOf = ({ plans = [] }: AnyCheck): string | undefined =>
  plans.length > 0 ? `Microsoft Entra ID ${plans.includes("AAD_PREMIUM") ? "P1" : "P2"}` : undefined;

/** What cannot be tested in this tenant, and is no gap: its cloud or its licence does not give it, or the estate does not name it. */
export interface OutOfReach {
  /** Why, by the ids of checks. */
  readonly checks: ReadonlyMap<string, string>;
  readonly kinds: ReadonlySet<EvidenceKind>;
}

export function outOfReach({ cloud }: Manifest, tenant: readonly Tenant[], estate: Estate): OutOfReach {
  const lacks = (plans: readonly string[] | undefined) => plans !== undefined && hasPlan(tenant, plans) === "no";
  const notServed = (need: Need) => !(need in derivations) && !isServed(need as EvidenceKind, cloud);
  const why = (check: AnyCheck): string | undefined => {
    const missing = (check.needs as readonly Need[]).find(notServed);
    if (missing) return `${cloud} has no ${evidence[missing as EvidenceKind].title}`;
    return lacks(check.plans) ? `needs ${licenceOf(check)}` : check.untestedUnder?.(estate);
  };
  return {
    checks: new Map(checks.flatMap(check => (why(check) === undefined ? [] : [[check.id, why(check)!] as const]))),
    kinds: new Set(evidenceKinds.filter(kind => !isServed(kind, cloud) || lacks(shownWith[kind]))),
  };
}

/** The kinds of evidence that the selected rules judge, with the tenant's name; all, where all rules are selected. */
export const kindsJudged = (select: (rule: Rule) => boolean): readonly EvidenceKind[] =>
  auditRules.every(select) ? evidenceKinds : kindsBehind(needsOf(select));

/** The kinds that are gathered for the selected rules: those that they judge, and those that decide of some subjects only. */
export const kindsGathered = (select: (rule: Rule) => boolean): readonly EvidenceKind[] =>
  auditRules.every(select)
    ? evidenceKinds
    : behind(needsOf(select), ({ needs, decidesSome = [] }) => [...needs, ...decidesSome]);

/** The kinds of evidence that facts are derived from, in the order of all kinds. */
export const kindsBehind = (needs: readonly Need[]): readonly EvidenceKind[] => behind(needs, how => how.needs);

const needsOf = (select: (rule: Rule) => boolean): readonly Need[] => [
  "tenant",
  ...checks.filter(select).flatMap(check => check.needs as readonly Need[]),
  ...(policies.some(select) ? (["resources"] as const) : []),
];

type How = { readonly needs: readonly Need[]; readonly decidesSome?: readonly Need[] };

function behind(needs: readonly Need[], sourcesOf: (how: How) => readonly Need[]): readonly EvidenceKind[] {
  const all = new Set(needs);
  // grows while it is walked
  for (const need of all)
    if (need in derivations) for (const other of sourcesOf(derivations[need as keyof Derived])) all.add(other);
  return evidenceKinds.filter(kind => all.has(kind));
}
