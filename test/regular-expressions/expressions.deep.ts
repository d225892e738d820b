import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type Proofs, proofsFile } from "./proofs";
import { isRefuted, prove, type Verdict } from "./prove";

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

  it("a verdict that is too good is refuted by the checker that gave it", async () => {
    assert(await isRefuted("a.*b.*c$", "", "linear"));
    assert(await isRefuted("(?<=a)(?:a+)+$", "", "searched"));
    assert(!(await isRefuted("^(?:a|b)+$", "", "linear")));
  });

  // one checker at a time: a search beside automata that run out of time comes out differently from one by itself
  for (const [title, verdicts] of Object.entries<readonly Verdict[]>({
    "the search finds nothing where it found nothing": ["searched"],
    "automata refute none that they proved": ["linear", "linear within its bounds"],
  }))
    it(title, async () => {
      const cleared = Object.entries(JSON.parse(readFileSync(proofsFile, "utf8")) as Proofs).filter(([, { verdict }]) =>
        verdicts.includes(verdict),
      );
      assert(cleared.length > 50, `${cleared.length} are cleared`);
      const waiting = cleared.values();
      const refuted: string[] = [];
      const worker = async () => {
        for (const [key, { verdict }] of waiting) {
          const end = key.lastIndexOf("/");
          if (await isRefuted(key.slice(1, end), key.slice(end + 1), verdict)) refuted.push(key);
        }
      };
      await Promise.all([worker(), worker()]);
      assert.deepEqual(refuted, []);
    }).timeout(1_200_000);
});
