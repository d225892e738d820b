/** What the name of a property says of its value, where no row says it. */
export type KeyKind =
  | "quiet"
  | "name"
  | "size"
  | "vmSize"
  | "accelerator"
  | "family"
  | "gpus"
  | "count"
  | "copies"
  | "most"
  | "ceiling"
  | "";

/**
 * What describes and orders nothing: prose, names, tags, ids, outputs, rights, and lists of what would be allowed or refused. An
 * environment is a program's own business.
 */
const quiet = new Set(
  `annotations caption comment comments description displayname documentation env environmentvariables envvars filter
  filters help hint label labels message metadata note notes output outputs plan reason status subtitle summary tag tags
  text title toleration tolerations tooltip`.split(/\s+/),
);
const quietParts =
  /allow|approved|available|blocked|compatible|denied|deprecated|eligible|exclu|excepted|forbidden|ignored|permitted|recommend|rejected|retired|supported|appsettings/;

const machine = "(?:vm|virtualmachine|machine|instance|node|host|server|worker|agent|driver|compute|hardware)";
const vmSizes =
  /(?:vm|virtualmachine|machine)(?:sku|size)s?(?:name|id|profile)?$|(?:instance|machine|vm)types?$|nodetypeid$/;
const sizes = new RegExp(
  `^(?:sku|size|flavou?r)s?(?:name)?$|${machine}(?:sku|size|type|flavou?r|class)s?(?:name|id|profile)?$`,
);
const accelerators =
  /^deviceclass(?:name)?$|(?:gpu|fpga|accelerator)s?(?:type|sku|model|family|class|product|series|device|kind)?s?$|gpusname$|gpuname$/;
const families = /(?:sku|vm|virtualmachine|instance|machine|size)(?:family|families|series)$/;
const gpus =
  /^(?:num(?:ber)?(?:of)?|requested|desired|sku)?(?:gpu|accelerator)s?(?:count|number|num|quantity|limit|request|unit|amount|pernode|perinstance|perreplica|perworker)?s?$/;
const gpusOfVendor = /^(?:(?:nvidia|amd)\.com\/(?:gpu|mig-)|gpu\.intel\.com\/|habana\.ai\/gaudi)/;
const counts =
  /^(?:(?:initial|desired|target|min|minimum)?(?:node|instance|vm|machine|worker|server|host|replica)?s?(?:count|capacity)|num(?:ber)?(?:of)?(?:node|instance|vm|machine|worker)s|targetdedicatednodes|instances|nodes|workers|quantity)$/;
const copies = /^(?:replicas|parallelism|numworkers)$/;
const most = /^max(?:imum)?replicas$/;
const ceilings = /^max(?:imum)?(?:node|instance|vm|machine|worker|replica)?s?(?:count|capacity)?$/;

function classified(key: string): KeyKind {
  const lower = key.toLowerCase();
  if (gpusOfVendor.test(lower)) return "gpus";
  const word = lower.slice(lower.lastIndexOf("/") + 1).replace(/[-_.\s]/g, "");
  if (quiet.has(word) || quietParts.test(word)) return "quiet";
  if (families.test(word)) return "family";
  if (vmSizes.test(word)) return "vmSize";
  if (sizes.test(word)) return "size";
  if (gpus.test(word)) return "gpus";
  if (accelerators.test(word)) return "accelerator";
  if (copies.test(word)) return "copies";
  if (most.test(word)) return "most";
  if (counts.test(word)) return "count";
  if (ceilings.test(word)) return "ceiling";
  return word.endsWith("name") || word.endsWith("names") ? "name" : "";
}

const kinds = new Map<string, KeyKind>();
/** More different names than the SDKs have. */
const mostKept = 20_000;

/** The kind of a key. Each is worked out once: deployments have the same few hundred. */
export function kindOf(key: string): KeyKind {
  let kind = kinds.get(key);
  if (kind === undefined) {
    kind = classified(key);
    if (kinds.size >= mostKept) kinds.clear();
    kinds.set(key, kind);
  }
  return kind;
}

/** The kind of a property, given what its object stands under: `sku.name` is a size, `gpu.count` counts GPUs. */
export function kindWithin(around: KeyKind, kind: KeyKind): KeyKind {
  if (around === "gpus") return kind === "count" ? "gpus" : kind === "size" || kind === "name" ? "accelerator" : kind;
  if (kind === "name" && (around === "size" || around === "vmSize")) return around;
  return kind;
}

/** `{ key, operator, values }`, as selectors are written: the kind of its values, where the key says it. */
export function kindOfPair(node: { readonly [key: string]: unknown }, key: string, kind: KeyKind): KeyKind {
  if ((key !== "values" && key !== "value") || typeof node.key !== "string") return kind;
  return kindOf(node.key) || kind;
}
