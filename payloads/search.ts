import { tooMuch } from "./decoders/bounds";
import { layersOf } from "./decoders/decode";
import { layersWithoutDefence } from "./defence/defenders";
import { Reading } from "./reading";
import { type Doubt, runsMiningImage, runsUnread } from "./signs/doubts";
import { gpuRequestsIn } from "./signs/gpu-requests";
import { type Indicator, indicatorsIn, weakWordsIn } from "./signs/indicators";
import { affordableLines } from "./signs/suspect-lines";

/**
 * Searches what runs inside a machine for signs of mining: custom data, scripts, commands, settings of extensions, images.
 *
 * ```ts
 * searchForMining("echo Li94bXJpZyAtbyB4bXIubmFub3Bvb2wub3JnOjE0NDMzCg== | base64 -d | sh");
 * // { indicators: [{ kind: "miner", name: "xmrig" }, { kind: "pool", name: "nanopool.org" }] }
 * ```
 *
 * This is how a text is searched:
 *
 * 1. `decoders/decode.ts` decodes the text into layers. Each decoder is one file: base64, archives, MIME, cloud-config, split words and
 *    so on. A layer is decoded again, until nothing new is found or a limit of `decoders/bounds.ts` is reached.
 * 2. `signs/suspect-lines.ts` finds the lines of a layer that may contain a sign, with a search for all words of the tables at once
 *    (`signs/word-search.ts`). All other lines are skipped.
 * 3. `signs/indicators.ts` reads those lines word by word, and looks the words up in the tables (`signs/mining-words.ts` and
 *    `data/indicators.json`).
 * 4. `signs/command-line.ts`, with `signs/shell-quotes.ts`, tells which command a word belongs to, and `signs/defensive-forms.ts` knows
 *    the forms of text that block a pool or remove a miner: `rm -rf /tmp/xmrig` is no sign of mining.
 * 5. Where signs were found, `defence/` takes out the files that only name what they find or refuse, such as the rules of a detector, and
 *    the rest is searched again. A file that a miner or a shell may be given is not taken out.
 * 6. Where there is no sign, `signs/doubts.ts` finds what is worth a look (with `signs/kept-and-run.ts`), and `signs/gpu-requests.ts` what a script creates.
 *
 * Other rooms import this file and no other of `payloads/`. It knows nothing of resources: `compute` finds the texts in them.
 */

export { isRunBy } from "./defence/written-files";
export { poolDomains, poolForm, poolsComparedOn } from "./pools";
export { handOn, Reading, readingOf } from "./reading";
export { type Doubt, isNamedMining } from "./signs/doubts";
export { type Indicator, indicatorKinds, indicatorsIn, isMiningImage } from "./signs/indicators";

/** The result of the search of one text. */
export interface MiningSearch {
  /** The signs of mining in all layers of the text, each once, outermost layer first. */
  readonly indicators: readonly Indicator[];
  /** Why some of the text was not decoded, in words for people. Such a text has not been searched completely. */
  readonly cutOff?: string;
  /** What is worth a look where there are no signs. */
  readonly doubts?: readonly Doubt[];
  /** Words that are signs only beside others, where there is a doubt. */
  readonly weakWords?: readonly Indicator[];
  /** The machines with GPUs that the text creates, in words for people. */
  readonly gpuRequests?: readonly string[];
}

/**
 * The last results. The machines of a template mostly start with the same text, and several rules ask for the texts of a resource one
 * after the other.
 */
const recent = new Map<string, MiningSearch>();
const mostRecent = 24;

/**
 * Searches a text and everything that is encoded in it for signs of mining, and for machines with GPUs that it creates. It never throws.
 * @param isFile the text is a file that something may read, and is not run itself
 * @param reading what is left of the work on the resource that the text is part of; without one, the text has all of it
 */
export function searchForMining(text: string, isFile = false, reading = new Reading()): MiningSearch {
  const key = isFile ? `file ${text}` : text;
  return reading.once(key, () => recently(key, text, isFile, reading));
}

function recently(key: string, text: string, isFile: boolean, reading: Reading): MiningSearch {
  let result = recent.get(key);
  if (!result) {
    result = search(text, isFile, reading);
    // what was cut for want of work is read by the next resource
    if (reading.left === 0) return result;
    if (recent.size === mostRecent) recent.delete(recent.keys().next().value!);
    recent.set(key, result);
  }
  return result;
}

function search(text: string, isFile: boolean, reading: Reading): MiningSearch {
  const { texts, unpacked = false, ...layers } = layersOf(text, undefined, reading);
  let { cutOff } = layers;
  const lines = (layer: string) =>
    affordableLines(layer, reading, () => {
      cutOff ??= tooMuch;
    });
  const signsIn = (some: readonly string[]) => each(some.flatMap(layer => indicatorsIn(layer, lines(layer))));
  const first = signsIn(texts);
  const undefended = first.length === 0 ? undefined : layersWithoutDefence(text, isFile, undefined, reading);
  const indicators = undefended ? signsIn(undefended) : first;
  const looked = indicators.length === 0 ? doubtsIn(texts, unpacked) : [];
  const undoubted =
    looked.length === 0
      ? undefined
      : layersWithoutDefence(text, isFile, part => doubtsIn([part], false).length > 0, reading);
  const doubts = undoubted ? doubtsIn(undoubted, unpacked) : looked;
  const weakWords = doubts.length > 0 ? each(texts.flatMap(layer => weakWordsIn(layer, lines(layer)))) : [];
  const gpuRequests = [...new Set(texts.flatMap(gpuRequestsIn))];
  return {
    indicators,
    ...(cutOff !== undefined && { cutOff }),
    ...(doubts.length > 0 && { doubts }),
    ...(weakWords.length > 0 && { weakWords }),
    ...(gpuRequests.length > 0 && { gpuRequests }),
  };
}

/** Signs, each once. */
const each = (signs: readonly Indicator[]): readonly Indicator[] => [
  ...new Map(signs.map(sign => [`${sign.kind} ${sign.name}`, sign])).values(),
];

const doubtsIn = (texts: readonly string[], unpacked: boolean): readonly Doubt[] => [
  ...(texts.some(text => runsUnread(text, unpacked)) ? (["decoded"] as const) : []),
  ...(texts.some(runsMiningImage) ? (["image"] as const) : []),
];
