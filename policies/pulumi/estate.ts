import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defaultEstate, type Estate, estateSchema } from "../../catalogue/estate";
import { currentId, type Renamed, withCurrentIds } from "../../catalogue/rule-ids";
import { policies } from "../all";

/** The file that `computeguard pack` writes beside the built pack. A pack that has one reads nothing else. */
export const bakedEstate = "estate.json";
const estateFile = "computeguard.yaml";

export interface FoundEstate {
  readonly estate: Estate;
  /** Where it was found, for people. */
  readonly from: string;
  /** Rules that its exceptions name by former ids. The estate itself has the current ids. */
  readonly renamed: readonly Renamed[];
}

/**
 * The estate of a pack: the one baked into it; else the file that COMPUTEGUARD_ESTATE names; else the one in the folder
 * above the pack; else the defaults.
 * @param built the folder of the built pack, which stands in the pack's own
 * @throws Error in one line for people, where a file is there that cannot be read or does not hold
 */
export function findEstate(built: string, environment: NodeJS.ProcessEnv = process.env): FoundEstate {
  const named = environment.COMPUTEGUARD_ESTATE;
  return (
    loadBaked(join(built, bakedEstate)) ??
    (named
      ? (load(named, named) ?? fail(`COMPUTEGUARD_ESTATE names ${named}, and there is no such file`))
      : undefined) ??
    load(join(built, "..", "..", estateFile), estateFile) ?? {
      estate: defaultEstate,
      from: "no estate file: the defaults",
      renamed: [],
    }
  );
}

/** A baked estate was read and checked, rules and all, when it was baked; here it only has to be whole. */
function loadBaked(file: string): FoundEstate | undefined {
  const text = read(file);
  if (text === undefined) return undefined;
  const { data } = estateSchema.safeParse(parsed(text));
  return data
    ? { ...withCurrentIds(data, policies), from: "the estate baked into the pack" }
    : fail(`${file} is not an estate as this version bakes it; bake it again with computeguard pack`);
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
  return { ...withCurrentIds(estate, policies), from };
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
