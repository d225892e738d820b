import { lastSegment, parseArmId } from "../catalogue/arm-id";
import type { MachineSet } from "./facts";
import { firstPresent, pathList, type RowContext, text } from "./leaf";
import type { Paths } from "./types/compute-type";
import { absent, known, type Value } from "./value";

/** Scale sets, plans and agent pools by name: what is said of one set in two places is counted once. */

interface SetRow {
  /** Where the names stand: that of the set last, those of its parents before it. They may be names or ids. */
  readonly names: readonly Paths[];
}

const ownName: SetRow = { names: [["/vmScaleSetName", "/name"]] };

/** By ARM type in lower case. ARM writes `cluster/pool` into the name of a pool that stands by itself. */
const sets = new Map<string, SetRow & { readonly type?: string }>([
  ["microsoft.compute/virtualmachinescalesets", ownName],
  ["microsoft.web/serverfarms", ownName],
  ["microsoft.containerservice/managedclusters", { names: [["/resourceName", "/name"], "name"] }],
  [
    "microsoft.containerservice/managedclusters/agentpools",
    {
      names: [
        ["/resourceName", "/kubernetesClusterId"],
        ["/agentPoolName", "/name"],
      ],
    },
  ],
]);

/** Settings that steer a set which stands elsewhere, with the path of its id. */
const steering = new Map<string, Paths>([
  ["microsoft.insights/autoscalesettings", ["/~targetResourceUri", "/targetResourceId"]],
]);

/** Where the names of a type's sets are read, from the resource on; those without a leading slash from each of its requests. */
export function setPathsOf(type: string): readonly string[] {
  const key = type.toLowerCase();
  const target = steering.get(key);
  if (target !== undefined) return pathList(target);
  return sets.has(key) ? [...sets.get(key)!.names.flatMap(pathList), "/resourceGroupName"] : [];
}

/** The set that a request of this type belongs to, as a part of the request. */
export function setOf(type: string, context: RowContext): { readonly set?: MachineSet } {
  const key = type.toLowerCase();
  const target = steering.get(key);
  if (target !== undefined) return { set: { ...setOfId(text(firstPresent(context, target))), steered: true } };
  const row = sets.get(key);
  if (!row) return {};
  const names = row.names.map(paths => text(firstPresent(context, paths))).filter(({ state }) => state !== "absent");
  const group = text(firstPresent(context, "/resourceGroupName"));
  return { set: { type: key, name: nameOfSet(names, context), group: lower(group) } };
}

const lower = (leaf: Value<string>): Value<string> =>
  leaf.state === "known" ? known(leaf.value.toLowerCase(), leaf.path) : leaf;

/** Names put together; what is not known of one of them is not known of the whole. */
function nameOfSet(names: readonly Value<string>[], { at }: RowContext): Value<string> {
  const parts = names.flatMap(name => (name.state === "known" ? [nameIn(name.value)] : []));
  if (parts.length < names.length) return names.find(({ state }) => state !== "known")!;
  return parts.length > 0 ? known(parts.join("/"), names.at(-1)!.path) : absent(at.path);
}

/** `cluster/pool` is a name, `/subscriptions/…/managedClusters/cluster` is an id. */
const nameIn = (written: string) => (written.startsWith("/") ? lastSegment(written) : written).toLowerCase();

/** The set that an id names. The end of an expression is enough: `[concat(…, '/providers/Microsoft.Web/serverfarms/web')]`. */
function setOfId(id: Value<string>): MachineSet {
  const { path } = id;
  const written = id.state === "known" ? id.value : id.state === "expression" ? id.hints?.at(-1) : undefined;
  const { resourceGroup: group, type, names, action } = parseArmId(written ?? "");
  const [name, ...others] = names;
  if (type === undefined || name === undefined || others.length > 0 || action !== undefined)
    return { type: "", name: id.state === "known" ? absent(path) : id, group: absent(path) };
  return {
    type: type.toLowerCase(),
    name: known(name.toLowerCase(), path),
    group: group ? known(group.toLowerCase(), path) : absent(path),
  };
}
