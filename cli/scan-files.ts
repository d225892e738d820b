import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { pairedParameters } from "../scan/parameter-files";
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
} {
  const named = new Set<string>();
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
    } else if (isFolder(path)) for (const file of below(path)) add(file);
    else {
      named.add(add(path));
      if (!alone) for (const file of parametersBeside(path)) add(file);
    }
  }
  return { files: [...files.values()], named };
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

function* below(folder: string): Generator<string> {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!skipped.has(entry.name)) yield* below(path);
    } else if (entry.isFile() && isText.test(entry.name)) yield path;
  }
}

/** Names of files that may be of a kind that is judged; what else lies in a folder is not opened. */
const isText =
  /\.(?:json|jsonc|ya?ml|bicep|bicepparam|sh|bash|zsh|ksh|ps1|psm1|cmd|bat|vbs|py|pl|rb|service|timer|dockerfile|txt|cfg|conf|tfplan)$|^(?:dockerfile|containerfile)/i;

function textOf(file: string | 0): string {
  if (file !== 0 && isBicep(file)) return compiled(file);
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new Unreadable(`a file that can be read (${(error as NodeJS.ErrnoException).code})`);
  }
}
