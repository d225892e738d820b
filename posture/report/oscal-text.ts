import { visibleText } from "./visible";

/** The text types of OSCAL 1.2 (https://pages.nist.gov/OSCAL/reference/datatypes/): each allows some texts only. */

/** A property of our own; left out where its value would be empty, which OSCAL has no property for. */
export function properties(all: { readonly [name: string]: string | undefined }) {
  const props = Object.entries(all).flatMap(([name, value = ""]) => {
    const text = visibleText(value).trim();
    return text === "" ? [] : [{ name, ns: "https://github.com/computeguard/computeguard", value: text }];
  });
  return props.length > 0 ? { props } : {};
}

/** A token: letters, digits, dots, hyphens and underscores, a letter or an underscore first. `AC-2(7)` is `ac-2.7`, as in NIST's catalogue. */
export const token = (...words: readonly string[]): string =>
  words
    .join("_")
    .replace(/\((\w+)\)/g, ".$1")
    .replace(/[^\p{L}\p{N}.\-_]/gu, "_")
    .replace(/^(?![\p{L}_])/u, "_");

/** A list that OSCAL leaves out where it is empty; made again for each reading. */
export const some = <T>(make: () => Iterable<T>): Iterable<T> | undefined =>
  make()[Symbol.iterator]().next().done ? undefined : { [Symbol.iterator]: () => make()[Symbol.iterator]() };
