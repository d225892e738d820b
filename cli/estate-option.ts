import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { defaultEstate, type Estate } from "../catalogue/estate";
import { parseEstate, unknownRule } from "../catalogue/estate-file";
import { currentId, renameHint, withCurrentIds } from "../catalogue/rule-ids";
import { auditRules } from "../posture/run/kinds";
import { UsageError } from "./exit";

const usual = ["computeguard.yaml", "computeguard.yml"] as const;
const rules = auditRules.map(({ id }) => id);

/** An estate that was read, where it comes from, and its text, where that is a file. */
interface ReadEstate {
  readonly estate: Estate;
  readonly from: string;
  readonly sha256?: string;
  readonly text?: string;
}

/**
 * The estate that a command judges by: the file named, else COMPUTEGUARD_ESTATE, else computeguard.yaml here, else the
 * defaults, unless one is `needed`. `by` says how this command is told which.
 */
export function estateOf(named: string | undefined, { needed = false, by = "with --estate" } = {}): ReadEstate {
  const file = named ?? (process.env.COMPUTEGUARD_ESTATE || usual.find(name => existsSync(name)));
  if (file === undefined) {
    if (needed) throw new UsageError(`There is no ${usual[0]} here. Name the estate ${by}.`);
    return { estate: defaultEstate, from: `the defaults, for there is no ${usual[0]} here` };
  }
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(
      `The estate ${file} cannot be read (${(error as NodeJS.ErrnoException).code}). Name another ${by}.`,
    );
  }
  const parsed = parseEstate(text, file, id => unknownRule(currentId(id, auditRules), rules));
  const { estate, renamed } = withCurrentIds(parsed, auditRules);
  for (const change of renamed) process.stderr.write(`computeguard: ${renameHint(change, file)}\n`);
  return { estate, from: file, sha256: createHash("sha256").update(text).digest("hex"), text };
}
