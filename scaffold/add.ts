import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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
  if (!addition) throw new Refused(`usage: npm run new -- ${Object.keys(additions).join("|")} <id> [<ARM type>]`);
  if (!/^[a-z]+(-[a-z]+)*$/.test(id))
    throw new Refused(`"${id}" is no id: an id is words in lower case with "-" between them, such as management-locks`);

  const name = id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const Type = name.charAt(0).toUpperCase() + name.slice(1);
  const words: Record<string, string> = { id, name, Type, arm: armType ?? "" };
  // `${id}` is a template of the file itself
  const filled = (text: string) => text.replace(/(?<!\$)\{(id|name|Type|arm)\}/g, (_, word: string) => words[word]!);

  if (armType !== undefined && !/^[\w.]+(\/\w+)+$/.test(armType))
    throw new Refused(`"${armType}" is no ARM type, such as Microsoft.Authorization/locks`);

  const file = filled(addition.file);
  const template = readFileSync(join(__dirname, `templates/${kind}.ts.txt`), "utf8");
  if (armType === undefined && template.includes("{arm}"))
    throw new Refused(`usage: npm run new -- ${kind} <id> <ARM type>, such as Microsoft.Authorization/locks`);
  if (existsSync(join(root, file))) throw new Refused(`there is a ${kind} ${id} in ${file}`);

  const before = new Map<string, string>([[file, ""]]);
  const texts = new Map<string, string>([[file, filled(template)]]);
  for (const insert of addition.inserts) {
    const { into } = insert;
    if (!before.has(into)) before.set(into, readFileSync(join(root, into), "utf8"));
    texts.set(into, inserted(texts.get(into) ?? (before.get(into) as string), insert, filled(insert.put)));
  }
  for (const [path, text] of texts) writeFileSync(join(root, path), text);

  const old = (path: string) => new Set(before.get(path)?.split("\n"));
  return {
    files: [...texts.keys()],
    toFill: [...texts].flatMap(([path, text]) =>
      text
        .split("\n")
        .flatMap((line, i) =>
          line.includes("TODO") && !old(path).has(line) ? [{ file: path, line: i + 1, text: line.trim() }] : [],
        ),
    ),
    proofs: addition.proofs.map(filled),
  };
}

function inserted(text: string, insert: Insert, put: string): string {
  if (text.includes(put.trim())) return text; // the simulator serves more lists than the audit reads
  if ("among" in insert) return withImport(text, put);
  const start = text.indexOf(insert.after ?? "");
  const at = start < 0 ? -1 : text.indexOf(insert.before, start);
  if (at < 0)
    throw new Refused(`${insert.into} has no ${JSON.stringify(insert.before)} any more: mend scaffold/additions.ts`);
  return text.slice(0, at) + put + text.slice(at);
}

/** The text with one more import, behind the last one of which the path is less. */
function withImport(text: string, line: string): string {
  const pathOf = (each: string) => /^import .* from "(.*)";$/.exec(each)?.[1];
  const lines = text.split("\n");
  const at = lines.findLastIndex(each => (pathOf(each) ?? "~") < (pathOf(line) as string));
  return lines.toSpliced(at + 1, 0, line).join("\n");
}
