import { isIP } from "node:net";
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type YAMLError } from "yaml";
import type * as z from "zod";
import { type Estate, estateSchema } from "./estate";
import { EstateError, type EstateFault } from "./estate-error";
import { nearestWord } from "./nearest-word";
import { isRegion, normalRegion, regions } from "./regions";
import { acceleratorProfiles, matches, sizes } from "./sizes";

type Path = readonly PropertyKey[];
interface Mistake {
  readonly path: Path;
  readonly message: string;
}

/** What is wrong with the id of a rule; nothing, where rules are not known. */
export type RuleMistake = (id: string) => string | undefined;

/**
 * Reads an estate file. Throws an `EstateError` that names every mistake in it. Rules are not known here: whoever knows
 * them says what is wrong with the ids that exceptions name (`unknownRule`).
 */
export function parseEstate(text: string, fileName: string, ruleMistake: RuleMistake = () => undefined): Estate {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: "error" });
  const fail = (faults: readonly EstateFault[]): never => {
    throw new EstateError(
      fileName,
      [...faults].sort((a, b) => a.line - b.line),
    );
  };
  const broken = [...document.errors, ...document.warnings];
  if (broken.length > 0)
    fail(broken.map(error => ({ line: lines.linePos(error.pos[0]).line, message: syntaxMistake(error) })));

  const plain = toPlain(document, message => fail([{ line: 1, message }]));
  const parsed = estateSchema.safeParse(plain);
  const mistakes = [
    ...(parsed.error?.issues.flatMap(shapeMistakes) ?? []),
    ...wordMistakes(plain),
    ...ruleMistakes(plain, ruleMistake),
  ];
  if (!parsed.success || mistakes.length > 0) {
    const lineOf = (path: Path) => lines.linePos(placeOf(document.contents, path)).line;
    return fail(mistakes.map(({ path, message }) => ({ line: lineOf(path), message })));
  }
  const estate = parsed.data;
  return estate.regions === undefined ? estate : { ...estate, regions: estate.regions.map(normalRegion) };
}

/** Tells in which line of an estate file something stands, counted from 1; what is not there, in the line of what would hold it. */
export function linesOf(text: string): (path: Path) => number {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: "silent" });
  return path => lines.linePos(placeOf(document.contents, path)).line;
}

const syntaxMistake = ({ code, message }: YAMLError): string =>
  code === "MULTIPLE_DOCS" ? "a second document begins; an estate file holds one" : firstLine(message);

const firstLine = (message: string): string => message.split("\n", 1)[0]!;

/** An empty file says nothing, and is a healthy estate. */
function toPlain(document: ReturnType<typeof parseDocument>, fail: (message: string) => never): unknown {
  try {
    return document.toJS() ?? {};
  } catch (error) {
    return fail(error instanceof Error ? firstLine(error.message) : String(error));
  }
}

/** Where in the text the last part of a path that is there begins: its key, or its item of a list. */
function placeOf(root: unknown, path: Path): number {
  let at = startOf(root) ?? 0;
  let node = root;
  for (const key of path) {
    const pair = isMap(node) ? node.items.find(item => isScalar(item.key) && item.key.value === key) : undefined;
    const item = isSeq(node) && typeof key === "number" ? node.items[key] : undefined;
    at = startOf(pair ? pair.key : item) ?? at;
    node = pair ? pair.value : item;
  }
  return at;
}

const startOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);

/** What the schema says, in words for people. */
function shapeMistakes(issue: z.core.$ZodIssue): Mistake[] {
  if (issue.code === "unrecognized_keys")
    return issue.keys.map(key => ({
      path: [...issue.path, key],
      message: `unknown key "${key}"${meant(key, keysAt(issue.path))}`,
    }));
  if (issue.code === "invalid_union") {
    // where an object is given, what is wrong with it says more than that it is no text
    const meant = issue.errors.find(errors =>
      errors.some(({ path, code }) => path.length > 0 || code === "unrecognized_keys"),
    );
    if (meant) return meant.flatMap(inner => shapeMistakes({ ...inner, path: [...issue.path, ...inner.path] }));
  }
  const where = issue.path.length > 0 ? `${issue.path.map(String).join(".")}: ` : "";
  const message = issue.message
    .replace(/^Invalid input: /, "")
    .replace(
      /^expected (\w+), received (\w+)$/,
      (_, wanted, found) => `expected ${named(wanted)}, found ${named(found)}`,
    );
  return [{ path: issue.path, message: where + message }];
}

/** Types in words for people, who write YAML and not JSON. */
const typeNames: { readonly [type: string]: string } = {
  string: "a text",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "a map of keys and values",
  record: "a map of keys and values",
  undefined: "nothing",
  null: "nothing",
};
const named = (type: string): string => typeNames[type] ?? type;

/** The keys that the schema knows at a path. */
function keysAt(path: Path): readonly string[] {
  let schema: unknown = estateSchema;
  const shape = (): Record<PropertyKey, unknown> => (schema as { shape?: Record<PropertyKey, unknown> }).shape ?? {};
  const unwrap = () => {
    while (typeof (schema as { unwrap?: unknown })?.unwrap === "function")
      schema = (schema as { unwrap(): unknown }).unwrap();
  };
  for (const key of path) {
    unwrap();
    // a list is unwrapped to its items
    if (typeof key !== "number") schema = shape()[key];
  }
  unwrap();
  // of a text or an object, the object has keys
  const { options } = schema as { options?: readonly unknown[] };
  schema = options?.find(option => (option as { shape?: unknown }).shape) ?? schema;
  return Object.keys(shape());
}

