import type { Estate } from "../../catalogue/estate";
import type { AnyPolicy } from "../policy";

/**
 * The estate's options under the engine's configuration; the same configuration is read once.
 * @throws ZodError where the configuration does not hold
 */
export function optionsOf(
  policy: Pick<AnyPolicy, "options" | "fromEstate">,
  estate: Estate,
): (config: object) => unknown {
  const fromEstate = policy.fromEstate(estate);
  let last: { readonly given: object; readonly options: unknown } | undefined;
  return given => {
    if (!last || !isSame(last.given, given))
      last = { given, options: policy.options.parse({ ...fromEstate, ...given }) };
    return last.options;
  };
}

/** The SDK puts the same configuration into a new object each time it is asked. */
function isSame(one: object, other: object): boolean {
  const [mine, theirs] = [Object.entries(one), Object.entries(other)];
  return (
    mine.length === theirs.length && mine.every(([key, value]) => (other as Record<string, unknown>)[key] === value)
  );
}
