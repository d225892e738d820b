import { isEncoded } from "../decoders/base64";
import { layersOf } from "../decoders/decode";
import type { Reading } from "../reading";
import { suspectLines } from "../signs/suspect-lines";
import { denyLists, isUsedByName } from "./deny-lists";
import { isDefenders, mayRun } from "./formats";
import { messages } from "./messages";
import { onlyRefuses } from "./only-refuses";
import { mayRead } from "./readers";
import { onlyRefusesHosts } from "./refusals";
import { blockScalars, writtenFiles } from "./written-files";

/** What was taken out of the layers of a payload. */
interface TakenOut {
  /** The paths and names of files. */
  readonly places: string[];
  /** Layers that are nothing but digits of base64. What is encoded in them is a layer of its own. */
  readonly wrappers: Set<string>;
  /** The variables that hold lists of hosts. */
  readonly variables: string[];
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly instead: string;
}

/**
 * The layers of a payload without the parts that name miners and pools to find or refuse them: rules of detectors, deny lists,
 * documentation. The result is `undefined` where there are none, and where something in the payload may read one of them: then it is
 * as bad as any other file.
 * @param isFile the payload is a file that something may read, and is not run itself
 * @param matters the parts that are taken out. The others stay, so that it does not matter who reads them
 */
export function layersWithoutDefence(
  text: string,
  isFile: boolean,
  matters = maySign,
  reading?: Reading,
): readonly string[] | undefined {
  const taken: TakenOut = { places: [], variables: [], wrappers: new Set() };
  const { texts, cutOff } = layersOf(
    text,
    (layer, isWhole) => withoutDefence(layer, isWhole, isFile, taken, matters),
    reading,
  );
  const found = taken.places.length + taken.variables.length > 0;
  if (!found || cutOff !== undefined || texts.some(layer => mayRead(layer, taken.places))) return undefined;
  if (taken.variables.some(variable => texts.some(layer => !onlyRefuses(layer, variable)))) return undefined;
  // what nobody uses by its name, a program may find in its environment
  if (!taken.variables.every(variable => texts.some(layer => isUsedByName(layer, variable)))) return undefined;
  return texts.filter(layer => !taken.wrappers.has(layer));
}

/** @param isWhole the text is all that there is of the payload */
function withoutDefence(
  text: string,
  isWhole: boolean,
  isFile: boolean,
  taken: TakenOut,
  matters: (text: string) => boolean,
): string {
  const isHarmless = (content: string, place: string | undefined) =>
    isDefenders(content, place) || (!mayRun(content, place) && onlyRefusesHosts(content, matters));
  if (isWhole && isFile && isHarmless(text, undefined)) {
    taken.places.push("");
    return "";
  }
  if (isWhole && isEncoded(text)) {
    taken.wrappers.add(text);
    return text;
  }
  const spans: Span[] = [];
  const names = ({ start, end }: Span) => matters(text.slice(start, end));
  const files = [...writtenFiles(text), ...(isWhole && isFile ? blockScalars(text) : [])];
  for (const { place = "", content, ...span } of files)
    if (matters(content) && isHarmless(content, place)) {
      spans.push(span);
      taken.places.push(place);
    }
  const harmless = [...spans];
  for (const { variable, ...span } of denyLists(text)) {
    if (!names(span) || harmless.some(({ start, end }) => start <= span.start && span.end <= end)) continue;
    spans.push(span);
    const file = files.find(({ start, end }) => start <= span.start && span.end <= end);
    if (variable === undefined) taken.places.push(file?.place ?? "");
    else taken.variables.push(variable);
  }
  for (const message of messages(text))
    if (names(message)) {
      spans.push(message);
      taken.places.push(message.place ?? "");
    }
  return without(text, spans);
}

/** Whether a sign of mining may be in a text. */
const maySign = (text: string): boolean => !suspectLines(text).next().done;

function without(text: string, spans: readonly Span[]): string {
  let rest = "";
  let at = 0;
  for (const { start, end, instead } of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < at) continue;
    rest += text.slice(at, start) + instead;
    at = end;
  }
  return rest + text.slice(at);
}