/** Words that are well-formed and still mean nothing: regions, sizes and addresses that do not exist. */
const vocabulary: { readonly [key: string]: (word: string) => string | undefined } = {
  regions: regionMistake,
  gpuSizes: word => (isAcceleratorWord(word) ? undefined : sizeMistake(word)),
  vmSizes: sizeMistake,
  ownedAddresses: addressMistake,
};

const wordMistakes = (plain: unknown): Mistake[] =>
  Object.keys(vocabulary).flatMap(key =>
    mistakesInWords(key, (plain as { [key: string]: unknown } | null)?.[key]).map(({ index, message }) => ({
      path: [key, index],
      message,
    })),
  );

/** What is wrong with the words of one setting of the estate, such as `regions`, each by its index; nothing where they are no list. */
export function mistakesInWords(
  setting: string,
  words: unknown,
): readonly { readonly index: number; readonly message: string }[] {
  const mistake = Object.hasOwn(vocabulary, setting) ? vocabulary[setting] : undefined;
  if (!mistake || !Array.isArray(words)) return [];
  return words.flatMap((word: unknown, index) => {
    const named: unknown = word !== null && typeof word === "object" ? (word as { size?: unknown }).size : word;
    const message = typeof named === "string" && named !== "" ? mistake(named) : undefined;
    return message === undefined ? [] : [{ index, message }];
  });
}

const ruleMistakes = (plain: unknown, ruleMistake: RuleMistake): Mistake[] => {
  const exceptions: unknown = (plain as { exceptions?: unknown } | null)?.exceptions;
  if (!Array.isArray(exceptions)) return [];
  return exceptions.flatMap((exception: { rule?: unknown } | null, i): Mistake[] => {
    const message = typeof exception?.rule === "string" ? ruleMistake(exception.rule) : undefined;
    return message === undefined ? [] : [{ path: ["exceptions", i, "rule"], message }];
  });
};

/** For whoever knows every rule: what is wrong with an id, and the nearest right one. */
export const unknownRule = (id: string, rules: readonly string[]): string | undefined =>
  rules.includes(id) ? undefined : `unknown rule "${id}"${meant(id, rules)}`;

/** For whoever knows some rules and not others: what is wrong with an id that is one of those but for two letters. */
export const misspeltRule = (id: string, rules: readonly string[]): string | undefined =>
  nearestWord(id, rules, 2) === undefined ? undefined : unknownRule(id, rules);

function regionMistake(word: string): string | undefined {
  if (isRegion(word)) return undefined;
  const physical = [...regions.values()].filter(region => region.physical).map(region => region.name);
  return regions.has(normalRegion(word))
    ? `"${word}" is a geography, not a region`
    : `unknown region "${word}"${meant(normalRegion(word), physical)}`;
}

/** A size of the future is allowed; what does not even look like one is not. */
function sizeMistake(word: string): string | undefined {
  const known =
    matches("Standard_*", word) ||
    acceleratorProfiles.some(profile => matches(profile, word)) ||
    [...sizes().keys()].some(size => matches(word, size));
  if (known) return undefined;
  const names = [...sizes().values()].map(size => size.name);
  const prefixed = `Standard_${word}`;
  if (names.some(name => matches(prefixed, name))) return `unknown size "${word}"; did you mean ${prefixed}?`;
  return `unknown size "${word}"${meant(word, names)}`;
}

/**
 * What is asked for without a size goes by another name, which a violation shows and an approval repeats: a model ("V100", "H100_80GB",
 * "nvidia-a100") or a switch ("AKS Automatic"). A name that begins or ends as sizes do is none of them.
 */
function isAcceleratorWord(word: string): boolean {
  if (/^stan|_v\d+$/i.test(word)) return false;
  const lower = word.toLowerCase();
  const models = [...sizes().values()].flatMap(({ gpuModel }) => gpuModel?.match(/\b[A-Z]+\d+\w*/g) ?? []);
  return /\s/.test(word) || models.some(model => lower.includes(model.toLowerCase()));
}

function addressMistake(word: string): string | undefined {
  const [address = "", prefix, ...more] = word.split("/");
  const bits = isIP(address) === 4 ? 32 : isIP(address) === 6 ? 128 : 0;
  if (bits > 0 && prefix === undefined) return `"${word}" is no CIDR range; did you mean ${word}/${bits}?`;
  if (bits > 0 && more.length === 0 && /^\d{1,3}$/.test(prefix ?? "") && Number(prefix) <= bits) return undefined;
  return `"${word}" is no CIDR range; write it as 203.0.113.0/24`;
}

/** "; did you mean …?", where a word is near. Letter case does not matter. */
function meant(word: string, words: readonly string[]): string {
  const byLower = new Map(words.map(each => [each.toLowerCase(), each]));
  const near = nearestWord(word.toLowerCase(), [...byLower.keys()]);
  return near === undefined ? "" : `; did you mean ${byLower.get(near)}?`;
}
