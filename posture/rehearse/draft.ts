import { estateAt, type Place, toApproval } from "../../catalogue/approvals";
import type { Estate } from "../../catalogue/estate";
import type { Exception } from "../../catalogue/exceptions";
import type { Rule } from "../../catalogue/outcome";
import type { Facts } from "../../compute/facts";
import { policies } from "../../policies/all";
import { type AnyPolicy, judge } from "../../policies/policy";
import { withheldPaths } from "../run/compute-in-use";
import { letThroughBy, type Named } from "./let-through";

/** What the draft says of something: the rules that refuse it; or that it passes, unless something could not be read. */
export interface Verdict {
  /** Each rule with what it says, once. */
  readonly refused: ReadonlyMap<Rule, string>;
  /** What rules would refuse and an exception of the draft lets through. */
  readonly letThrough: ReadonlyMap<Rule, Exception>;
  /** Whether it is unsure because a name is not known that an exception may have. */
  readonly perhapsLetThrough: boolean;
  /** Something that is not known decides whether it is refused; only where nothing refuses it. */
  readonly unsure: boolean;
}

/** What is judged, and where it stands. */
export interface Rehearsed {
  readonly facts: Facts;
  readonly place: Place;
  readonly named: Named;
  /** Whether it was read which tags it has. */
  readonly tagged: boolean;
}

/** A rule that refuses nothing of what is rehearsed, and why, for people. */
export interface Off {
  readonly rule: Rule;
  readonly why: string;
}

/** Policies that judge one resource by itself; those that count a whole stack have nothing to count here. */
const rehearsable = policies.filter(({ reads, judgesResources }) => reads !== "totals" && judgesResources !== false);
/** What a machine is and what it does; of grants and other changes the log tells too little. */
const ofMachines: ReadonlySet<AnyPolicy["reads"]> = new Set([
  "requests",
  "regions",
  "payloads",
  "extensions",
  "totals",
]);

/** The rules about machines that this draft does not enforce. */
export function offUnder(draft: Estate): readonly Off[] {
  return policies
    .filter(({ reads }) => ofMachines.has(reads))
    .flatMap(policy => {
      const why = whyOff(policy, draft);
      return why === undefined ? [] : [{ rule: policy, why }];
    });
}

function whyOff(policy: AnyPolicy, draft: Estate): string | undefined {
  if (policy.reads === "totals") return "counts a whole stack, which is not rehearsed";
  const level = policy.level(draft);
  if (level === "mandatory") return policy.untestedUnder?.(draft);
  return level === "disabled" ? "off, for the draft says nothing of it" : "advises, and refuses nothing";
}

/** Judges under a draft, by the policies of the pack. Pure. @param today the day of collection */
export function verdictUnder(draft: Estate, today: string): (rehearsed: Rehearsed) => Verdict {
  const letThroughOf = letThroughBy(draft, today);
  const enforced = rehearsable.filter(policy => whyOff(policy, draft) === undefined);
  /** Where no tag was read, an approval that asks for one may hold. */
  const untagged: Estate = {
    ...draft,
    gpuSizes: draft.gpuSizes.map(toApproval).map(({ size, max, in: scopes }) => ({
      size,
      ...(max !== undefined && { max }),
      ...(scopes && { in: [...scopes] }),
    })),
  };
  return ({ facts, place, named, tagged }) => {
    const found = (at: Estate) => enforced.map(policy => [policy, violationsOf(policy, facts, at)] as const);
    const perhaps = new Set(
      found(estateAt(tagged ? draft : untagged, place, "possible")).flatMap(([policy, { proved }]) =>
        proved.length > 0 ? [policy] : [],
      ),
    );
    const refused = new Map<Rule, string>();
    const letThrough = new Map<Rule, Exception>();
    let [unsure, perhapsLetThrough] = [false, false];
    for (const [policy, { proved, withheld }] of found(estateAt(draft, place))) {
      const [message] = proved;
      if (message === undefined || !perhaps.has(policy) || dependsOnHost(policy, facts, draft)) {
        unsure ||= withheld || message !== undefined;
        continue;
      }
      const exception = letThroughOf(policy.id, named, facts);
      if (exception === "perhaps") unsure = perhapsLetThrough = true;
      else if (exception) letThrough.set(policy, exception);
      else refused.set(policy, message);
    }
    const isSure = refused.size > 0;
    return { refused, letThrough, unsure: unsure && !isSure, perhapsLetThrough: perhapsLetThrough && !isSure };
  };
}

/** An approved accelerator needs its driver, and of an extension alone nobody can tell which machine it is for. */
const dependsOnHost = (policy: AnyPolicy, { extensions }: Facts, { gpuSizes }: Estate): boolean =>
  policy.reads === "extensions" && gpuSizes.length > 0 && extensions.every(({ machines }) => machines === undefined);

/** What a policy refuses, and whether it would say more if it could see a value. What it only advises refuses nothing. */
function violationsOf(policy: AnyPolicy, facts: Facts, estate: Estate) {
  const hidden = new Set(facts[policy.reads as keyof Facts].flatMap(withheldPaths));
  const all = judge(policy, facts, policy.fromEstate(estate));
  return {
    proved: all
      .filter(({ level = "mandatory", path }) => level === "mandatory" && !hidden.has(path))
      .map(({ message }) => message),
    withheld: all.some(({ path }) => hidden.has(path)),
  };
}
