import assert from "node:assert/strict";
import { heads, payloadOf, shapes } from "../../bench/payload-shapes";
import { layersOf } from "../../payloads/decoders/decode";

/** How many texts were decoded out of one, and how many characters in all. */
const decoded = (text: string) => {
  const { texts } = layersOf(text);
  return { texts: texts.length, characters: texts.reduce((sum, { length }) => sum + length, 0) };
};

// A decoder that goes back over its text for each character runs into mocha's timeout here; `npm run bench:decoders` prints seconds.
describe("payloads: what is decoded grows with the text, not with its square", () => {
  for (const head of heads)
    for (const shape of shapes)
      it(JSON.stringify(`${head}${shape}`), () => {
        const [little, much] = [10_000, 100_000].map(chars => decoded(payloadOf(head, shape, chars)));
        for (const count of ["texts", "characters"] as const)
          assert.ok(much![count] <= 11 * little![count], `${little![count]} ${count}, then ${much![count]}`);
      }).timeout(60_000);
});
