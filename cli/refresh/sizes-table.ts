import { isAccelerator } from "../../catalogue/sizes";
import { byName, type ListedSize } from "./azure-lists";
import type { Renewed } from "./changes";

/** A row as `catalogue/sizes.ts` reads it: name, index of its family, vCPUs, USD per hour, index of the model, how many. */
export type SizeRow = [string, number | null, number, number | null, number?, (number | null)?];

export interface SizesTable {
  readonly asOf: string;
  readonly families: readonly string[];
  readonly models: readonly string[];
  readonly sizes: readonly Readonly<SizeRow>[];
}

const unknownModel = "accelerator of an unknown model";

/**
 * The table with what Azure lists now. Rows are never taken away: machines of sizes that are sold no more still run, and programs
 * name them. Azure does not list the model of an accelerator: a new size has that of its family, and else a person writes it.
 */
export function renewedSizes(before: SizesTable, listed: readonly ListedSize[], asOf: string): Renewed<SizesTable> {
  const families = [...before.families];
  const models = [...before.models];
  const byFamily = new Map(
    before.sizes.flatMap(([, family, , , model]) => (family === null || model === undefined ? [] : [[family, model]])),
  );
  const now = new Map(listed.map(size => [size.name.toLowerCase(), size]));
  const changed: string[] = [];
  const known = before.sizes.map((row): Readonly<SizeRow> => {
    const size = now.get(row[0].toLowerCase());
    if (!size) return row;
    const [name, family, vCpus, usd, ...accelerator] = row;
    const renewed: SizeRow = [name, indexOf(families, size.family) ?? family, size.vCpus ?? vCpus, usd];
    if (accelerator.length > 0) {
      const [model, gpus] = accelerator;
      renewed.push(model, gpus ?? (size.gpus || null));
    }
    changed.push(...differences(name, [family, vCpus], renewed, families));
    return renewed;
  });
  const names = new Set(before.sizes.map(([name]) => name.toLowerCase()));
  const toDo: string[] = [];
  const added = listed
    .filter(({ name, vCpus }) => !names.has(name.toLowerCase()) && vCpus !== undefined)
    .sort(byName)
    .map(({ name, family: of, vCpus = 0, gpus }): SizeRow => {
      const family = indexOf(families, of) ?? null;
      if (!isAccelerator(name)) return [name, family, vCpus, null];
      const model = family === null ? undefined : byFamily.get(family);
      if (model === undefined) toDo.push(`write the model of the accelerator of ${name}, which Azure does not list`);
      return [name, family, vCpus, null, model ?? indexOf(models, unknownModel)!, gpus || null];
    });
  return {
    table: { asOf, families, models, sizes: [...known, ...added] },
    changes: {
      added: added.map(([name]) => name),
      gone: before.sizes.flatMap(([name]) => (now.has(name.toLowerCase()) ? [] : [`${name} (kept)`])),
      changed,
    },
    toDo,
  };
}

/** Where a word stands, which is added at the end where it does not stand yet. Families differ in nothing but case. */
function indexOf(words: string[], word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  const at = words.findIndex(each => each.toLowerCase() === word.toLowerCase());
  return at >= 0 ? at : words.push(word) - 1;
}

function differences(
  name: string,
  [family, vCpus]: [number | null, number],
  after: SizeRow,
  families: readonly string[],
) {
  const nameOf = (index: number | null) => (index === null ? "none" : families[index]);
  return [
    ...(family !== after[1] ? [`${name}: family ${nameOf(family)} → ${nameOf(after[1])}`] : []),
    ...(vCpus !== after[2] ? [`${name}: ${vCpus} → ${after[2]} vCPUs`] : []),
  ];
}
