import { usdPerHour } from "../../catalogue/prices";
import { sizeOf } from "../../catalogue/sizes";
import type { ComputeRequest, Facts, MachineSet } from "../../compute/facts";
import type { Value } from "../../compute/value";
import { readable } from "../judge-value";
import { type Accelerators, acceleratorOf, eitherOf, joinAccelerators, noAccelerators } from "./accelerators";

/** What a stack may be limited in. */
export const measures = ["vCpus", "gpus", "machines", "regions", "usdPerHour"] as const;
export type Measure = (typeof measures)[number];

/** Sums over machines; `usdPerHour` at list price. */
export type Sums = { readonly [M in Exclude<Measure, "regions">]: number } & { readonly accelerators: Accelerators };

/** Something that is created and that no sum holds: where it stands, and what is missing, for people. */
export interface Uncounted {
  readonly path: string;
  readonly what: string;
}

/** What one resource of a stack brings to the sums. */
export interface Share {
  readonly parts: readonly Part[];
  readonly ceilings: readonly Ceiling[];
  readonly regions: readonly string[];
  readonly uncounted: readonly Uncounted[];
}

/** Machines of one set that are described in one place, or machines of no set. */
export interface Part {
  readonly type: string;
  readonly set: MachineSet | undefined;
  readonly sums: Sums;
  /** One machine: the dearest of the set in each measure. */
  readonly unit: Sums;
}

/** Sizes that share one count: the place of their part, and the paths of those that it holds. */
interface Choice {
  readonly at: number;
  readonly sizes: Set<string>;
}

/** Tells the sizes of a choice apart: by their places, and by which of several it is that may stand at one place. */
const nameOf = (size: Value<string>): string => `${size.path} ${size.state === "known" ? (size.among ?? "") : ""}`;

/** How far a set may grow that is described elsewhere. */
export interface Ceiling {
  readonly set: MachineSet;
  readonly machines: number;
}

export const noSums: Sums = { vCpus: 0, gpus: 0, machines: 0, usdPerHour: 0, accelerators: noAccelerators };

export const combined = (a: Sums, b: Sums, join: (x: number, y: number) => number): Sums => ({
  vCpus: join(a.vCpus, b.vCpus),
  gpus: join(a.gpus, b.gpus),
  machines: join(a.machines, b.machines),
  usdPerHour: join(a.usdPerHour, b.usdPerHour),
  accelerators: joinAccelerators(a.accelerators, b.accelerators, join),
});
export const add = (a: Sums, b: Sums) => combined(a, b, (x, y) => x + y);
export const larger = (a: Sums, b: Sums) => combined(a, b, Math.max);
/** Of sizes that share one count, the dearest in each measure. */
const either = (a: Sums, b: Sums): Sums => ({
  ...larger(a, b),
  accelerators: eitherOf(a.accelerators, b.accelerators),
});
export const scaled = (a: Sums, n: number) => combined(a, noSums, x => x * n);

/** The facts of which sums are made. */
export type Requested = Pick<Facts, "requests" | "regions">;

/** What the facts of one resource bring to the sums; `undefined` where they request nothing. */
export function shareOf(facts: Requested | undefined): Share | undefined {
  if (!facts?.requests.length) return undefined;
  const uncounted: Uncounted[] = [];
  const parts: Part[] = [];
  const choices = new Map<string, Choice>();
  const ceilings: Ceiling[] = [];
  for (const request of facts.requests) {
    if (request.set?.steered) {
      ceilings.push({ set: request.set, machines: machinesOf(request) });
      continue;
    }
    const unit = { ...unitOf(request, uncounted), accelerators: acceleratorOf(request) };
    const sums = scaled(unit, machinesOf(request));
    const part: Part = { type: request.type.toLowerCase(), set: request.set, sums, unit };
    // sizes among which Azure picks share one count: the dearest stands for all of them
    const choice = request.choice === undefined ? undefined : choices.get(request.choice);
    const named = nameOf(request.size);
    if (choice && !choice.sizes.has(named)) {
      choice.sizes.add(named);
      const other = parts[choice.at]!;
      parts[choice.at] = { ...other, sums: either(other.sums, sums), unit: either(other.unit, unit) };
      continue;
    }
    // the copies of a template's loop stand at the same paths: where a size comes again, so does the whole choice
    if (request.choice !== undefined) choices.set(request.choice, { at: parts.length, sizes: new Set([named]) });
    parts.push(part);
  }
  const types = new Set(facts.requests.map(({ type }) => type));
  const places = [
    ...facts.requests.map(({ region }) => region),
    ...facts.regions.filter(({ type }) => types.has(type)).map(({ region }) => region),
  ];
  return {
    parts,
    ceilings,
    // where one of several regions may be meant, it is one region
    regions: [...new Set(places.flatMap(region => (region.state === "known" && !region.among ? [region.value] : [])))],
    uncounted,
  };
}

/** The larger of count and ceiling. What cannot be read of them others speak of; here it counts as one machine. */
function machinesOf({ count, ceiling }: ComputeRequest): number {
  const numbers = [count, ceiling].flatMap(leaf => (leaf.state === "known" ? [leaf.value] : []));
  return numbers.length > 0 ? Math.max(...numbers) : 1;
}

/** They count GPUs, and the machines stay Azure's own. */
const containers = /^Microsoft\.(?:ContainerInstance|App)\//i;

/** What one machine of an request comes to; of an accelerator that goes by another name than a size, at least one. */
function unitOf(request: ComputeRequest, uncounted: Uncounted[]): Omit<Sums, "accelerators"> {
  const { what, size, sizeAbsent, accelerator, region, counts } = request;
  const miss = (path: string, missing: string) => uncounted.push({ path, what: missing });
  if (size.state !== "known") {
    if (accelerator.state === "known") {
      if (request.count.state === "known" || request.ceiling.state === "known")
        return { ...noSums, gpus: 1, machines: counts === "accelerators" || containers.test(request.type) ? 0 : 1 };
      miss(accelerator.path, `what the ${what} requests by ${accelerator.value}`);
      return noSums;
    }
    // of a size that is there and cannot be read unreadable-size speaks
    if (size.state === "absent" && sizeAbsent === "default")
      miss(size.path, `the size that Azure picks for the ${what}`);
    return { ...noSums, machines: 1 };
  }
  const known = sizeOf(size.value);
  const price = usdPerHour(size.value, readable(region));
  if (known?.vCpus === undefined || known.gpus === undefined || price === undefined)
    miss(size.path, `the vCPUs, GPUs or price of the ${what}, whose size is not in the table`);
  return { machines: 1, vCpus: known?.vCpus ?? 0, gpus: known?.gpus ?? 0, usdPerHour: price ?? 0 };
}
