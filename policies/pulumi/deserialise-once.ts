/** A resource's properties as they came over the wire. */
type Wire = object;
type Deserialise = (properties: Wire, keepSecrets: boolean) => unknown;

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
  sdk.deserializeProperties = ((properties, keepSecrets) => {
    if (keepSecrets) return deserialise(properties, keepSecrets);
    if (!read.has(properties)) read.set(properties, deserialise(properties, keepSecrets));
    return read.get(properties);
  }) satisfies Deserialise;
  return true;
}
