import { closeSync, type Dirent, openSync, readdirSync, readFileSync, readSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { beginsAsScript } from "../scan/kinds/script";
import { pairedParameters } from "../scan/parameter-files";
import { filledName } from "../scan/parsed";
import { type ScanFile, Unreadable } from "../scan/scan-file";
import { compiled, isBicep } from "./bicep";
import { UsageError } from "./exit";

/** Folders in which nobody's own files lie. */
const skipped: ReadonlySet<string> = new Set([".git", "node_modules", ".terraform", ".pulumi", "__pycache__", ".venv"]);

/**
 * The files that paths name: a file itself, of a folder all that lies below it, in the order of their names. Links within a folder
 * are not followed. `named` are those that were named one by one; with a template come the parameter files beside it, unless
 * `alone` is set.
 * @throws UsageError where a path names nothing
 */
export function filesAt(
  paths: readonly string[],
  { alone = false } = {},
): {
  readonly files: readonly ScanFile[];
  readonly named: ReadonlySet<string>;
  /** How many files of folders are not looked at, by their extensions. */
  readonly passed: ReadonlyMap<string, number>;
} {
  const named = new Set<string>();
  const passed = new Map<string, number>();
  const pass = (kind: string) => passed.set(kind, (passed.get(kind) ?? 0) + 1);
  const files = new Map<string, ScanFile>();
  const root = commonFolder(paths.filter(path => path !== "-").map(path => (isFolder(path) ? path : dirname(path))));
  const add = (path: string) => {
    const name = nameOf(path);
    if (!files.has(name)) files.set(name, { name, place: nameOf(relative(root, path)), text: () => textOf(path) });
    return name;
  };
  for (const path of paths) {
    if (path === "-") {
      files.set("stdin", { name: "stdin", text: () => textOf(0) });
      named.add("stdin");
    } else if (isFolder(path)) for (const file of below(path, pass)) add(file);
    else {
      named.add(add(path));
      if (!alone) for (const file of parametersBeside(path)) add(file);
    }
  }
  return { files: [...files.values()], named, passed };
}

/** The folder in which all of these lie. */
function commonFolder(folders: readonly string[]): string {
  const [first = [], ...others] = folders.map(folder => resolve(folder).split(sep));
  const differs = first.findIndex((part, i) => others.some(other => other[i] !== part));
  return (differs < 0 ? first : first.slice(0, differs)).join(sep) || sep;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    throw new UsageError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code}). Name a file or a folder.`);
  }
}

/** A path as reports name it: `./infra/main.json` is `infra/main.json`. */
const nameOf = (path: string): string => join(path).split(sep).join("/");

/** The parameter files of a template, which lie in its folder; none, where that cannot be listed. */
function parametersBeside(template: string): readonly string[] {
  const folder = dirname(template);
  try {
    const files = readdirSync(folder, { withFileTypes: true }).filter(entry => entry.isFile());
    const names = files.map(({ name }) => nameOf(join(folder, name)));
    return pairedParameters(names).get(nameOf(template)) ?? [];
  } catch {
    return [];
  }
}

/** The files below a folder that are read; `pass` is told of what else lies there. A folder that cannot be listed is one that cannot be read. */
function* below(folder: string, pass: (kind: string) => void): Generator<string> {
  const entries = entriesOf(folder);
  if (!entries) yield folder;
  for (const entry of entries ?? []) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!skipped.has(entry.name)) yield* below(path, pass);
    } else if (entry.isSymbolicLink()) pass("links");
    else if (entry.isFile()) {
      const name = filledName(entry.name);
      if (isText.test(name) || (mayBeScript.test(name) && beginsAsKnown(beginningOf(path)))) yield path;
      else pass(extensionOf(entry.name));
    }
  }
}

function entriesOf(folder: string): readonly Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return undefined;
  }
}

/** Names of files that may be of a kind that is judged; of others it is told by how they begin, or they are not opened. */
const isText =
  /\.(?:json|jsonc|ya?ml|bicep|bicepparam|sh|bash|zsh|ksh|ps1|psm1|cmd|bat|vbs|py|pl|rb|service|timer|dockerfile|txt|cfg|conf|tfplan)$|^(?:dockerfile|containerfile)/i;

/** Names without an extension, and what cloud-init's data is called. */
const mayBeScript = /^\.?[^.]*$|^user[-_]?data/i;
/** Whether a text begins as data of JSON: a plan of Terraform is mostly kept without an extension. */
const beginsAsJson = (text: string): boolean => /^\uFEFF?\s*(?:\{|\[\s*\{)\s*(?:["}]|$)/.test(text);

const beginsAsKnown = (text: string): boolean => beginsAsScript(text) || beginsAsJson(text);

const extensionOf = (name: string): string => /[^.](\.[^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? "no extension";

/** The first bytes of a file as text. One that cannot be read begins as a script, so that it is read, and said to be unreadable. */
function beginningOf(file: string): string {
  const bytes = Buffer.alloc(64);
  try {
    const open = openSync(file, "r");
    try {
      return textIn(bytes.subarray(0, readSync(open, bytes)));
    } finally {
      closeSync(open);
    }
  } catch {
    return "#!";
  }
}

function textOf(file: string | 0): string {
  if (file !== 0 && isBicep(file)) return compiled(file);
  try {
    return textIn(readFileSync(file));
  } catch (error) {
    throw new Unreadable(`a file that can be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

/** The text in a file: UTF-8, unless its first bytes say that it is UTF-16, as Windows PowerShell writes it (unicode.org, "byte order mark"). */
function textIn(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString("hex");
  if (mark === "fffe") return bytes.toString("utf16le", 2);
  if (mark === "feff")
    return Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)))
      .swap16()
      .toString("utf16le");
  return bytes.toString("utf8");
}
