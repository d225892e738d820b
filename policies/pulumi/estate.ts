import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defaultEstate, type Estate, estateSchema } from "../../catalogue/estate";
import { currentId, type Renamed, withCurrentIds } from "../../catalogue/rule-ids";
import { policies } from "../all";
import type { Held } from "../held";

/** The file that `computeguard pack` writes beside the built pack. A pack that has one reads nothing else. */
export const bakedEstate = "estate.json";
/** Beside it, where `computeguard pack` was told what a stack holds: digests of that. */
export const bakedState = "state.json";
/** Beside it, where `computeguard pack` was told to bake a pack that blocks nothing. */
export const bakedLevel = "level.json";
/** Where a pack looks for an estate that nothing names, in this order. */
const estateFiles = ["computeguard.yaml", "computeguard.yml"] as const;

export interface FoundEstate {
  readonly estate: Estate;
  /** Where it was found, for people. */
  readonly from: string;
  /** Of the text that was read; absent for the defaults. */
  readonly sha256?: string;
  /** The highest level of a rule out of the box, where the pack was baked with one: it then says everything and blocks nothing. */
  readonly atMost?: "advisory";
  /** What the stack held when the pack was baked: of that nothing is blocked. */
  readonly held?: Held;
  /** Rules that its exceptions name by former ids. The estate itself has the current ids. */
  readonly renamed: readonly Renamed[];
}

/** An estate that something names, by a path and what names it. */
export interface Named {
  readonly file: string;
  readonly by: string;
}

/**
 * The estate of a pack: the one baked into it; else the file that is named, by COMPUTEGUARD_ESTATE if by nothing else; else
 * the one in the folder above the pack; else the defaults.
 * @param built the folder of the built pack, which stands in the pack's own
 * @throws Error in one line for people, where a file is there that cannot be read or does not hold
 */
export function findEstate(built: string, named: Named | undefined = namedBy(process.env)): FoundEstate {
  return (
    loadBaked(built) ??
    (named
      ? (load(named.file, named.file) ?? fail(`${named.by} names ${named.file}, and there is no such file`))
      : undefined) ??
    loadFirst(join(built, "..", "..")) ?? {
      estate: defaultEstate,
      from: "the defaults, for there is no estate file",
      renamed: [],
    }
  );
}

/** What the environment names. */
export const namedBy = ({ COMPUTEGUARD_ESTATE: file }: NodeJS.ProcessEnv): Named | undefined =>
  file ? { file, by: "COMPUTEGUARD_ESTATE" } : undefined;

/** For people, in a few words: the name of the estate, and enough of its digest to tell it from others. */
export const inShort = ({
  from,
  sha256,
  atMost,
  held,
}: Pick<FoundEstate, "from" | "sha256" | "atMost" | "held">): string =>
  `${from}${sha256 === undefined ? "" : ` (sha256 ${sha256.slice(0, 12)})`}${held ? ", and blocks only what is new" : ""}${atMost ? ", and blocks nothing" : ""}`;

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");

function loadFirst(folder: string): FoundEstate | undefined {
  for (const name of estateFiles) {
    const found = load(join(folder, name), name);
    if (found) return found;
  }
  return undefined;
}

/** A baked estate was read and checked, rules and all, when it was baked; here it only has to be whole. */
function loadBaked(built: string): FoundEstate | undefined {
  const file = join(built, bakedEstate);
  const text = read(file);
  if (text === undefined) return undefined;
  const { data } = estateSchema.safeParse(parsed(text));
  const state = read(join(built, bakedState));
  const held = state === undefined ? {} : { held: heldIn(state, built) };
  const atMost = read(join(built, bakedLevel)) === undefined ? {} : ({ atMost: "advisory" } as const);
  return data
    ? {
        ...atMost,
        ...held,
        ...withCurrentIds(data, policies),
        from: "the estate baked into the pack",
        sha256: digest(text),
      }
    : fail(`${file} is not an estate as this version bakes it; bake it again with computeguard pack`);
}

function heldIn(text: string, built: string): Held {
  const digests = parsed(text);
  return Array.isArray(digests) && digests.every(digest => typeof digest === "string")
    ? new Set(digests)
    : fail(`${join(built, bakedState)} is not what computeguard pack --state writes; bake the pack again`);
}

/** Undefined where the text is no JSON, which is no estate either. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function load(file: string, from: string): FoundEstate | undefined {
  const text = read(file);
  if (text === undefined) return undefined;
  // the reader carries a YAML parser, which a pack without an estate file does not load
  const { parseEstate, misspeltRule } =
    require("../../catalogue/estate-file") as typeof import("../../catalogue/estate-file");
  const rules = policies.map(({ id }) => id);
  // the audit's checks are not known here: what is near no rule of the pack may well be one of them
  const estate = parseEstate(text, file, id => misspeltRule(currentId(id, policies), rules));
  return { ...withCurrentIds(estate, policies), from, sha256: digest(text) };
}

/** Undefined where there is no such file. */
function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === "ENOENT" ? undefined : fail(`${file} cannot be read (${code})`);
  }
}

function fail(message: string): never {
  throw new Error(message);
}
