import { estateSettings } from "../../catalogue/estate";
import { mistakesInWords } from "../../catalogue/estate-file";
import { matches, sizeOf, sizes } from "../../catalogue/sizes";
import { by, grouped } from "../facts/collate";
import { plural } from "../report-text";
import type { Use } from "./uses";
import { scalar } from "./yaml-text";

/** One entry of a list of the estate: approved, or written as a comment for somebody to decide. */
export interface Entry {
  /** As YAML. */
  readonly yaml: string;
  /** For people. */
  readonly why: string;
  readonly approved: boolean;
}

type Setting = "regions" | "vmSizes" | "gpuSizes";

/** Why the estate would not take a word: names come from the tenant, and are anybody's. */
const unfit = (setting: Setting, word: string): string | undefined =>
  estateSettings[setting].safeParse([word]).success && mistakesInWords(setting, [word]).length === 0
    ? undefined
    : "no table of this version knows it";

/**
 * The regions in use. One in which only what looks like an attack stands is not approved, and neither is one of the last days.
 * @param newSince when those days began, ISO 8601
 */
export const regionsOf = (uses: readonly Use[], newSince: string): readonly Entry[] =>
  [...grouped(uses.filter(hasRegion), ({ region }) => region)]
    .map(([region, here]): Entry => {
      const isNew = here.every(({ since }) => since !== undefined && since >= newSince);
      const against =
        unfit("regions", region) ??
        reasonAgainst(here) ??
        (isNew ? "compute was created there in the last days for the first time" : undefined);
      return entry(scalar(region), here, against);
    })
    .sort(approvedFirst);

const hasRegion = (use: Use): use is Use & { readonly region: string } => use.region !== undefined;
const hasSize = (use: Use): use is Use & { readonly size: string } => use.size !== undefined;

/** The ordinary sizes in use: a family by its pattern, where that names no other family, else each size. */
export function vmSizesOf(uses: readonly Use[]): readonly Entry[] {
  const sizesSeen = grouped(uses.filter(({ accelerator }) => !accelerator).filter(hasSize), ({ size }) => size);
  const words = grouped(sizesSeen, ([size]) => patternOf(size) ?? size);
  return [...words]
    .map(([word, groups]): Entry => {
      const here = groups.flatMap(([, each]) => each);
      return entry(sizeText(word), here, unfit("vmSizes", word) ?? reasonAgainst(here));
    })
    .sort(approvedFirst);
}

/** A pattern that fits this size and no size of another family; undefined where there is none, or it says no more than the size. */
function patternOf(size: string): string | undefined {
  const family = sizeOf(size)?.quotaFamily;
  const pattern = size.replace(/^(Standard_[A-Z]+)\d+(?=[a-z_]|$)/, "$1*");
  if (family === undefined || pattern === size) return undefined;
  const fitting = [...sizes().values()].filter(({ name }) => matches(pattern, name));
  return fitting.every(({ quotaFamily }) => quotaFamily === family) ? pattern : undefined;
}

/**
 * The accelerators in use, each by its size and for as many machines as there are. Only those are approved of which it is known
 * where they come from, and that have machines now.
 */
export const gpuSizesOf = (uses: readonly Use[]): readonly Entry[] =>
  [...grouped(uses.filter(({ accelerator }) => accelerator).filter(hasSize), ({ size }) => size)]
    .map(([size, here]): Entry => {
      const good = here.filter(
        ({ resource, against, untold }) => resource !== undefined && against === undefined && !untold,
      );
      const machines = good.reduce((sum, each) => sum + (each.machines ?? Number.NaN), 0);
      const standing = here.some(({ resource }) => resource !== undefined);
      const against =
        unfit("gpuSizes", size) ??
        (good.length > 0
          ? undefined
          : (reasonAgainst(here) ?? (standing ? "nothing tells who created it" : "none stands now")));
      const yaml = machines > 0 ? `{size: ${sizeText(size)}, max: ${machines}}` : sizeText(size);
      return entry(yaml, good.length > 0 ? good : here, against);
    })
    .sort(approvedFirst);

/** Where all that is known of it is an attack's. What nobody tells of counts for nothing against it. */
function reasonAgainst(uses: readonly Use[]): string | undefined {
  if (uses.some(({ against, untold }) => against === undefined && !untold)) return undefined;
  const against = uses.find(each => each.against !== undefined);
  return against && `${against.resource ?? "it"} ${against.against}`;
}

const entry = (yaml: string, uses: readonly Use[], against: string | undefined): Entry => ({
  yaml,
  why: against === undefined ? wordsOf(uses) : `${wordsOf(uses)}: not approved, for ${against}`,
  approved: against === undefined,
});

/** "3 resources (web-01, web-02, db) in Contoso Production; created 2 times in the log". */
function wordsOf(uses: readonly Use[]): string {
  const standing = uses.flatMap(({ resource }) => resource ?? []);
  const acts = uses.length - standing.length;
  return [
    ...(standing.length > 0
      ? [
          `${plural(standing.length, "resource")} (${few(standing)}) in ${few(uses.filter(({ resource }) => resource !== undefined).map(({ subscription }) => subscription))}`,
        ]
      : []),
    ...(acts > 0 ? [`created in ${plural(acts, "hour")} of the log`] : []),
    ...(uses.every(({ untold }) => untold) ? ["nobody knows by whom"] : []),
  ].join("; ");
}

function few(names: readonly string[]): string {
  const all = [...new Set(names)].sort();
  return all.length > 3 ? `${all.slice(0, 3).join(", ")} and ${all.length - 3} more` : all.join(", ");
}

const sizeText = (size: string): string => (/^Standard_[\w*-]+$/.test(size) ? size : scalar(size));

const approvedFirst = (a: Entry, b: Entry): number =>
  Number(b.approved) - Number(a.approved) || by(({ yaml }: Entry) => yaml)(a, b);
