import { parseArmId } from "../catalogue/arm-id";
import type { ComputeRequest, Extension, Facts, Host } from "./facts";
import { firstPresent, type RowContext, text } from "./leaf";
import { joinPath } from "./tree";
import { absent, known, type Value } from "./value";

/** Machines and scale sets by name, so that an extension that is described apart from its machine finds it. */

interface HostRow {
  /** The ARM type of the machine. */
  readonly of: string;
  /** Where its name or its id stands; ARM writes `machine/extension` into the name of an extension. */
  readonly name: readonly string[];
}

const machine = "microsoft.compute/virtualmachines";
const set = "microsoft.compute/virtualmachinescalesets";

/** By ARM type in lower case: machines, and what is put on them. */
const rows = new Map<string, HostRow>([
  [machine, { of: machine, name: ["/<vmName|name>", "/name"] }],
  [set, { of: set, name: ["/<vmScaleSetName|name>", "/name"] }],
  [`${machine}/extensions`, { of: machine, name: ["/<vmName|name>", "/<virtualMachineId|name>"] }],
  [`${set}/extensions`, { of: set, name: ["/<vmScaleSetName|name>", "/<virtualMachineScaleSetId|name>"] }],
]);

/** The machine that a request describes, or that an extension is put on, as a part of either. */
export function hostOf(type: string, context: RowContext): { readonly host?: Host } {
  const row = rows.get(type.toLowerCase());
  if (!row) return {};
  const written = text(firstPresent(context, row.name));
  const group = text(firstPresent(context, "/resourceGroupName"));
  const id = written.state === "known" && written.value.startsWith("/") ? parseArmId(written.value) : undefined;
  return {
    host: {
      type: row.of,
      name:
        id || written.state !== "known"
          ? nameOf(id?.names[0], written)
          : nameIn(written, row.of !== type.toLowerCase()),
      group: id?.resourceGroup === undefined ? lower(group) : known(id.resourceGroup.toLowerCase(), written.path),
      path: context.root.path,
    },
  };
}

const nameOf = (name: string | undefined, written: Value<string>): Value<string> =>
  name === undefined
    ? written.state === "known"
      ? absent(written.path)
      : written
    : known(name.toLowerCase(), written.path);

/** In a template a child that stands in its parent has but its own name: its place tells the parent. */
function nameIn({ value, path }: { readonly value: string; readonly path: string }, isChild: boolean): Value<string> {
  const [parent = "", child] = value.toLowerCase().split("/");
  const isOwn = isChild && child === undefined && /(?:^|\.)name$/i.test(path);
  return parent === "" || isOwn ? absent(path) : known(parent, path);
}

const lower = (leaf: Value<string>): Value<string> =>
  leaf.state === "known" ? known(leaf.value.toLowerCase(), leaf.path) : leaf;

/** What is asked for at a host. */
export type Hosted = Pick<ComputeRequest, "size"> & { readonly host: Host };

export const hostedIn = ({ requests }: Facts): readonly Hosted[] =>
  requests.flatMap(({ size, host }) => (host ? [{ size, host }] : []));

/** Facts in which each extension that is described apart from its machine knows the sizes of the machines that it may be on. */
export function onTheirMachines(facts: Facts, machines: readonly Hosted[]): Facts {
  if (machines.length === 0 || !facts.extensions.some(isApart)) return facts;
  return { ...facts, extensions: facts.extensions.map(each => (isApart(each) ? onMachines(each, machines) : each)) };
}

const isApart = ({ host, machines }: Extension): boolean => host !== undefined && machines === undefined;

function onMachines(extension: Extension, all: readonly Hosted[]): Extension {
  const host = extension.host!;
  const beside = all.filter(one => one.host.type === host.type && mayBeOne(one.host.group, host.group));
  if (host.name.state === "absent") {
    const around = beside.filter(one => host.path.startsWith(joinPath(one.host.path, "resources")));
    return around.length > 0 ? { ...extension, machines: around.map(sizeOf) } : extension;
  }
  const likely = beside.filter(one => one.host.name.state !== "absent" && mayBeOne(one.host.name, host.name));
  if (likely.length === 0) return extension;
  const named = host.name.state === "known" ? likely.filter(one => one.host.name.state === "known") : [];
  return named.length > 0
    ? { ...extension, machines: named.map(sizeOf) }
    : { ...extension, machines: likely.map(sizeOf), perhaps: true };
}

const sizeOf = ({ size }: Hosted): Value<string> => size;

/** Whether two names may be the same one; what is not written follows its deployment, as the other may too. */
const mayBeOne = (one: Value<string>, other: Value<string>): boolean =>
  one.state !== "known" || other.state !== "known" || one.value === other.value;
