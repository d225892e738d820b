import { isOneWord } from "../one-word";
import type { Reading } from "../reading";
import { encodedTexts, isEncoded } from "./base64";
import { Bounds } from "./bounds";
import { cloudConfigTexts } from "./cloud-config";
import { escapedTexts } from "./escapes";
import { jsonTexts } from "./json";
import { mimeTexts } from "./mime";
import { splitBase64Texts } from "./split-base64";
import { joinedWordTexts } from "./split-words";
import { toolTexts } from "./tools";

/** A payload in every reading of it. */
export interface Layers {
  /** The text itself and every text decoded out of it, outermost first. */
  readonly texts: readonly string[];
  /** Why some of it was not decoded, in words for people. A payload that was cut off has not been read whole. */
  readonly cutOff?: string;
  /** Something in it was encoded, besides the payload as a whole. */
  readonly unpacked?: true;
}

/**
 * One way to read a text. The texts that it finds are read again by all decoders. A decoder must take time that is linear in the
 * text, and must not throw.
 */
type Decoder = (text: string, bounds: Bounds) => Iterable<string>;

const decoders: readonly Decoder[] = [
  mimeTexts,
  jsonTexts,
  cloudConfigTexts,
  encodedTexts,
  splitBase64Texts,
  toolTexts,
  escapedTexts,
  joinedWordTexts,
];

/** Those that find something in a text of one word. The others read what stands between signs, blanks or lines. */
const ofOneWord: readonly Decoder[] = [encodedTexts, toolTexts];

/** The decoders of encodings. The others take a text apart, or write the same in plainer words. */
const unpackers: ReadonlySet<Decoder> = new Set([encodedTexts, splitBase64Texts, toolTexts]);

/** A change to a layer. `isWhole` says that the layer is all that there was: the payload itself, or the payload but for its encoding. */
type Change = (layer: string, isWhole: boolean) => string;

/** The limits on what is decoded out of a text. Azure takes 64 KB of custom data and 256 KB of a script. */
const maxChars = 4 * 1024 * 1024;
const maxLayers = 2000;
const maxDepth = 8;

/**
 * A text and everything that is packed in it. For example, `echo bHM= | base64 -d` has two layers: itself, and `ls`.
 *
 * The decoders read base64, gzip, MIME parts, the files of a cloud-config, PowerShell's encoded commands, escapes, and words that
 * quotes split. Each text that one of them finds is a new layer, which all of them read in turn, until nothing new is found or a
 * limit is reached. The function is pure and never throws, and takes time that is linear in the text.
 * @param read changes each layer before it is decoded any further
 * @param reading what is left of the work on the resource that the text is part of
 */
export function layersOf(written: string, read: Change = layer => layer, reading?: Reading): Layers {
  const bounds = new Bounds(reading);
  const text = read(written, true);
  const texts = new Set([text]);
  let chars = 0;
  let unpacked = false;
  if (text.length > maxChars) bounds.cut("only the first 4 MB were decoded");

  /** Keeps a new layer and returns true, or returns false when a limit is reached. */
  const keep = (inner: string, depth: number): boolean => {
    if (depth === maxDepth) bounds.cut(`encodings lie more than ${maxDepth} deep in each other`);
    else if (texts.size > maxLayers) bounds.cut(`more than ${maxLayers} parts are encoded`);
    else if (chars + inner.length > maxChars) bounds.cut("decoded, it is larger than 4 MB");
    else if (bounds.take(inner.length)) {
      texts.add(inner);
      chars += inner.length;
      return true;
    }
    return false;
  };
  const layers = (): Layers => ({
    texts: [...texts],
    ...(bounds.cutOff !== undefined && { cutOff: bounds.cutOff }),
    ...(unpacked && { unpacked }),
  });

  if (!bounds.take(Math.min(text.length, maxChars))) return layers();
  // the loop also visits what is pushed while it runs
  const waiting = [{ layer: text, depth: 0, isWhole: true }];
  for (const { layer, depth, isWhole } of waiting) {
    const wrapsWhole = isWhole && isEncoded(layer);
    for (const decoder of isOneWord(layer) ? ofOneWord : decoders)
      for (const found of guarded(decoder, layer.slice(0, maxChars), bounds)) {
        const inner = read(found, wrapsWhole);
        if (inner === "" || texts.has(inner)) continue;
        if (!keep(inner, depth)) return layers();
        unpacked ||= unpackers.has(decoder) && !wrapsWhole;
        waiting.push({ layer: inner, depth: depth + 1, isWhole: wrapsWhole });
      }
  }
  return layers();
}

/** Runs a decoder. A long hostile text can exhaust the engine's stack inside a regular expression: the rest is then cut off. */
function* guarded(decoder: Decoder, text: string, bounds: Bounds): Generator<string> {
  try {
    yield* decoder(text, bounds);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    bounds.cut("it could not be decoded in the space there is");
  }
}
