import { pathList } from "../../compute/leaf";
import { armNaming } from "../../compute/path";
import { inAmount } from "../../compute/read-paths";
import { computeTypes } from "../../compute/types";
import type { ComputeType, Quantity, RequestShape } from "../../compute/types/compute-type";

/** A place in a body of ARM: property names, and 0 for the first item of a list. */
export type Place = readonly (string | 0)[];

/** How an operation that creates compute tells in its body what it asks for. */
export interface ComputeOperation {
  /** In lower case. */
  readonly operation: string;
  /** What it creates, for people. */
  readonly creates: string;
  /** Where the size stands: the first place at which something is. Of a list of pools the first tells. */
  readonly sizes: readonly Place[];
  /** Where the number of machines stands: the first at which something is, each the sum of its places. */
  readonly machines: readonly (readonly Place[])[];
}

/**
 * The services in which machines are created: the four that Microsoft's report names, and those that give machines of the same
 * sizes. Others of the table of types bring machines along for a purpose of their own, and would make news of everyday work.
 */
const services = [
  "microsoft.app",
  "microsoft.azurefleet",
  "microsoft.batch",
  "microsoft.cognitiveservices",
  "microsoft.compute",
  "microsoft.computebulkactions",
  "microsoft.containerinstance",
  "microsoft.containerservice",
  "microsoft.databricks",
  "microsoft.hdinsight",
  "microsoft.machinelearningservices",
  "microsoft.redhatopenshift",
  "microsoft.servicefabric",
  "microsoft.standbypool",
];

/** Every operation of these services that creates compute, from the table of types that the policies read too. */
export const computeOperations: readonly ComputeOperation[] = computeTypes.flatMap(type => {
  const { write } = type;
  const service = type.arm.toLowerCase().split("/")[0]!;
  if (!write || !("creates" in write) || !services.includes(service)) return [];
  const operation = (write.action ?? `${type.arm}/write`).toLowerCase();
  return [{ operation, creates: write.creates, ...placesIn(type) }];
});

/** The places of the first request that has a size: it is what the resource is for, and the others stand beside it. */
function placesIn({ requests = [] }: ComputeType): Pick<ComputeOperation, "sizes" | "machines"> {
  const request = requests.find(({ size, tier }) => size !== undefined || tier !== undefined);
  if (!request) return { sizes: [], machines: [] };
  const size = request.size ?? request.tier ?? [];
  return {
    sizes: pathList(size).flatMap(path => placesOf(request, path)),
    machines: [request.ceiling, request.count].flatMap(amount => amountsOf(request, amount)),
  };
}

function amountsOf(request: RequestShape, amount: Quantity | undefined): Place[][] {
  const paths = inAmount(amount).map(path => placesOf(request, path));
  const isSum = typeof amount === "object" && "sum" in amount;
  return isSum ? [paths.flat()] : paths.flat().map(place => [place]);
}

/** None where the path leads into a text, or over a map, which no engine follows. */
function placesOf({ at }: RequestShape, path: string): Place[] {
  const starts = path.startsWith("/") || at === undefined ? [""] : pathList(at).map(start => `${start}.`);
  return starts.flatMap(start => {
    const steps = armNaming.steps(`${start}${path.replace(/^\//, "")}`);
    if (steps.some(({ json, each }) => json || each === "entry")) return [];
    return [steps.flatMap(({ key, each }): Place => (each === "item" ? [key, 0] : [key]))];
  });
}

/** What stands at a place; names are exact there, as they are to an engine. */
export const standsAt = (body: unknown, place: Place): unknown =>
  place.reduce<unknown>((node, step) => {
    if (step === 0) return Array.isArray(node) ? node[0] : undefined;
    const holds = node !== null && typeof node === "object" && !Array.isArray(node) && Object.hasOwn(node, step);
    return holds ? (node as Record<string, unknown>)[step] : undefined;
  }, body);

/** The same in KQL. */
export const kqlAt = (body: string, place: Place): string =>
  body + place.map(step => (step === 0 ? "[0]" : `.${step}`)).join("");
