import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The schemas that the standards publish lie beside the repository, and are read in place: they are not ours to copy. */
const folder = join(__dirname, "../../../shared/schemas");

export const atHand = existsSync(folder);

export const published = (file: string): string => readFileSync(join(folder, file), "utf8");
