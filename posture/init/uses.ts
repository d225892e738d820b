import { defaultEstate } from "../../catalogue/estate";
import { normalRegion } from "../../catalogue/regions";
import { isAccelerator, sizeOf } from "../../catalogue/sizes";
import type { ComputeRequest } from "../../compute/facts";
import { readable } from "../../policies/judge-value";
import { type StandingCompute, standingCompute } from "../facts/standing-compute";
import type { Resolver } from "../run/resolve";
import { operationsOf } from "../signals/operations";
import type { Suspects } from "./suspects";

/** Machines that stand, or that were created while the log looks back: what somebody does with compute here. */
export interface Use {
  /** The size as Azure spells it, or what else the machines are asked for by; absent where that is not known. */
  readonly size?: string;
  readonly accelerator: boolean;
  /** Normal form: westeurope. */
  readonly region?: string;
  /** For people. */
  readonly subscription: string;
  /** Of what stands; absent of an act of the log. */
  readonly id?: string;
  /** The name of what stands; absent of an act of the log. */
  readonly resource?: string;
  /** How many, where that is known: a set at the most that it may grow to. */
  readonly machines?: number;
  readonly isSet: boolean;
  /** Since when, ISO 8601. */
  readonly since?: string;
  readonly creators: readonly string[];
  /** Why it looks like an attack, to follow on "it"; absent where nothing speaks against it. */
  readonly against?: string;
  /** Nothing tells who created it. */
  readonly untold: boolean;
}

/**
 * Everything that is done with compute, what stands first. Pure.
 * @param suspectSince since when ordinary compute of a suspect speaks against itself, ISO 8601
 */
export function usesOf(know: Resolver, suspects: Suspects, suspectSince: string): readonly Use[] {
  const subscriptions = know("subscriptions").value;
  const names = new Map(subscriptions.map(({ id, name }) => [id.toLowerCase(), name || id]));
  const nameOf = (id: string): string => names.get(id.toLowerCase()) ?? id;
  const { value: log } = know("activityAnswers");
  const creators = know("creators").value;
  // a thief does not make wrong what the same account did long before; of accelerators nothing is forgiven
  const suspected = (
    callers: readonly string[],
    { accelerator, since = suspectSince }: Pick<Use, "accelerator" | "since">,
  ): string | undefined => {
    if (!accelerator && since < suspectSince) return undefined;
    for (const caller of callers) {
      const rules = suspects.of(caller);
      if (rules !== undefined) return `was created by ${caller}, of whom ${rules}`;
    }
    return undefined;
  };

  const standing = standingCompute(know("resources").value, subscriptions, defaultEstate).flatMap(each =>
    [...each.requests, ...each.unapproved].map((request): Use => {
      const { resource } = each.live;
      const by = creators.of(resource);
      const rules = suspects.at(resource.id);
      const asked = askedFor(request, each);
      const against =
        rules === undefined
          ? suspected(by, { ...asked, ...(each.since !== undefined && { since: each.since }) })
          : `is what ${rules} of`;
      // what stands since before the log begins was created by somebody of whom no record is left
      const older = each.since !== undefined && log.from !== undefined && each.since < log.from;
      return {
        ...asked,
        subscription: nameOf(resource.subscription),
        ...{ id: resource.id, resource: resource.name },
        ...(each.since !== undefined && { since: each.since }),
        creators: by,
        ...(against !== undefined && { against }),
        untold: by.length === 0 && !older,
      };
    }),
  );
  const creations: ReadonlySet<string> = new Set(operationsOf.compute);
  const acts = log.of.hours
    .filter(({ key }) => creations.has(key.operation ?? "") && key.result === "done")
    .map(({ key, first, sum }): Use => {
      const by = key.caller ? [log.nameOf(key.caller)] : [];
      const accelerator = key.accelerator === "yes";
      const against = suspected([...by, key.caller ?? ""], { accelerator, since: first });
      return {
        ...(key.size && { size: spelt(key.size) }),
        accelerator,
        ...(key.region && { region: normalRegion(key.region) }),
        subscription: nameOf(key.subscription ?? ""),
        ...(sum.machines !== undefined && { machines: sum.machines }),
        isSet: false,
        since: first,
        creators: by,
        ...(against !== undefined && { against }),
        untold: by.length === 0,
      };
    });
  return [...standing, ...acts];
}

function askedFor(
  request: ComputeRequest,
  { live }: StandingCompute,
): Pick<Use, "size" | "accelerator" | "region" | "machines" | "isSet"> {
  const named = readable(request.size) ?? readable(request.accelerator);
  const region = readable(request.region) ?? live.resource.region;
  const isSet = request.count.state !== "absent";
  const [count, ceiling] = [isSet ? readable(request.count) : 1, readable(request.ceiling)];
  const machines = count === undefined ? ceiling : Math.max(count, ceiling ?? 0);
  return {
    ...(named !== undefined && { size: spelt(named) }),
    accelerator: request.accelerator.state !== "absent" || (named !== undefined && isAccelerator(named)),
    ...(region !== undefined && { region: normalRegion(region) }),
    ...(machines !== undefined && { machines }),
    isSet,
  };
}

const spelt = (size: string): string => sizeOf(size)?.name ?? size;
