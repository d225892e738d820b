import data from "./data/retirements.json";
import { familyKey } from "./families";

let index: ReadonlyMap<string, string> | undefined;

/**
 * The day on which Azure ended, or will end, the sizes of a family, such as 2025-09-30. From then on nothing is created
 * of them, whatever quota is left. Undefined: no end was announced when the table was made.
 */
export function retiresOn(family: string): string | undefined {
  index ??= new Map(
    (data.retired as unknown as readonly (readonly [string, readonly string[]])[]).flatMap(([day, families]) =>
      families.map((name): [string, string] => [familyKey(name), day]),
    ),
  );
  return index.get(familyKey(family));
}

/** Whether a family had ended by a time in ISO 8601. */
export const isRetired = (family: string, at: string): boolean => (retiresOn(family) ?? "9999") <= at.slice(0, 10);
