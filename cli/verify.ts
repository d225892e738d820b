import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { defaultEstate, type Estate } from "../catalogue/estate";
import { version } from "../package.json";
import { jsonIn } from "../posture/report/json-bytes";
import { visibleText } from "../posture/report/visible";
import { type ShardState, shardStates } from "../posture/run/shard-states";
import { EvidenceError, evidenceDigest, readEvidence } from "../posture/run/store";
import { judgedAgain } from "../posture/verify/again";
import { type Claims, claimsSchema } from "../posture/verify/claims";
import { Command } from "./command";
import { estateOf } from "./estate-option";
import { exitCodes, UsageError } from "./exit";

/** One line of what was verified. `holds` is false where something was changed, or does not belong; what cannot be told is no fault. */
interface Said {
  readonly of: "Report" | "Evidence" | "Shards" | "Judged" | "Note";
  readonly words: string;
  readonly holds?: false;
}

interface VerifyCommandOptions {
  readonly from?: string;
  readonly estate?: string;
}

/** `computeguard verify`: whether a report, and the evidence that it was judged from, are as they were written. */
export const verifyCommand = (done: (code: number) => void) =>
  new Command("verify")
    .argument("<report>", "the report.json")
    .option("--from <folder>", "the evidence that was saved with --save")
    .option("--estate <file>", "what the organisation approved then (default: computeguard.yaml here)")
    .addHelpText(
      "after",
      `
Digests without a key prove that nothing changed by accident. They do not prove who wrote it: whoever can
write the files can write their digests too.

Exit codes:
  0  nothing was changed, as far as that can be told
  1  something was changed, or does not belong together
  2  wrong usage, or the report or the evidence cannot be read`,
    )
    .action(async (file: string, options: VerifyCommandOptions) => {
      let holds = true;
      for await (const said of verified(file, options)) {
        holds &&= said.holds ?? true;
        process.stdout.write(visibleText(`${said.of.padEnd(10)}${said.words}`).concat("\n"));
      }
      done(holds ? exitCodes.ok : exitCodes.findings);
    });

async function* verified(file: string, { from, estate }: VerifyCommandOptions): AsyncGenerator<Said> {
  const stored = bytesOf(file);
  const claims = claimsIn(file, stored);
  yield {
    of: "Report",
    words: `${file}, of ${claims.tenant?.name ?? "files"} at ${claims.collectedAt}, sha256 ${sha256(stored)}`,
  };
  if (from === undefined) {
    yield {
      of: "Evidence",
      words: claims.evidence
        ? `sha256 ${claims.evidence.sha256}, as the report says; name its folder with --from`
        : "the report does not say from which it was judged: none was saved, or it is older than that",
    };
  } else {
    const [digest, states] = await fromStore(from);
    const belongs = claims.evidence === undefined ? undefined : claims.evidence.sha256 === digest;
    yield evidenceSaid(from, digest, claims, belongs);
    yield* shardsSaid(states);
    const whole = states.every(({ is }) => is === "same" || is === "extra");
    yield belongs === false || !whole
      ? { of: "Judged", words: "not again, for this is not the evidence as it was saved" }
      : await againSaid(stored, claims, from, estate);
  }
  yield { of: "Note", words: "digests without a key prove that nothing changed by accident, and not who wrote it" };
}

const evidenceSaid = (from: string, digest: string, { evidence }: Claims, belongs: boolean | undefined): Said => {
  const words = `${from}, sha256 ${digest}`;
  if (belongs === undefined)
    return { of: "Evidence", words: `${words}; the report does not say from which it was judged` };
  return belongs
    ? { of: "Evidence", words: `${words}: the report was judged from it` }
    : {
        of: "Evidence",
        words: `${words}: the report was judged from another, sha256 ${evidence!.sha256}`,
        holds: false,
      };
};

/** What the states of a file mean, for people; those that are no fault say so. */
const stateWords: { readonly [is in Exclude<ShardState["is"], "same">]: readonly [words: string, isFault: boolean] } = {
  changed: ["was changed since it was saved", true],
  missing: ["is missing", true],
  unnamed: ["has no digest in the manifest, so nobody can tell whether it was changed", false],
  extra: ["was not saved with the others, and is not read", false],
};

function* shardsSaid(states: readonly ShardState[]): Generator<Said> {
  const same = states.filter(({ is }) => is === "same").length;
  yield { of: "Shards", words: `${same} of ${states.length} are as they were saved` };
  for (const { file, is } of states) {
    if (is === "same") continue;
    const [words, isFault] = stateWords[is];
    yield { of: "Shards", words: `${file} ${words}`, ...(isFault && { holds: false }) };
  }
}

/** Judges again, where this version and the same estate can. */
async function againSaid(stored: Buffer, claims: Claims, from: string, named: string | undefined): Promise<Said> {
  if (claims.tool.version !== version)
    return {
      of: "Judged",
      words: `not again, for version ${claims.tool.version} wrote the report, and this is ${version}`,
    };
  const estate = estateFor(claims, named);
  if (estate === undefined) {
    const { name, sha256: digest } = claims.coverage.estate;
    return named === undefined
      ? {
          of: "Judged",
          words: `not again, for the estate ${name}, sha256 ${digest}, is not at hand; name it with --estate`,
        }
      : {
          of: "Judged",
          words: `not again, for ${named} is not the estate of the report, which is ${name}, sha256 ${digest}`,
          holds: false,
        };
  }
  const again = judgedAgain(stored, claims, await readEvidence(from), estate, version);
  return again.is === "same"
    ? { of: "Judged", words: `again, and the report is the same, byte for byte${sinceWords(claims)}` }
    : { of: "Judged", words: `again, and the report is another from line ${again.line} on`, holds: false };
}

/** What a report tells of an earlier one is not worked out again. */
const sinceWords = ({ since }: Claims): string =>
  since === undefined ? "" : ", but for what it tells of earlier reports, which computeguard diff compares";

/** The estate by which the report says that it was judged; undefined where it is not at hand. */
function estateFor({ coverage: { estate: source } }: Claims, named: string | undefined): Estate | undefined {
  if (source.sha256 === undefined) return defaultEstate;
  const { estate, sha256: digest } = estateOf(named);
  return digest === source.sha256 ? estate : undefined;
}

async function fromStore(folder: string): Promise<readonly [digest: string, states: readonly ShardState[]]> {
  try {
    return [await evidenceDigest(folder), await shardStates(folder)];
  } catch (error) {
    throw error instanceof EvidenceError ? new UsageError(error.message) : error;
  }
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UsageError(
      `The report ${file} cannot be read (${(error as NodeJS.ErrnoException).code}). Name a report.json.`,
    );
  }
}

function claimsIn(file: string, stored: Buffer): Claims {
  const read = claimsSchema.safeParse(jsonIn(stored));
  if (read.success) return read.data;
  throw new UsageError(`${file} is no report of computeguard. Name a report.json that --format json wrote.`);
}

const sha256 = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");
