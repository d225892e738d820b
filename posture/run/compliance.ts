import { frameworks, requirementTitle } from "../../catalogue/frameworks";
import type { Outcome, Status } from "../../catalogue/outcome";
import { rulesTesting } from "../../catalogue/requirements";
import type { FrameworkResult } from "../report/model";

/**
 * A requirement has the worst status of the rules that test it, and of no other; where none does, because no rule tests it
 * or none of them was selected, it is not tested here, whatever else was found.
 * @param only ids of frameworks; all, where it is left out
 */
export function complianceOf(outcomes: readonly Outcome[], only?: readonly string[]): readonly FrameworkResult[] {
  const byRule = new Map(outcomes.map(outcome => [outcome.rule.id, outcome]));
  const chosen = only ? frameworks.filter(({ id }) => only.includes(id)) : frameworks;
  return chosen.map(framework => ({
    id: framework.id,
    name: framework.name,
    version: framework.version,
    requirements: framework.requirements
      .map(id => {
        const tests = rulesTesting({ framework: framework.id, id }).flatMap(rule => byRule.get(rule) ?? []);
        return {
          id,
          title: requirementTitle(framework.id, id) ?? id,
          status: tests.length > 0 ? worst(tests.map(({ status }) => status)) : ("notTested" as const),
          rules: tests.map(({ rule }) => rule.id).sort(),
        };
      })
      .sort((a, b) => natural.compare(a.id, b.id)),
  }));
}

/** A failure anywhere fails; else anything not known leaves it unknown; else it passes. */
export const worst = (statuses: readonly Status[]): Status =>
  statuses.includes("fail") ? "fail" : statuses.includes("unknown") ? "unknown" : "pass";

/** 1.2 before 1.10, the same in every locale. */
const natural = new Intl.Collator("en", { numeric: true });
