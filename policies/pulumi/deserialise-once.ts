import { cameAs, mark, secretKind } from "./secrets";

/** A resource's properties as they came over the wire. */
type Wire = object;
type Deserialise = (properties: Wire, keepSecrets: boolean) => unknown;

const inJavaScript = (properties: Wire): unknown => (properties as { toJavaScript?(): unknown }).toJavaScript?.() ?? {};

/**
 * Of a value that the SDK cannot read, such as an asset with no text, it says nothing to the engine, which then waits for ever.
 * So what is no secret and no plain data is handed over as what cannot be seen.
 */
function withoutStrangers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutStrangers);
  if (typeof value !== "object" || value === null) return value;
  const kind = (value as Record<string, unknown>)[mark];
  if (kind !== undefined && kind !== secretKind) return "[secret]";
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, withoutStrangers(child)]));
}

/**
 * The SDK reads a resource from the wire anew for each policy, and for most resources that is the larger part of what a pack costs.
 * Our policies change nothing of what they are given, so one reading serves them all. It is told from others by
 * the message itself, so it makes no difference in what order resources come. What Remediate gets is not shared: it is there to be changed.
 *
 * @param sdk the SDK's own module `deserialize`; where it is not as we know it, everything stays as it is, only slower
 * @returns whether it is as we know it
 */
export function deserialiseOnce(sdk: { deserializeProperties?: unknown }): boolean {
  const deserialise = sdk.deserializeProperties as Deserialise;
  if (typeof deserialise !== "function" || !Object.getOwnPropertyDescriptor(sdk, "deserializeProperties")?.writable)
    return false;
  const read = new WeakMap<Wire, unknown>();
  const tolerant: Deserialise = (properties, keepSecrets) => {
    try {
      return deserialise(properties, keepSecrets);
    } catch {
      // what is remedied goes back to the engine, so there is nothing to remedy in what could not go back whole
      const readable = keepSecrets ? {} : withoutStrangers(inJavaScript(properties));
      return deserialise({ toJavaScript: () => readable }, keepSecrets);
    }
  };
  sdk.deserializeProperties = ((properties, keepSecrets) => {
    if (keepSecrets) return tolerant(properties, keepSecrets);
    if (!read.has(properties)) {
      const resource = tolerant(properties, keepSecrets);
      cameAs(resource, () => inJavaScript(properties));
      read.set(properties, resource);
    }
    return read.get(properties);
  }) satisfies Deserialise;
  return true;
}
