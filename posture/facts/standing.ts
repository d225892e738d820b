import type { ComputeRequest } from "../../compute/facts";
import { absent, known } from "../../compute/value";
import { computeLists } from "../evidence/reading/compute-lists";
import { isRead, type LiveFacts } from "./live-facts";

/** What of a live resource stands now: not what was asked for, and nothing that was given back. */

/** Types whose list says how many machines run now: what was asked for is something else. */
const counting: ReadonlySet<string> = new Set(
  computeLists.flatMap(({ type, machines }) => (machines ? [type.toLowerCase()] : [])),
);

/**
 * The requests of a live resource with the machines that run now, as far as that was read. Requests that create nothing
 * themselves, and those whose machines were given back, are left out.
 */
export function standingRequests({ resource, facts }: LiveFacts): readonly ComputeRequest[] {
  if (!isRead(facts)) return [];
  const stopped = facts.requests.flatMap(request => request.stopped ?? []);
  const standing = facts.requests.filter(
    ({ set, size }) => !set?.steered && !stopped.some(place => isBelow(place, size.path)),
  );
  const [one, ...more] = standing;
  if (one === undefined || more.length > 0 || !counting.has(resource.type.toLowerCase())) return standing;
  const { machines, spotMachines } = resource;
  // A service that grows by itself has some number between its bounds. Without bounds, what was asked for is what there is.
  if (machines === undefined) {
    const { path } = one.count;
    return one.ceiling.state === "absent" ? standing : [{ ...one, count: { state: "unknown", path } }];
  }
  const so = (count: number): ComputeRequest => ({
    ...one,
    count: known(count, one.count.path),
    ceiling: absent(one.ceiling.path),
  });
  if (spotMachines === undefined) return [so(machines)];
  const { path } = one.spot;
  return [
    { ...so(machines - spotMachines), spot: known(false, path) },
    { ...so(spotMachines), spot: known(true, path) },
  ].filter(({ count }) => count.state === "known" && count.value > 0);
}

const isBelow = (place: string, path: string): boolean =>
  place === "" || path === place || path.startsWith(`${place}.`) || path.startsWith(`${place}[`);

/** Properties as Resource Graph shows them; a machine's state is what it was when Azure last looked. */
interface Shown {
  readonly timeCreated?: unknown;
  readonly powerState?: { readonly code?: unknown };
  readonly extended?: { readonly instanceView?: { readonly powerState?: { readonly code?: unknown } } };
  readonly virtualMachineScaleSet?: { readonly id?: unknown };
}
const propertiesOf = (resource: object): Shown => (resource as { properties?: Shown }).properties ?? {};

/** When a live resource was created, ISO 8601; undefined where it does not say so. */
export function createdOn({ resource }: LiveFacts): string | undefined {
  const time = Date.parse(String(resource.created ?? propertiesOf(resource.resource).timeCreated ?? ""));
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

/** Its machines are given back and cost nothing: a deallocated machine, a stopped cluster. */
export function isDeallocated({ resource: { resource } }: LiveFacts): boolean {
  const { extended, powerState } = propertiesOf(resource);
  const code = extended?.instanceView?.powerState?.code ?? powerState?.code;
  return code === "PowerState/deallocated" || code === "Stopped";
}

/** Nodes of a cluster, and machines of a set, are counted where their number stands. */
export function isToldElsewhere(
  { resource: { resource, type }, tags = {} }: LiveFacts,
  ids: ReadonlySet<string>,
): boolean {
  const set = propertiesOf(resource).virtualMachineScaleSet?.id;
  if (typeof set === "string" && ids.has(set.toLowerCase())) return true;
  const isSet = type.toLowerCase() === "microsoft.compute/virtualmachinescalesets";
  return isSet && Object.keys(tags).some(tag => tag.toLowerCase().startsWith("aks-managed-"));
}
