import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Script } from "node:vm";
import { additions, type Insert } from "./additions";

/** Why nothing was written, in one line for people. */
export class Refused extends Error {}

/** What was written, as paths from the root of the repository, and where something has to be filled in. */
export interface Added {
  readonly files: readonly string[];
  readonly toFill: readonly { readonly file: string; readonly line: number; readonly text: string }[];
  readonly proofs: readonly string[];
}

/** Adds one rule, check, kind of evidence, type or format to the repository at `root`: all of it, or nothing. */
export function add(root: string, kind = "", id = "", armType?: string): Added {
  const addition = Object.hasOwn(additions, kind) ? additions[kind] : undefined;
  if (!addition) throw new Refused(`usage: npm run new -- ${usage}`);
  if (!/^[a-z]+(-[a-z]+)*$/.test(id))
    throw new Refused(
      `"${id}" is no id: an id is words of the letters a to z with "-" between them, such as management-locks`,
    );

  const name = id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  if (!isVariable(name))
    throw new Refused(`"${id}" is a word of JavaScript: choose two words, such as management-locks`);
  const Type = name.charAt(0).toUpperCase() + name.slice(1);
  const words: Record<string, string> = { id, name, Type, arm: armType ?? "" };
  // `${id}` is a template of the file itself
  const filled = (text: string) => text.replace(/(?<!\$)\{(id|name|Type|arm)\}/g, (_, word: string) => words[word]!);

  if (armType !== undefined && !/^[\w.]+(\/\w+)+$/.test(armType))
    throw new Refused(`"${armType}" is no ARM type, such as Microsoft.Authorization/locks`);

  const file = filled(addition.file);
  const template = readFileSync(join(__dirname, `templates/${kind}.ts.txt`), "utf8");
  if (armType === undefined && addition.needsType)
    throw new Refused(`usage: npm run new -- ${kind} <id> <ARM type>, such as Microsoft.Authorization/locks`);
  if (existsSync(join(root, file))) throw new Refused(`there is a ${kind} ${id} in ${file}`);
  const taken = addition.idsIn?.flatMap(folder => filesIn(root, folder)).find(each => hasId(join(root, each), id));
  if (taken) throw new Refused(`"${id}" is or was an id in ${taken}: ids are never reused, choose another`);

  const texts = new Map<string, string>([[file, filled(template)]]);
  const inserts = addition.inserts.map(insert => ({ ...insert, put: filled(insert.put) }));
  for (const insert of inserts) {
    const text = texts.get(insert.into) ?? readFileSync(join(root, insert.into), "utf8");
    texts.set(insert.into, inserted(text, insert));
  }
  for (const [path, text] of texts) writeFileSync(join(root, path), text);

  const put = (path: string) =>
    path === file ? [texts.get(file)!] : inserts.flatMap(({ into, put }) => (into === path ? [put] : []));
  return {
    files: [...texts.keys()],
    toFill: [...texts].flatMap(([path, text]) => put(path).flatMap(each => linesToFill(path, text, each))),
    proofs: addition.proofs.map(filled),
  };
}

const usage = Object.entries(additions)
  .map(([kind, { needsType }]) => `${kind} <id>${needsType ? " <ARM type>" : ""}`)
  .join(" | ");

/** Whether a variable may have this name, as JavaScript itself says. */
function isVariable(name: string): boolean {
  try {
    return Boolean(new Script(`"use strict"; async function* all() { const ${name} = 1; }`));
  } catch {
    return false;
  }
}

const filesIn = (root: string, folder: string): readonly string[] =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder))
        .filter(name => name.endsWith(".ts"))
        .map(name => `${folder}/${name}`)
    : [];

/** A rule or check of this id, or one that had it before. */
const hasId = (file: string, id: string): boolean =>
  new RegExp(`(\\bid: |formerIds: \\[[^\\]]*)"${id}"`).test(readFileSync(file, "utf8"));

/** The lines of a text that was put into a file which wait to be filled in. */
function linesToFill(file: string, text: string, put: string): Added["toFill"] {
  const first = text.slice(0, text.indexOf(put)).split("\n").length;
  return put
    .split("\n")
    .flatMap((line, i) => (line.includes("TODO") ? [{ file, line: first + i, text: line.trim() }] : []));
}

function inserted(text: string, insert: Insert): string {
  if (insert.orThere && text.includes(insert.put.trim())) return text;
  if ("among" in insert) return withImport(text, insert.put);
  const start = text.indexOf(insert.after ?? "");
  const at = start < 0 ? -1 : text.indexOf(insert.before, start);
  if (at < 0)
    throw new Refused(`${insert.into} has no ${JSON.stringify(insert.before)} any more: mend scaffold/additions.ts`);
  return text.slice(0, at) + insert.put + text.slice(at);
}

/** The text with one more import, behind the last one of which the path is less. */
function withImport(text: string, line: string): string {
  const pathOf = (each: string) => /^import .* from "(.*)";$/.exec(each)?.[1];
  const lines = text.split("\n");
  const at = lines.findLastIndex(each => (pathOf(each) ?? "~") < (pathOf(line) as string));
  return lines.toSpliced(at + 1, 0, line).join("\n");
}
