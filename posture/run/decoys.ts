import type { Finding, Outcome } from "../../catalogue/outcome";
import { checks } from "../checks/all";
import { by } from "../facts/collate";
import { type Decoy, isOfDecoy, stands } from "../facts/decoys/decoy";
import type { Coverage } from "../report/coverage-schema";
import { statusOf } from "./judge";

export interface Spared {
  /** Without what is weak about decoys; their status is what is left. */
  readonly outcomes: readonly Outcome[];
  readonly decoys: NonNullable<Coverage["decoys"]>;
}

const sparing: ReadonlySet<string> = new Set(checks.filter(({ sparesDecoys }) => sparesDecoys).map(({ id }) => id));

/**
 * Takes out of the outcomes what a decoy is meant to be, and says how much that was. Pure. Of one that is not proved to be a
 * decoy nothing is taken out, and what is unknown stays so.
 */
export function spareDecoys(outcomes: readonly Outcome[], decoys: readonly Decoy[]): Spared {
  const proved = decoys.filter(stands);
  const spared: Finding[] = [];
  const left = outcomes.map(outcome => {
    if (proved.length === 0 || !sparing.has(outcome.rule.id)) return outcome;
    const isWeakness = ({ subject }: Finding) => proved.some(decoy => isOfDecoy(decoy, subject.id));
    spared.push(...outcome.findings.filter(isWeakness));
    const findings = outcome.findings.filter(finding => !isWeakness(finding));
    return { ...outcome, findings, status: statusOf(findings, outcome.unknowns, outcome.gaps) };
  });
  return {
    outcomes: left,
    decoys: decoys
      .map(decoy => ({
        id: decoy.subscription.id,
        name: decoy.subscription.name,
        principal: { id: decoy.principal.id, name: decoy.principal.name },
        proved: stands(decoy),
        spared: spared
          .filter(({ subject }) => isOfDecoy(decoy, subject.id))
          .map(({ rule }) => rule)
          .sort(),
      }))
      .sort(by(({ id, principal }) => `${id} ${principal.id}`)),
  };
}
