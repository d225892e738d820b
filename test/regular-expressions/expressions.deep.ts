import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type Proofs, proofsFile } from "./proofs";
import { prove, type Verdict } from "./prove";

describe("the proofs of regular expressions", () => {
  const planted: Record<string, Verdict> = {
    "^(?:a|b)+$": "linear",
    "\\bword[^\\n]{0,300}end": "linear within its bounds",
    "(?<=a)b": "linear",
    "(?<=a)b+c": "searched",
    "(?:a+)+$": "super-linear",
    "a.*b.*c$": "super-linear",
    "\\s+$": "super-linear",
  };
  for (const [source, verdict] of Object.entries(planted))
    it(`${source} is ${verdict}`, async () => assert.equal((await prove(source, "")).verdict, verdict));

  // how long the checker may take decides whether it proves an expression or searches in vain, so that is no difference here
  const found: readonly Verdict[] = ["suspected", "super-linear", "undecided"];
  it("none comes out worse than it is kept", async () => {
    const kept = Object.entries(JSON.parse(readFileSync(proofsFile, "utf8")) as Proofs);
    const waiting = kept.values();
    const worse: string[] = [];
    const worker = async () => {
      for (const [key, { verdict }] of waiting) {
        const end = key.lastIndexOf("/");
        const now = (await prove(key.slice(1, end), key.slice(end + 1), 6_000)).verdict;
        if (now !== verdict && found.includes(now)) worse.push(`${key} is ${now}, and was ${verdict}`);
      }
    };
    await Promise.all([worker(), worker()]);
    assert.deepEqual(worse, []);
  }).timeout(1_200_000);
});
