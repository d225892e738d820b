import { controls } from "../../catalogue/controls";
import { frameworks, requirementTitle } from "../../catalogue/frameworks";
import type { Outcome, Status } from "../../catalogue/outcome";
import { grouped } from "../facts/collate";
import type { FrameworkResult } from "../report/model";

/** Frameworks hang on controls: each requirement has the worst status of the outcomes whose control addresses it. */
export function complianceOf(outcomes: readonly Outcome[]): readonly FrameworkResult[] {
  const links = outcomes.flatMap(({ rule, status }) =>
    (controls.get(rule.control)?.requirements ?? []).map(requirement => ({ ...requirement, rule: rule.id, status })),
  );
  const byFramework = grouped(links, ({ framework }) => framework);
  return frameworks.flatMap(framework => {
    const requirements = [...grouped(byFramework.get(framework.id) ?? [], ({ id }) => id)]
      .map(([id, of]) => ({
        id,
        title: requirementTitle(framework.id, id) ?? id,
        status: worst(of.map(({ status }) => status)),
        rules: [...new Set(of.map(({ rule }) => rule))].sort(),
      }))
      .sort((a, b) => natural.compare(a.id, b.id));
    return requirements.length > 0
      ? [{ id: framework.id, name: framework.name, version: framework.version, requirements }]
      : [];
  });
}

/** A failure anywhere fails; else anything not known leaves it unknown; else it passes. */
export const worst = (statuses: readonly Status[]): Status =>
  statuses.includes("fail") ? "fail" : statuses.includes("unknown") ? "unknown" : "pass";

/** 1.2 before 1.10, the same in every locale. */
const natural = new Intl.Collator("en", { numeric: true });
