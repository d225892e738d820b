/**
 * Values as Pulumi puts them on the wire: JSON in which a secret, an asset or an archive is an object with a signature,
 * and a value that is not known yet is one of seven well-known strings (`sdk/go/common/resource/plugin/rpc.go`).
 *
 * Fixtures write them readably: `{"$unknown": true}`, `{"$secret": value}`, `{"$asset": text}`, `{"$archive": {name: asset}}`.
 */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export const signatureKey = "4dabf18193072939515e22adb298388d";

const signatures = {
  secret: "1b47061264138c4ac30d75fd1eb44270",
  asset: "c44067f5952c0a294b673a41bacd8c17",
  archive: "0def7320c3a5731c473e5ecbe6d01bc7",
  resource: "5cf8f73096256a8f31e491e813e4eb8e",
  output: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
} as const;

/** What the engine sends for a value that it does not know yet, whatever the type of the value. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** All strings that stand for an unknown: bool, number, string, array, asset, archive, object. */
const unknowns: ReadonlySet<string> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  unknown,
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

export const secret = (value: Json): JsonObject => ({ [signatureKey]: signatures.secret, value });
export const asset = (text: string): JsonObject => ({ [signatureKey]: signatures.asset, text });
const archive = (assets: Json): JsonObject => ({ [signatureKey]: signatures.archive, assets });

const isArray = (value: Json): value is readonly Json[] => Array.isArray(value);

const mapValues = (object: JsonObject, change: (value: Json) => Json): JsonObject =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));

/** The one entry of an object that has no other. */
const soleEntry = (object: JsonObject): readonly [string, Json] | undefined => {
  const [entry, ...rest] = Object.entries(object);
  return rest.length === 0 ? entry : undefined;
};

/** A fixture as it goes over the wire. */
export function toWire(fixture: Json): Json {
  if (isArray(fixture)) return fixture.map(toWire);
  if (typeof fixture !== "object" || fixture === null) return fixture;
  const [key, value] = soleEntry(fixture) ?? [];
  if (key === "$unknown" && value === true) return unknown;
  if (key === "$secret" && value !== undefined) return secret(toWire(value));
  if (key === "$asset" && typeof value === "string") return asset(value);
  if (key === "$archive" && value !== undefined) return archive(toWire(value));
  return mapValues(fixture, toWire);
}

/** What came over the wire, written as a fixture. */
export function fromWire(wire: Json): Json {
  if (typeof wire === "string") return unknowns.has(wire) ? { $unknown: true } : wire;
  if (isArray(wire)) return wire.map(fromWire);
  if (typeof wire !== "object" || wire === null) return wire;
  switch (wire[signatureKey]) {
    case signatures.secret:
      return { $secret: fromWire(wire.value ?? null) };
    case signatures.asset:
      return { $asset: typeof wire.text === "string" ? wire.text : "" };
    case signatures.archive:
      return { $archive: fromWire(wire.assets ?? {}) };
    default:
      return mapValues(wire, fromWire);
  }
}

/**
 * Properties as the engine sends them to a pack, which knows neither resources nor outputs: a resource becomes its id, or
 * its URN where it has none (a component), and an output its value (`MarshalPropertyValue` without `KeepResources` and
 * `KeepOutputValues`). The same object where there is nothing to change.
 */
export const flattened = (properties: JsonObject): JsonObject =>
  changed(properties, value => {
    if (typeof value === "string") return undefined;
    if (value[signatureKey] !== signatures.resource) return ofOutput(value, held => flattened({ held }).held ?? null);
    // the id of what is not created yet comes empty, or as an unknown
    return value.id === "" ? unknown : (value.id ?? value.urn ?? unknown);
  }) as JsonObject;

/** Properties in which an output is its value, a secret or an unknown again; references to resources stay. */
export const withoutOutputs = (properties: JsonObject): JsonObject =>
  changed(properties, value => ofOutput(value, held => withoutOutputs({ held }).held ?? null)) as JsonObject;

/** Properties as transforms get them: a secret, or what is not known yet, is an output, which a program can go on with. */
export const withOutputs = (properties: JsonObject): JsonObject =>
  changed(properties, value => {
    if (typeof value === "string") return unknowns.has(value) ? { [signatureKey]: signatures.output } : undefined;
    if (value[signatureKey] !== signatures.secret) return undefined;
    const plain = value.value ?? null;
    const isUnknown = typeof plain === "string" && unknowns.has(plain);
    return { [signatureKey]: signatures.output, secret: true, ...(!isUnknown && { value: plain }) };
  }) as JsonObject;

/** What an output stands for, given how its value is read; undefined where it is none. */
function ofOutput(value: string | JsonObject, read: (held: Json) => Json): Json | undefined {
  if (typeof value === "string" || value[signatureKey] !== signatures.output) return undefined;
  const plain = value.value === undefined ? unknown : read(value.value);
  return value.secret === true ? secret(plain) : plain;
}

/** A copy in which some texts and objects, the outermost first, are others; the value itself where none is. */
function changed(value: Json, change: (value: string | JsonObject) => Json | undefined): Json {
  if (typeof value === "string") return change(value) ?? value;
  if (typeof value !== "object" || value === null) return value;
  if (isArray(value)) {
    const items = value.map(item => changed(item, change));
    return items.some((item, at) => item !== value[at]) ? items : value;
  }
  const other = change(value);
  if (other !== undefined) return other;
  const entries = Object.entries(value).map(([key, child]) => [key, changed(child, change)] as const);
  return entries.some(([key, child]) => child !== value[key]) ? Object.fromEntries(entries) : value;
}

/** The properties without the engine's own, which a pack never gets to see (`__internal`, `__defaults`; top level only). */
export const visible = (properties: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(properties).filter(([key]) => !key.startsWith("__")));
