import assert from "node:assert/strict";
import { layersOf } from "../../payloads/decoders/decode";
import { base64 } from "./decoder-table";

describe("payloads: cost grows with the text, not with its square", () => {
  const shapes = [
    "A",
    " ",
    "\\",
    "'",
    '"a" ',
    "a=b ",
    "%41",
    "\\x41",
    "-e ",
    "$" + "{A}",
    "-enc: ",
    "$a='",
    "a\n",
    `${base64("some words here")} `,
    "[",
    "boundary=a ",
    "Content-Type: multipart/mixed; boundary=a\n",
    "a: b\n",
    "'a'+",
    "'a',",
    "'a' ",
    "'a'-f",
    "$a+",
    "$a =",
    "a+=b ",
    "a=$a$a ",
    "a=(b ",
    "$" + "{a:-",
    "$()",
    "``",
    "%a%",
    "120,",
    "[char]1",
    "printf %s %s ",
    "P+=abcd\n",
    "echo abcd >>f\n",
    "ab cd ",
    "\\\n",
    '{"a":"\\"",',
    base64("PK\x03\x04\x14\0\0\0\0\0\0\0"),
    base64(Buffer.from([0x1f, 0x8b, 8])),
  ];
  const seconds = (text: string) => {
    const start = process.cpuUsage();
    layersOf(text);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6;
  };
  const tools = "base64 xxd -r tr -d base32 -d n-za-m python -join '' -f 'a'.Replace( [char] $a = 1\nx | rev\n";
  for (const head of [
    "",
    "#cloud-config\nruncmd: ",
    "MIME-Version: 1\nContent-Type: multipart/mixed; boundary=a\n",
    `${tools}P+=abcd`,
  ])
    it(JSON.stringify(head), () => {
      for (const shape of shapes) {
        // what fits almost to the end costs most
        const of = (chars: number) => `${head}${shape.repeat(chars / shape.length)}!`;
        if (seconds(of(100_000)) < 1) continue;
        // the best of a few tries: what a busy machine adds is not the text's cost
        const least = (text: string) => Math.min(...[1, 2, 3].map(() => seconds(text)));
        const [little, much] = [least(of(10_000)), least(of(100_000))];
        assert.ok(much < 30 * little, `${JSON.stringify(shape)}: ${little} s, ${much} s`);
      }
    }).timeout(180_000);
});
