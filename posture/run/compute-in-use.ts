import type { Outcome, Subject } from "../../catalogue/outcome";
import type { FactKind, Facts } from "../../compute/facts";
import { factsOfArm } from "../../compute/facts-of";
import { type AnyPolicy, judge } from "../../policies/policy";
import type { Judgement } from "../check";
import { treeOf } from "../evidence/reading/kept-tree";
import type { LiveResource } from "../evidence/resources";
import type { Setting } from "../facts/needs";
import { broken, outcomeOf } from "./judge";
import type { Resolver } from "./resolve";

/** What runs, judged by the same policies as what is deployed. A policy that the estate does without is left out. */
export function judgeInUse(policies: readonly AnyPolicy[], know: Resolver, { estate }: Setting): Outcome[] {
  const { value: resources, gaps } = know("resources");
  const read = resources.map(readResource);
  return policies
    .filter(policy => policy.level(estate) !== "disabled" && (policy.judgesResources?.(estate) ?? true))
    .map(policy => {
      try {
        const options = policy.fromEstate(estate);
        const level = policy.level(estate);
        return outcomeOf(
          policy,
          read.flatMap(resource => judgements(policy, options, level, resource)),
          gaps,
        );
      } catch (error) {
        return outcomeOf(policy, [], [...gaps, broken(policy.id, error)]);
      }
    });
}

interface Read {
  readonly subject: Subject;
  readonly facts: Facts | undefined | "unreadable";
}

/** Facts are read once for all policies. */
function readResource(row: LiveResource): Read {
  const { id, name, subscription } = row;
  const subject: Subject = { kind: "resource", id, name, scope: `/subscriptions/${subscription}` };
  try {
    return { subject, facts: factsInUse(row) };
  } catch {
    return { subject, facts: "unreadable" };
  }
}

function judgements(policy: AnyPolicy, options: unknown, level: string, { subject, facts }: Read): Judgement[] {
  if (facts === undefined) return [];
  if (facts === "unreadable") return [{ subject, unknown: "it is described in a form that could not be read" }];
  const found: Judgement[] = [];
  const seen = new Map<string, number>();
  for (const fact of facts[policy.reads as FactKind]) {
    const withheld = withheldPaths(fact);
    const violations = judge(policy, { ...facts, [policy.reads]: [fact] }, options);
    for (const violation of violations) {
      const { path, message } = violation;
      // What a policy says of a value that it cannot see is a warning before a deployment, but no proof after it.
      if (withheld.includes(path)) found.push({ subject, unknown: message });
      else {
        const nth = seen.get(path) ?? 0;
        seen.set(path, nth + 1);
        const weak = (violation.level ?? level) === "advisory";
        found.push({ subject, fault: message, path, key: `${path}#${nth}`, ...(weak && { severity: "low" }) });
      }
    }
    if (violations.length === 0 && withheld.length > 0)
      found.push({ subject, unknown: `what stands at ${withheld[0]} is kept secret` });
  }
  return found;
}

/** Paths of the parts of a fact that cannot be seen; the fact itself may be one. A text that was searched is as good as seen. */
function withheldPaths(fact: object): readonly string[] {
  return [fact, ...Object.values(fact)].flatMap(part => {
    if (part === null || typeof part !== "object" || !("state" in part) || !("path" in part)) return [];
    if (part.state === "hidden" && "searched" in part) return [];
    return ["hidden", "unknown", "expression", "malformed"].includes(part.state) ? [part.path as string] : [];
  });
}

/** The facts of a live resource as evidence holds it. */
export const factsInUse = ({
  type,
  name,
  region,
  resource,
}: Pick<LiveResource, "type" | "name" | "region" | "resource">) =>
  factsOfArm({ type, name, ...(region && { location: region }), ...treeOf(resource) });
