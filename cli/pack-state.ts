import { readFileSync } from "node:fs";
import { factsOf } from "../compute/facts-of";
import { type Tree, Withheld } from "../compute/value";
import { resourcesOfState } from "../engine/state";
import { fromWire, type Json } from "../engine/wire";
import { digestsOf } from "../policies/held";
import { UsageError } from "./exit";

/** What a stack holds, as `pulumi stack export` wrote it: digests, and no value. @throws UsageError where it cannot be read */
export function heldIn(file: string): string[] {
  try {
    const resources = resourcesOfState(JSON.parse(readFileSync(file, "utf8")));
    const digests = resources.flatMap(({ urn, type, properties }) =>
      digestsOf(urn, factsOf(type, treeOf(fromWire(properties))) ?? {}),
    );
    return [...new Set(digests)].sort();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(
      `The state ${file} cannot be read (${code ?? message.split("\n")[0]}). Write it with pulumi stack export --file.`,
    );
  }
}

/** What was secret or unknown cannot be compared, and counts as new. */
function treeOf(value: Json): Tree {
  if (Array.isArray(value)) return value.map(treeOf);
  if (typeof value !== "object" || value === null) return value as Tree;
  const [mark] = Object.keys(value);
  if (mark === "$unknown") return new Withheld("unknown");
  if (mark !== undefined && ["$secret", "$asset", "$archive"].includes(mark)) return new Withheld("hidden");
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, treeOf(child)]));
}
