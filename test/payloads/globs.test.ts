import assert from "node:assert/strict";
import { namesByPattern } from "../../payloads/defence/globs";

const places = ["/etc/falco/rules.d/pools.yaml"];

/** Texts that name the file by a pattern, or may. */
const naming: readonly string[] = [
  "cat /etc/falco/rules.d/*.yaml | sh",
  "cat /etc/*/pools.yaml",
  "cat /etc/*/*.yaml",
  "cat /etc/**.yaml",
  "cat pools.*",
  "cat *.yaml",
  "cat po?ls.yaml",
  "cat p[a-z]ols.yaml",
  "cat /e*c/falco/*",
  "cat /etc/falco/rules.d/pools.yaml*",
  // more than are counted
  "cat /*/*/*/*.yaml",
  "cat ???????.yam?",
  `${Array.from({ length: 101 }, (_, i) => `ls /srv/${i}/*\n`).join("")}cat *.yaml | sh`,
];

/** Texts that do not. */
const others: readonly string[] = [
  "cat /etc/falco/rules.d/pools.yaml",
  "cat /etc/suricata/*.yaml",
  "cat /etc/falco/*.yml",
  "cat ools.*",
  "cat pools?.yaml",
  "cat *ools.yaml.*l",
  "echo * done",
  "cat pools.y*aml*l",
  `${Array.from({ length: 50 }, (_, i) => `ls /srv/${i}/*\n`).join("")}cat *.yml | sh`,
];

describe("patterns of paths", () => {
  for (const text of naming) it(`names the file: ${text.slice(-40)}`, () => assert(namesByPattern(text, places)));
  for (const text of others) it(`does not: ${text.slice(-40)}`, () => assert(!namesByPattern(text, places)));

  it("a path that is too long is meant by any pattern", () =>
    assert(namesByPattern("cat /srv/*.txt", [`/${"a".repeat(500)}`])));

  it("a text without patterns names nothing, however many paths there are", () =>
    assert(!namesByPattern("a".repeat(1000), Array(1000).fill("/a") as string[])));

  // the same as an expression says of random patterns and paths
  it("says what an expression would", () => {
    let seed = 1;
    const pick = (signs: string): string => {
      seed = (seed * 48271) % 2147483647;
      return signs[seed % signs.length]!;
    };
    for (let i = 0; i < 5000; i++) {
      const glob = Array.from({ length: 1 + (i % 5) }, () => pick("ab/?*")).join("");
      const path = Array.from({ length: i % 7 }, () => pick("ab/")).join("");
      if ((glob.match(/\*+/g)?.length ?? 0) > 2 || !/[ab/]/.test(glob) || !/[?*]/.test(glob)) continue;
      const expression = new RegExp(`(?:^|/)${glob.replace(/\*+/g, ".*").replace(/\?/g, ".")}$`);
      assert.equal(namesByPattern(glob, [path]), expression.test(path), `${glob} ${path}`);
    }
  });
});
