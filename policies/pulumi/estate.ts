import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defaultEstate, type Estate } from "../../catalogue/estate";

/** The file that `computeguard pack` writes beside the built pack. A pack that has one reads nothing else. */
export const bakedEstate = "estate.json";
const estateFile = "computeguard.yaml";

export interface FoundEstate {
  readonly estate: Estate;
  /** Where it was found, for people. */
  readonly from: string;
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
    load(join(built, bakedEstate), "the estate baked into the pack") ??
    (named
      ? (load(named, named) ?? fail(`COMPUTEGUARD_ESTATE names ${named}, and there is no such file`))
      : undefined) ??
    load(join(built, "..", "..", estateFile), estateFile) ?? {
      estate: defaultEstate,
      from: "no estate file: the defaults",
    }
  );
}

function load(file: string, from: string): FoundEstate | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === "ENOENT" ? undefined : fail(`${file} cannot be read (${code})`);
  }
  // the reader carries a YAML parser, which a pack without an estate file does not load
  const { parseEstate } = require("../../catalogue/estate-file") as typeof import("../../catalogue/estate-file");
  return { estate: parseEstate(text, file), from };
}

function fail(message: string): never {
  throw new Error(message);
}
