import { estateAt, isScoped } from "../../catalogue/approvals";
import type { Estate } from "../../catalogue/estate";
import type { Outcome, Subject } from "../../catalogue/outcome";
import type { FactKind } from "../../compute/facts";
import oversizedScaleSet from "../../policies/oversized-scale-set";
import { type AnyPolicy, judge } from "../../policies/policy";
import type { Judgement } from "../check";
import type { Cure } from "../cures/cure";
import { byHand } from "../cures/identities";
import { isolateMachine, stopCompute, stopPool } from "../cures/stop-compute";
import type { LiveResource } from "../evidence/resources";
import { placesOf } from "../facts/approval";
import { type LiveFacts, liveFacts } from "../facts/live-facts";
import type { Setting } from "../facts/needs";
import { scopeUnread } from "../facts/quota-groups";
import { rulesOfBurning } from "../facts/standing-compute";
import { judgeApprovals } from "./approvals-in-use";
import { broken, type Cures, outcomeOf } from "./judge";
import type { Resolver } from "./resolve";

/**
 * What runs, judged by the same policies as what is deployed. A policy that the estate does without is left out.
 * @param cures where the cures of the findings are kept
 */
export function judgeInUse(
  policies: readonly AnyPolicy[],
  know: Resolver,
  { estate }: Setting,
  cures: Cures = new Map(),
): Outcome[] {
  const { value: resources, gaps } = know("resources");
  const read = liveFacts(resources);
  const scoped = isScoped(estate);
  const subscriptions = know("subscriptions").value;
  const placeOf = placesOf(subscriptions);
  /** With the approvals that are known to hold there, and with those that may. */
  const estatesFor = ({ resource, tags }: LiveFacts): readonly [known: Estate, possible: Estate] => {
    if (!scoped) return [estate, estate];
    const place = { ...placeOf(resource.subscription), ...(tags && { tags }) };
    return [estateAt(estate, place), estateAt(estate, place, "possible")];
  };
  return policies
    .filter(
      policy =>
        policy.level(estate) !== "disabled" && policy.judgesResources !== false && !policy.untestedUnder?.(estate),
    )
    .map(policy => {
      try {
        const level = policy.level(estate);
        if (policy.reads === "totals")
          return outcomeOf(policy, judgeApprovals(resources, subscriptions, estate), gaps, cures, "tenant");
        return outcomeOf(
          policy,
          read.flatMap(resource => {
            const [known, possible] = estatesFor(resource);
            const judged = (at: Estate) => judgements(policy, policy.fromEstate(at), level, resource);
            return scoped ? proved(judged(known), judged(possible)) : judged(known);
          }),
          gaps,
          cures,
          { words: ["resource", "resources"], ids: idsWith(policy.reads, read) },
        );
      } catch (error) {
        return outcomeOf(policy, [], [...gaps, broken(policy.id, error)]);
      }
    });
}

/** What has facts of the kind that a policy reads, or may have: the others it has nothing to say of. */
function* idsWith(reads: FactKind, all: readonly LiveFacts[]): Generator<string> {
  for (const { resource, facts } of all)
    if (facts === "unreadable" || (facts && facts[reads].length > 0)) yield resource.id;
}

/** What burns is stopped, and what a miner is in is saved first. A set that is too large is not: its machines are approved. */
function cureOf(
  { id, reads }: AnyPolicy,
  resource: LiveResource,
  path: string,
): { readonly cure?: (to: Subject) => Cure } {
  if (reads === "payloads") return { cure: isolateMachine };
  if (rulesOfBurning.has(id)) return { cure: isCluster(resource) ? stopPool(poolAt(resource, path)) : stopCompute };
  return id === oversizedScaleSet.id ? { cure: byHand("lowerCeiling") } : {};
}

const isCluster = ({ type }: LiveResource): boolean =>
  type.toLowerCase() === "microsoft.containerservice/managedclusters";

/** The pool in which a fault of a cluster stands; undefined where it is one of the cluster itself. */
function poolAt(
  { resource }: LiveResource,
  path: string,
): { readonly name?: unknown; readonly mode?: unknown } | undefined {
  const [, place] = /\bagentPoolProfiles\[(\d+)\]/i.exec(path) ?? [];
  const { properties } = resource as { readonly properties?: { readonly agentPoolProfiles?: unknown } };
  const pools = properties?.agentPoolProfiles;
  return place !== undefined && Array.isArray(pools) ? (pools[Number(place)] ?? undefined) : undefined;
}

/** What is a fault only if an approval does not hold there, of which it was not read whether it does, is not proved. */
function proved(faults: readonly Judgement[], all: readonly Judgement[]): Judgement[] {
  const certain = new Set(all.map(each => ("fault" in each ? `${each.key} ${each.fault}` : "")));
  return faults.map(each =>
    "fault" in each && !certain.has(`${each.key} ${each.fault}`)
      ? { subject: each.subject, unknown: scopeUnread }
      : each,
  );
}

function judgements(policy: AnyPolicy, options: unknown, level: string, { resource, facts }: LiveFacts): Judgement[] {
  const { id, name, subscription } = resource;
  const subject: Subject = { kind: "resource", id, name, scope: `/subscriptions/${subscription}` };
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
        found.push({
          subject,
          fault: message,
          path,
          key: `${path}#${nth}`,
          ...(weak ? { severity: "low" } : cureOf(policy, resource, path)),
        });
      }
    }
    if (violations.length === 0 && withheld.length > 0)
      found.push({ subject, unknown: `what stands at ${withheld[0]} is kept secret` });
  }
  return found;
}

/** Paths of the parts of a fact that cannot be seen; the fact itself may be one. A text that was searched is as good as seen. */
export function withheldPaths(fact: object): readonly string[] {
  return [fact, ...Object.values(fact)].flatMap(part => {
    if (part === null || typeof part !== "object" || !("state" in part) || !("path" in part)) return [];
    if (part.state === "hidden" && "searched" in part) return [];
    return ["hidden", "unknown", "expression", "malformed"].includes(part.state) ? [part.path as string] : [];
  });
}
