import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expressions } from "./all";
import { page } from "./page";
import { keyOf, type Proofs, proofsFile } from "./proofs";
import { type Proof, prove } from "./prove";
import { root } from "./rooms";

/** Proves what is not proved yet, and writes the proofs and their page. With `--all` everything is proved anew. */
async function refresh(): Promise<void> {
  const { all, missed } = expressions();
  if (missed.length > 0) throw new Error(`Nothing is known of what is built in ${missed.join(", ")}.`);
  const before: Proofs =
    process.argv.includes("--all") || !existsSync(proofsFile)
      ? {}
      : (JSON.parse(readFileSync(proofsFile, "utf8")) as Proofs);
  const after = new Map<string, Proof>();
  const waiting = all.entries();
  const worker = async () => {
    for (const [, { source, flags, places }] of waiting) {
      const key = keyOf({ source, flags });
      const proof = before[key] ?? (await prove(source, flags));
      after.set(key, proof);
      if (after.size % 50 === 0) keep(after);
      if (["super-linear", "suspected", "undecided"].includes(proof.verdict))
        console.log(`${proof.verdict}: ${places.join(", ")} ${key} ${JSON.stringify(proof.attack ?? "")}`);
    }
  };
  await Promise.all([worker(), worker()]);
  const proofs = keep(after);
  writeFileSync(join(root, "docs/regular-expressions.md"), page(all, proofs));
  process.exit();
}

/** Keeps what is proved so far, so that nothing is proved twice when it is stopped. */
function keep(proved: ReadonlyMap<string, Proof>): Proofs {
  const proofs = Object.fromEntries([...proved].sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(proofsFile, `${JSON.stringify(proofs, null, 1)}\n`);
  return proofs;
}

void refresh();
