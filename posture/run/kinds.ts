import type { Rule } from "../../catalogue/outcome";
import { policies } from "../../policies/all";
import { checks } from "../checks/all";
import { type EvidenceKind, evidenceKinds, isServed } from "../evidence/all";
import { derivations } from "../facts/all";
import type { Need } from "../facts/needs";
import type { Derived } from "../facts/types";

/** Every rule that an audit judges: the checks of the tenant, and the policies over the compute that runs. */
export const auditRules: readonly Rule[] = [...checks, ...policies];

/** Whether a rule can be tested in a cloud: not where its evidence comes from a service that the cloud does not have. */
export function appliesIn(cloud: string | undefined): (rule: Rule) => boolean {
  const idle = checks.filter(({ needs }) =>
    (needs as readonly Need[]).some(need => !(need in derivations) && !isServed(need as EvidenceKind, cloud)),
  );
  return ({ id }) => !idle.some(check => check.id === id);
}

/** The kinds of evidence that the selected rules judge, with the tenant's name; all, where all rules are selected. */
export function kindsJudged(select: (rule: Rule) => boolean): readonly EvidenceKind[] {
  if (auditRules.every(select)) return evidenceKinds;
  const needs = checks.filter(select).flatMap(check => check.needs as readonly Need[]);
  return kindsBehind(["tenant", ...needs, ...(policies.some(select) ? (["resources"] as const) : [])]);
}

/** The kinds of evidence that facts are derived from, in the order of all kinds. */
export function kindsBehind(needs: readonly Need[]): readonly EvidenceKind[] {
  const all = new Set(needs);
  // grows while it is walked
  for (const need of all)
    if (need in derivations) for (const other of derivations[need as keyof Derived].needs) all.add(other);
  return evidenceKinds.filter(kind => all.has(kind));
}
