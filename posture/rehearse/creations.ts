import { isAccelerator } from "../../catalogue/sizes";
import type { ComputeRequest, Facts } from "../../compute/facts";
import { noFacts } from "../../compute/facts";
import { factsOfArm } from "../../compute/facts-of";
import { computeTypes } from "../../compute/types";
import { absent, known, type Tree } from "../../compute/value";
import { readable } from "../../policies/judge-value";
import type { LogAnswers } from "../facts/types";
import { type ComputeOperation, computeOperations, type Place } from "../signals/bodies";
import { isAcceleratorName } from "../signals/body-sizes";
import { driverTypes } from "../signals/operations";

/** What somebody created of compute, as far as the activity log tells: acts of one kind within one hour are one row of it. */
export interface Creation {
  /** Whoever did it, by name. */
  readonly who: string;
  /** Lower-case id, as the log has it. */
  readonly caller: string;
  /** For people: "virtual machines". */
  readonly creates: string;
  /** Of Azure Resource Manager, in lower case where no table has it. */
  readonly type: string;
  readonly subscription: string;
  /** Empty where no record tells it; so is `size`. */
  readonly region: string;
  /** Of machines; of an extension its type. */
  readonly size: string;
  /** How many acts. */
  readonly times: number;
  /** How many machines they asked for together. */
  readonly machines: number;
  /** ISO 8601. */
  readonly first: string;
  readonly last: string;
  /** As a template would describe it that asks for no more than is told here. */
  readonly facts: Facts;
  /** Whether its size is among the facts; else no record tells it, or the body has it where it is not looked for. */
  readonly sized: boolean;
}

/** Every creation that was let through, with what it asked for. In the order of the log's answers. */
export function creationsOf({ of, nameOf }: Pick<LogAnswers<"activity">, "of" | "nameOf">): readonly Creation[] {
  return of.hours.flatMap(({ key, times, sum, first, last }) => {
    const operation = operations.get(key.operation ?? "");
    if (operation === undefined || key.result !== "done") return [];
    const { caller = "", subscription = "", region = "", size = "", extension = "" } = key;
    const { machines = times } = sum;
    // Of several acts that are told together each is taken for the same.
    const asked = { size, region, machines: Math.ceil(machines / times) };
    const type = types.get(operation.operation) ?? operation.operation.replace(/\/write$/, "");
    return [
      {
        ...{ who: nameOf(caller) || "somebody unknown", caller, creates: operation.creates, type },
        ...{ subscription, region, size, times, machines, first, last },
        ...withDriver(factsFor(operation, type, asked), extension),
      },
    ];
  });
}

const operations = new Map(computeOperations.map(row => [row.operation, row]));
/** The ARM type that an operation writes. */
const types = new Map(
  computeTypes.flatMap(({ arm, write }) =>
    write && "creates" in write ? [[(write.action ?? `${arm}/write`).toLowerCase(), arm] as const] : [],
  ),
);

interface Asked {
  readonly size: string;
  readonly region: string;
  readonly machines: number;
}

/** The least resource that asks for this, read as any other. */
function factsFor(
  operation: ComputeOperation,
  type: string,
  { size, region, machines }: Asked,
): Pick<Creation, "facts" | "sized"> {
  const head = { type, name: "rehearsed", ...(region && { location: region }) };
  const [count] = operation.machines[0] ?? [];
  for (const place of size ? operation.sizes : []) {
    const body = placed(placed(head, place, size), count, machines);
    const facts = factsOfArm(body) ?? noFacts;
    const own = facts.requests.filter(request => tellsSize(request, size));
    if (own.length > 0) return { facts: { ...facts, requests: own }, sized: true };
  }
  const { regions } = factsOfArm(head) ?? noFacts;
  return isAccelerator(size) || isAcceleratorName(size)
    ? { facts: { ...noFacts, regions, requests: [accelerator(operation, type, size)] }, sized: true }
    : { facts: { ...noFacts, regions }, sized: false };
}

/** Of extensions that stand in the body of a set, the log tells drivers. They are for the machines of the same body. */
function withDriver<T extends Pick<Creation, "facts">>(creation: T, extension: string): T {
  if (!driverTypes.includes(extension)) return creation;
  const machines = creation.facts.requests.map(({ size }) => size);
  const driver = { publisher: absent("publisher"), type: known(extension, "type"), machines };
  return { ...creation, facts: { ...creation.facts, extensions: [driver] } };
}

/** Whether what was put there is read as its size; or as a tier of the service's own, which is no VM size and may name an accelerator. */
const tellsSize = ({ size, sizeAbsent, accelerator }: ComputeRequest, told: string): boolean =>
  size.state === "absent"
    ? sizeAbsent !== "unreadable" || accelerator.state === "known"
    : readable(size)?.toLowerCase() === told.toLowerCase();

/** An accelerator that the body names anywhere: in the second pool of a cluster, or for a container. How many is not told. */
const accelerator = ({ creates }: ComputeOperation, type: string, name: string): ComputeRequest => ({
  ...{ what: creates, type, sizeAbsent: "sizeless", size: absent("size"), accelerator: known(name, "size") },
  ...{ count: absent("count"), ceiling: absent("ceiling"), spot: absent("spot"), region: absent("region") },
});

/** A tree with one more value in it; the same, where there is no place. */
function placed(tree: Tree, place: Place | undefined, value: Tree): Tree {
  if (place === undefined) return tree;
  const [step, ...rest] = place;
  if (step === undefined) return value;
  if (step === 0) return [placed((Array.isArray(tree) ? tree[0] : undefined) ?? {}, rest, value)];
  const known = (tree ?? {}) as { readonly [key: string]: Tree };
  return { ...known, [step]: placed(known[step] ?? {}, rest, value) };
}
