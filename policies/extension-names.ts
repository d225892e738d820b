import { matches } from "../catalogue/sizes";
import type { Extension } from "../compute/facts";
import type { Value } from "../compute/value";
import { readable } from "./judge-value";

/**
 * Whether an extension may be one of those named, as publisher/type with *: what cannot be read of it fits anything. One
 * that has no type is none of them.
 */
export const mayBeOneOf = (names: readonly string[], { publisher, type }: Extension): boolean =>
  type.state !== "absent" &&
  names.some(name => {
    const [ofPublisher = "", ofType = ""] = name.split("/");
    return fits(publisher, ofPublisher) && fits(type, ofType);
  });

function fits(leaf: Value<string>, pattern: string): boolean {
  const name = readable(leaf);
  return name === undefined || matches(pattern, name);
}
