import assert from "node:assert/strict";
import { layersOf } from "../../payloads/decoders/decode";

/** What every hidden text of the tables says. */
const theNeedle = "stratum+tcp://pool.contoso.com:3333";

export { theNeedle as needle };
export const script = `#!/bin/sh\n./worker -o ${theNeedle}\n`;

export const base64 = (data: string | Buffer): string => Buffer.from(data as string).toString("base64");

/** A text in lines of so many characters. */
export const inLines = (text: string, length: number): string[] => text.match(new RegExp(`.{1,${length}}`, "gs")) ?? [];

/** Each text hides the needle: it comes out, and nothing is cut off. */
export function comesOut(hidden: Readonly<Record<string, string>>, needle = theNeedle): void {
  for (const [how, text] of Object.entries(hidden))
    it(how, () => {
      const { texts, cutOff } = layersOf(text);
      assert.ok(!text.includes(needle), "it is not hidden");
      assert.ok(
        texts.some(layer => layer.includes(needle)),
        JSON.stringify(texts).slice(0, 1500),
      );
      assert.equal(texts[0], text);
      assert.equal(cutOff, undefined);
    });
}

/** Each text is what it seems to be: nothing is added, and nothing is cut off. */
export function addsNothing(ordinary: Readonly<Record<string, string>>): void {
  for (const [what, text] of Object.entries(ordinary))
    it(what, () => assert.deepEqual(layersOf(text), { texts: [text] }));
}
