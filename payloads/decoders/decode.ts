import { encodedTexts } from "./base64";
import { cloudConfigTexts } from "./cloud-config";
import { escapedTexts } from "./escapes";
import { jsonTexts } from "./json";
import { mimeTexts } from "./mime";
import { piecedTexts } from "./split-base64";
import { unquotedTexts } from "./split-words";
import { toolTexts } from "./tools";

/** What a payload says, in every reading of it. */
export interface Layers {
  /** The text itself, and everything decoded out of it, outermost first. */
  readonly texts: readonly string[];
  /** What was not decoded any more, for people. A payload that was cut off has not been read whole. */
  readonly cutOff?: string;
}

/** The bounds of one payload's decoding. */
export interface Bounds {
  /** Says that something was not decoded, and why. */
  cut(why: string): void;
  /** The bytes that may come out of what may be an archive: to find that it is none takes as long as to read a page of text. */
  mayUnpack(): number;
  /** So many came out. */
  unpacked(bytes: number): void;
  /** Whether a run of digits comes for the first time: a text that is read in several ways has most of them in common. */
  isNew(run: string): boolean;
}

/** One way to read a text; what it finds is read again in all ways. Must be linear and must not throw. */
export type Decoder = (text: string, bounds: Bounds) => Iterable<string>;

const decoders: readonly Decoder[] = [
  mimeTexts,
  jsonTexts,
  cloudConfigTexts,
  encodedTexts,
  piecedTexts,
  toolTexts,
  escapedTexts,
  unquotedTexts,
];

/** Bounds on what is decoded beside the text itself. Azure takes 64 KB of custom data and 256 KB of a script. */
const maxChars = 4 * 1024 * 1024;
const maxLayers = 2000;
const maxDepth = 8;
const maxArchives = 1000;
const maxUnpacked = 32 * 1024 * 1024;

/**
 * A text and what is packed in it: base64, gzip, MIME parts, cloud-config files, PowerShell's encoded commands, escapes, words
 * split by quotes. Pure, bounded, linear, never throws.
 */
export function layersOf(text: string): Layers {
  const texts = new Set([text]);
  let chars = 0;
  let cutOff: string | undefined;
  let archives = 0;
  let room = maxUnpacked;
  const runs = new Set<string>();
  const cut = (why: string) => {
    cutOff ??= why;
  };
  const mayUnpack = () => {
    if (++archives > maxArchives) cut(`more than ${maxArchives} parts may be archives`);
    return archives > maxArchives ? 0 : room;
  };
  const unpacked = (bytes: number) => {
    room -= bytes;
    if (room <= 0) cut("its archives unpack to more than 32 MB");
  };
  const isNew = (run: string) => runs.size < runs.add(run).size;
  const bounds: Bounds = { cut, mayUnpack, unpacked, isNew };
  if (text.length > maxChars) cut("only the first 4 MB were decoded");

  /** Keeps what is new and fits; what does not fit ends the search. */
  const keep = (inner: string, depth: number): boolean => {
    if (depth === maxDepth) cut(`encodings lie more than ${maxDepth} deep in each other`);
    else if (texts.size > maxLayers) cut(`more than ${maxLayers} parts are encoded`);
    else if (chars + inner.length > maxChars) cut("decoded, it is larger than 4 MB");
    else {
      texts.add(inner);
      chars += inner.length;
      return true;
    }
    return false;
  };

  const waiting = [{ layer: text, depth: 0 }];
  for (const { layer, depth } of waiting)
    for (const decoder of decoders)
      for (const inner of guarded(decoder, layer.slice(0, maxChars), bounds)) {
        if (inner === "" || texts.has(inner)) continue;
        if (!keep(inner, depth)) return { texts: [...texts], cutOff: cutOff as string };
        waiting.push({ layer: inner, depth: depth + 1 });
      }
  return cutOff === undefined ? { texts: [...texts] } : { texts: [...texts], cutOff };
}

/** A long hostile text can exhaust the engine's stack inside a regular expression: then the rest is not decoded, and it is said. */
function* guarded(decoder: Decoder, text: string, bounds: Bounds): Generator<string> {
  try {
    yield* decoder(text, bounds);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    bounds.cut("it could not be decoded in the space there is");
  }
}
