import { anyOf } from "../any-of";
import type { Bounds } from "./bounds";
import { textsIn } from "./bytes";

/** A tool that decodes: which texts name it, and how it would read what is in them. */
interface Tool {
  /** One of them stands in every text that names the tool, in lower case: looking for words costs next to nothing. */
  readonly words: readonly string[];
  readonly named: RegExp;
  readonly read: (text: string, bounds: Bounds) => Iterable<string>;
}

const tools: readonly Tool[] = [
  {
    // longer runs are found in every text, by base64.ts
    words: ["base64"],
    named: /base64/i,
    *read(text) {
      for (const [line] of text.matchAll(/^.*base64.*$/gim))
        for (const [digits] of line.matchAll(/[A-Za-z0-9+/]{7,}={0,2}/g))
          if (digits.length < 22) yield* legible(Buffer.from(digits, "base64"));
    },
  },
  {
    words: ["xxd"],
    named: /\bxxd\b/,
    *read(text, bounds) {
      for (const [line] of text.matchAll(/^.*\bxxd\b.*$/gm))
        for (const [digits] of line.matchAll(/\b(?:[0-9a-f]{2}){4,7}\b/gi)) yield* legible(Buffer.from(digits, "hex"));
      const dump = Array.from(
        text.matchAll(/^[ \t]*[0-9a-f]{4,8}:((?: [0-9a-f]{2,4}){1,16})/gim),
        ([, bytes]) => bytes,
      );
      yield* fromHex(dump.join(""), bounds);
      for (const [digits] of text.matchAll(/\b[0-9a-f]{2,64}(?:\s{1,4}[0-9a-f]{2,64}){3,}\b/gi))
        yield* fromHex(digits, bounds);
    },
  },
  {
    words: ["rev"],
    named: /\|\s{0,9}rev\b/,
    read: text => [text.replace(/.+/g, line => Array.from(line).reverse().join(""))],
  },
  {
    // `tr A-Za-z N-ZA-Mn-za-m`
    words: ["n-za-m", "rot13", "rot_13"],
    named: /n-za-m|\brot_?13\b/i,
    read: text => [
      text.replace(/[a-z]/gi, letter => String.fromCharCode(letter.charCodeAt(0) + (/[a-m]/i.test(letter) ? 13 : -13))),
    ],
  },
  {
    words: ["base32", "b32decode"],
    named: /\bbase32\b|b32decode/i,
    *read(text, bounds) {
      for (const [digits] of text.matchAll(/[A-Z2-7]{16,}/g)) yield* textsIn(fromBase32(digits), bounds);
    },
  },
];

/** Most texts name none. */
const anyTool = anyOf(tools.flatMap(({ words }) => words));

/**
 * Decodes encodings that ordinary text looks like, such as a reversed line. They are read only in a text that names their tool:
 * `echo sl | rev` gives `ls`.
 */
export function* toolTexts(text: string, bounds: Bounds): Generator<string> {
  if (!anyTool.test(text)) return;
  const lower = text.toLowerCase();
  for (const { words, named, read } of tools)
    if (words.some(word => lower.includes(word)) && named.test(text)) yield* read(text, bounds);
}

/** A few bytes are often text by chance, so all of them must be printable ASCII. */
const legible = (bytes: Buffer): string[] => {
  const text = bytes.toString("latin1");
  return /^[\x20-\x7e\s]{5,}$/.test(text) ? [text] : [];
};

function fromHex(digits: string, bounds: Bounds): string[] {
  const bytes = Buffer.from(digits.replace(/\s+/g, ""), "hex");
  return bytes.length >= 8 ? textsIn(bytes, bounds) : [];
}

/** Decodes base32 (RFC 4648): each digit carries five bits. */
function fromBase32(digits: string): Buffer {
  const bytes = Buffer.alloc((digits.length * 5) >> 3);
  let bits = 0;
  for (let i = 0, at = 0; i < digits.length; i++) {
    bits = ((bits << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(digits[i] as string)) & 0xfff;
    if ((i * 5 + 5) >> 3 > (i * 5) >> 3) bytes[at++] = bits >> ((i * 5 + 5) & 7);
  }
  return bytes;
}
