import { controls } from "../../catalogue/controls";
import { frameworks, requirementTitle } from "../../catalogue/frameworks";
import type { Outcome, Status } from "../../catalogue/outcome";
import { grouped } from "../facts/collate";
import type { FrameworkResult } from "../report/model";

/**
 * Frameworks hang on controls. A requirement has the worst status of the outcomes that test it; where none does, because no
 * rule tests it or none of them was selected, it is not tested here, whatever else was found.
 */
export function complianceOf(outcomes: readonly Outcome[]): readonly FrameworkResult[] {
  const byControl = grouped(outcomes, ({ rule }) => rule.control);
  const links = [...controls.values()].flatMap(({ id, requirements, related }) => [
    ...requirements.map(requirement => ({ ...requirement, tests: byControl.get(id) ?? [] })),
    ...related.map(requirement => ({ ...requirement, tests: [] })),
  ]);
  const byFramework = grouped(links, ({ framework }) => framework);
  return frameworks.map(framework => ({
    id: framework.id,
    name: framework.name,
    version: framework.version,
    requirements: [...grouped(byFramework.get(framework.id) ?? [], ({ id }) => id)]
      .map(([id, of]) => {
        const tests = of.flatMap(link => link.tests);
        return {
          id,
          title: requirementTitle(framework.id, id) ?? id,
          status: tests.length > 0 ? worst(tests.map(({ status }) => status)) : ("notTested" as const),
          rules: [...new Set(tests.map(({ rule }) => rule.id))].sort(),
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
