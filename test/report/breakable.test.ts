import assert from "node:assert/strict";
import { breakable } from "../../posture/report/html/breakable";

/** Text, and what of it is put into the page: `|` where it may go on on the next line. */
const cases: readonly (readonly [what: string, text: string, parts: string])[] = [
  ["an address", "avery.howard@contoso.com", "avery.|howard|@contoso.|com"],
  ["a guest's name", "pat.lamb_example.com#EXT#@contoso.com", "pat.|lamb_|example.|com|#EXT|#|@contoso.|com"],
  [
    "a type in a sentence",
    "by (microsoft.compute/virtualmachines/write) in",
    "by |(microsoft.|compute/|virtualmachines/|write)| in",
  ],
  ["a short word", "sku.name of vm_1", "sku.name of vm_1"],
  [
    "a time and a network, which are one figure",
    "2026-11-19T11:00:00.000Z 203.0.113.0/24",
    "2026-11-19T11:00:00.000Z| 203.0.113.0/24",
  ],
  ["a word of one part", "x".repeat(40), "x".repeat(40)],
  ["markup", "<img src=x onerror=alert(1)>@contoso", "&lt;img src=x |onerror=alert(1)&gt;|@contoso"],
  ["nothing", "", ""],
];

describe("long words of the page", () => {
  for (const [what, text, parts] of cases)
    it(`go on where they are put together: ${what}`, () =>
      assert.equal([...breakable(text).pieces()].join("").replaceAll("<wbr>", "|"), parts));
});
