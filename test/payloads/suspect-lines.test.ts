import assert from "node:assert/strict";
import fc from "fast-check";
import data from "../../payloads/data/indicators.json";
import { indicatorsIn, indicatorsInLines } from "../../payloads/signs/indicators";
import { wordSearch } from "../../payloads/signs/word-search";
import { runs } from "../depth";

describe("the search for many words", () => {
  const letters = fc.constantFrom(..."abcABC.-\n ä☃");
  const text = fc.string({ unit: letters, maxLength: 200 });
  const word = fc.string({ unit: fc.constantFrom(..."abc.-"), minLength: 3, maxLength: 8 });

  it("finds each place where one begins, in any letter case, and no other", () =>
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), text, (words, text) => {
        const search = wordSearch(words);
        const here = (at: number) =>
          words.some(word => text.slice(at, at + word.length).replace(/[A-Z]/g, c => c.toLowerCase()) === word);
        const expected = Array.from({ length: text.length }, (_, at) => at).filter(here);
        assert.deepEqual(search(text), expected);
        // what was searched before leaves nothing behind
        assert.deepEqual(search(text.slice(0, 20)), search(text.slice(0, 20)));
        assert.deepEqual(search("ab"), []);
      }),
      { numRuns: runs(2000) },
    ));
});

describe("the lines that are read for signs of mining", () => {
  const lists = Object.values(data).flatMap(list => (Array.isArray(list) ? list : Object.keys(list)));
  const wallet = `48${"A1b2C3d4E5f6G7h8J9".repeat(6).slice(0, 93)}`;
  const written: readonly string[] = [
    ...new Set(
      lists.flatMap(word => [word, word.replaceAll("-", "_"), word.replaceAll("-", "--"), word.toUpperCase()]),
    ),
    ...data.algorithmFlags.flatMap(flag => data.algorithms.flatMap(name => [`${flag} ${name}`, `${flag}\n${name}`])),
    ...data.weakPairs.flatMap(pair => [pair, pair.replace(" ", '="'), pair.replace(" ", "\n\n")]),
    ...[...data.commandFlags, ...data.weakCommandFlags].flatMap(pair => [pair, pair.replace(" ", " --a b\\\n --c ")]),
    ...["-a", "-k"].flatMap(flag => data.doubtfulAlgorithms.map(name => `${flag} ${name}`)),
    `kaspa:q${"pzry9x8gf2tvdw0s3jn5".repeat(3)}`,
    ...Object.values(data.fileShapes).flatMap(lists =>
      lists.flatMap(keys => [
        keys
          .split(" ")
          .map(key => `"${key}": 1,`)
          .join("\n\n\n"),
        `${keys.replaceAll(" ", "=a\n\n")}=b`,
      ]),
    ),
    ...data.images.flatMap(image => [`docker run ${image}:latest`, image.replace("/", "\n/")]),
    wallet,
    `--user=${wallet}.rig`,
  ];
  const same = (text: string) =>
    assert.deepEqual(indicatorsIn(text), indicatorsInLines([text], text), JSON.stringify(text));

  it("are all that hold one: each word of the tables, alone and among others", () => {
    let signs = 0;
    for (const text of written) {
      // beside another sign weak words count too
      for (const around of [text, `echo 1\n\n${text}\n\necho 2`, `stratum+tcp://x\n${"y\n".repeat(9)}${text}`])
        same(around);
      signs += indicatorsInLines([`xmrig\n${text}`], `xmrig\n${text}`).length - 1;
    }
    assert.ok(signs > 400, `${signs} signs`);
  });

  it("are all that hold one, in any text", () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.constantFrom(...written),
            fc.constantFrom("\n", " ", '"', "'", "\\n", "%2F", "/", "-", "=", "://", "rm ", "deny ", ";", "$("),
            fc.constantFrom(
              "grep ",
              "cp ",
              "{",
              "}",
              "(",
              ")",
              "\\",
              "\\\n",
              "`",
              "|",
              "0.0.0.0 ",
              "find / -name ",
              " -delete",
            ),
            fc.string({ maxLength: 12 }),
          ),
          { maxLength: 30 },
        ),
        parts => same(parts.join("")),
      ),
      { numRuns: runs(3000) },
    ));
});
