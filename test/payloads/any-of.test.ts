import assert from "node:assert/strict";
import { anyOf } from "../../payloads/any-of";

const words = ["tr ", "$(", "`", "|", "<(", "-bxor", "[scriptblock]::create", "assembly]::load", "n-za-m", "7z", "a.b"];

describe("a search for any of some words", () => {
  for (const word of words)
    it(`finds ${word} in any letter case, as it stands`, () => {
      const search = anyOf([word, "zzz"]);
      for (const text of [word, `a ${word}`, `a\n${word.toUpperCase()}b`]) assert.ok(search.test(text), text);
      // the same search serves many texts
      assert.ok(search.test(word));
      for (const text of ["", "zz", word.slice(0, -1), word.replace(/[^a-z]/g, "x")].filter(text => text !== word))
        assert.equal(search.test(text), false, text);
    });
});
