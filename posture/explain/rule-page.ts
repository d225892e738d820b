import { controls } from "../../catalogue/controls";
import { frameworks } from "../../catalogue/frameworks";
import type { Rule } from "../../catalogue/outcome";
import { requirementsTestedBy } from "../../catalogue/requirements";
import { exceptionLine } from "../report/exception-line";

/** What a person wants to know of a rule, line by line: what is wrong, why it matters, what to do, and what it is tested for. */
export function* rulePage(rule: Rule, kind: "rule of the policy pack" | "check of the audit"): Generator<string> {
  const { id, formerIds, title, faultTitle, severity, why, fix, control } = rule;
  yield `${id}: ${kind}, ${severity}`;
  if (formerIds) yield `Was called ${formerIds.join(", ")}`;
  yield "";
  yield `Healthy      ${title}`;
  yield `Wrong        ${faultTitle}`;
  yield `Why          ${why}`;
  yield `What to do   ${fix}`;
  yield `Control      ${controls.get(control)?.title ?? control}`;
  const tested = requirementsTestedBy(id);
  for (const { id: framework, name, version } of frameworks) {
    const ids = tested.filter(requirement => requirement.framework === framework).map(requirement => requirement.id);
    if (ids.length > 0) yield `Tested for   ${name} ${version}: ${ids.join(", ")}`;
  }
  yield `To except    ${exceptionLine(id, "<id of the resource or identity>")}`;
}
