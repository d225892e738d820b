import assert from "node:assert/strict";
import * as fc from "fast-check";
import { isEncoded } from "../../payloads/decoders/base64";
import { Bounds } from "../../payloads/decoders/bounds";
import { cloudConfigTexts } from "../../payloads/decoders/cloud-config";
import { layersOf } from "../../payloads/decoders/decode";
import { escapedTexts } from "../../payloads/decoders/escapes";
import { jsonTexts } from "../../payloads/decoders/json";
import { mimeTexts } from "../../payloads/decoders/mime";
import { splitBase64Texts } from "../../payloads/decoders/split-base64";
import { joinedWordTexts } from "../../payloads/decoders/split-words";
import { isOneWord } from "../../payloads/one-word";
import { searchForMining } from "../../payloads/search";
import { runsUnread } from "../../payloads/signs/doubts";
import { runs } from "../depth";

/** What could look like a program if it stood between blanks and signs. */
const pieces =
  "base64 -d xxd -r rev exec eval iex Invoke-Expression gunzip -o sh bash /tmp/a printf IFS char join replace frombase64string content-type multipart runcmd = == _ A".split(
    " ",
  );
const word = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.base64String({ maxLength: 80 })), { maxLength: 12 })
  .map(parts => parts.join(""));

describe("a text of one word", () => {
  it("has nothing for the decoders and doubts that it is not given to", () =>
    fc.assert(
      fc.property(word, fc.constantFrom("", "\n"), (text, end) => {
        const whole = `${text}${end}`;
        assert(isOneWord(whole));
        for (const decoder of [mimeTexts, jsonTexts, cloudConfigTexts, splitBase64Texts, escapedTexts, joinedWordTexts])
          assert.deepEqual([...decoder(whole, new Bounds())], [], decoder.name);
        // a blank more, and it is no word, so that all is looked for
        assert.equal(runsUnread(`${text} `.padEnd(text.length + 2), false), false);
      }),
      { numRuns: runs(500), seed: 1 },
    ));

  it("may be of any length", () => {
    const long = "a".repeat(64_000_000);
    assert(isOneWord(long) && isOneWord(`${long}\n`) && !isOneWord(`${long} a`));
    assert(isEncoded(long) && isEncoded(`${long}\n`) && !isEncoded(`${long}.`));
    assert.match(layersOf(long).cutOff ?? "", /only the first 4 MB|more text than is read/);
  });

  const script = "#!/bin/sh\n./xmrig -o pool.supportxmr.com:443\n";
  const rows: Record<string, readonly [text: string, isWord: boolean]> = {
    "in base64": [Buffer.from(script).toString("base64"), true],
    "in base64 twice": [Buffer.from(Buffer.from(script).toString("base64")).toString("base64"), true],
    "in base64 for addresses": [Buffer.from(script).toString("base64url"), true],
    "in hexadecimal": [Buffer.from(script).toString("hex"), true],
    "in base64, in lines": [Buffer.from(script).toString("base64").replace(/.{20}/g, "$&\n"), false],
    "in base64, in lines of four": [Buffer.from(script).toString("base64").replace(/.{4}/g, "$&\r\n"), false],
    "in base64, with a blank at odd places": [Buffer.from(script).toString("base64").replace(/.{7}/g, "$& "), false],
    "in hexadecimal, in lines": [Buffer.from(script).toString("hex").replace(/.{6}/g, "$&\n"), false],
    "in base64 that a program reads": [`echo ${Buffer.from(script).toString("base64")}|base64 -d|sh`, false],
  };
  for (const [title, [text, isWord]] of Object.entries(rows))
    it(`a miner is found ${title}`, () => {
      assert.equal(isOneWord(text), isWord);
      assert(searchForMining(text).indicators.some(({ name }) => name === "xmrig"));
    });

  it("a quiet script in base64 stays quiet", () =>
    assert.deepEqual(
      searchForMining(Buffer.from("#!/bin/sh\napt-get install -y nginx | tee /tmp/log\n").toString("base64")),
      {
        indicators: [],
      },
    ));
});
