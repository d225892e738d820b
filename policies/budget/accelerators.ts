import { isAccelerator } from "../../catalogue/sizes";
import type { ComputeRequest } from "../../compute/facts";

/** How many machines have an accelerator, by the name of their size in lower case; by several where Azure picks among them. */
export type Accelerators = ReadonlyMap<string, number>;

export const noAccelerators: Accelerators = new Map();

/** No size and no accelerator has it in its name. */
const between = "|";

/** The sizes that a key of the map names. */
export const sizesOf = (key: string): readonly string[] => key.split(between);

/** One machine of a request: of the accelerators it may have, the one that it names. */
export function acceleratorOf({ size, accelerator }: Pick<ComputeRequest, "size" | "accelerator">): Accelerators {
  const name =
    size.state === "known" && isAccelerator(size.value)
      ? size.value
      : accelerator.state === "known"
        ? accelerator.value
        : undefined;
  return name === undefined ? noAccelerators : new Map([[name.toLowerCase(), 1]]);
}

export function joinAccelerators(
  a: Accelerators,
  b: Accelerators,
  join: (x: number, y: number) => number,
): Accelerators {
  // Most of what is summed up has none.
  if (a.size === 0 && b.size === 0) return noAccelerators;
  const joined = new Map<string, number>();
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    const machines = join(a.get(key) ?? 0, b.get(key) ?? 0);
    if (machines !== 0) joined.set(key, machines);
  }
  return joined;
}

/** Of sizes that share one count: their machines are of one size or the other, and not of both. */
export function eitherOf(a: Accelerators, b: Accelerators): Accelerators {
  if (a.size === 0 || b.size === 0) return a.size === 0 ? b : a;
  const names = [...new Set([...a.keys(), ...b.keys()].flatMap(sizesOf))].sort();
  return new Map([[names.join(between), Math.max(...a.values(), ...b.values())]]);
}
