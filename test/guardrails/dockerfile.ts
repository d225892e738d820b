import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, join, posix } from "node:path";
import { fitsPath } from "../../catalogue/wildcard";

/** What a built image would be, as a folder that stands for its root. */
export interface Image {
  readonly from: string;
  readonly env: { readonly [name: string]: string };
  readonly workdir: string;
  readonly user: string | undefined;
  readonly entrypoint: readonly string[];
  /** The packages that `npm ci` put there. */
  readonly packages: readonly string[];
}

type State = { -readonly [K in keyof Image]: Image[K] };

interface Lock {
  readonly packages: { readonly [path: string]: Locked };
}
interface Locked {
  readonly dependencies?: { readonly [name: string]: string };
  readonly optionalDependencies?: { readonly [name: string]: string };
}

/**
 * Does what a Dockerfile says, without a container engine: COPY as .dockerignore lets it, and `npm ci` from what is installed
 * in the context already, by the lockfile. It is an error where the file says what is not known here.
 */
export function build(context: string, root: string): Image {
  const state: State = { from: "", env: {}, workdir: "/", user: undefined, entrypoint: [], packages: [] };
  const lines = readFileSync(join(context, "Dockerfile"), "utf8")
    .split("\n")
    .filter(line => !line.startsWith("#"))
    .join("\n")
    .replaceAll("\\\n", " ")
    .split("\n")
    .filter(line => line.trim() !== "");
  for (const line of lines) {
    const [, word = "", rest = ""] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
    const inside = (path: string) => join(root, posix.resolve(state.workdir, path));
    switch (word) {
      case "FROM":
        state.from = rest;
        break;
      case "ENV": {
        const [name = "", value = ""] = rest.split("=");
        state.env = { ...state.env, [name]: value };
        break;
      }
      case "WORKDIR":
        state.workdir = posix.resolve(state.workdir, rest);
        mkdirSync(inside("."), { recursive: true });
        break;
      case "COPY":
        copy(context, rest.split(/\s+/), inside);
        break;
      case "RUN":
        for (const command of rest.split(/\s+&&\s+/)) {
          if (command.startsWith("npm ci ")) state.packages = install(context, command.split(" ").slice(2), inside);
          else if (!command.startsWith("npm cache clean")) throw new Error(`not known here: RUN ${command}`);
        }
        break;
      case "USER":
        state.user = rest;
        break;
      case "ENTRYPOINT":
        state.entrypoint = JSON.parse(rest);
        break;
      case "CMD":
        break;
      default:
        throw new Error(`not known here: ${line}`);
    }
  }
  return state;
}

function copy(context: string, words: readonly string[], inside: (path: string) => string): void {
  const sources = words.slice(0, -1);
  const target = words.at(-1) ?? "";
  if (!target.endsWith("/")) throw new Error(`COPY to a folder, with a / at its end: ${target}`);
  const passes = readFileSync(join(context, ".dockerignore"), "utf8").split("\n").filter(Boolean);
  if (passes[0] !== "*") throw new Error(".dockerignore shuts everything out first");
  const files = sources.flatMap(source => {
    if (isAbsolute(source)) throw new Error(`COPY from the context: ${source}`);
    const folder = dirname(source);
    const names = existsSync(join(context, folder)) ? readdirSync(join(context, folder)) : [];
    const found = names.map(name => posix.join(folder, name)).filter(path => fitsPath(source, path));
    if (found.length === 0 && !source.includes("*")) throw new Error(`COPY: there is no ${source}`);
    return found;
  });
  if (files.length === 0) throw new Error(`COPY: nothing fits ${sources}`);
  mkdirSync(inside(target), { recursive: true });
  for (const file of files) {
    if (!passes.includes(`!${file}`)) throw new Error(`COPY: .dockerignore keeps ${file} out`);
    cpSync(join(context, file), join(inside(target), posix.basename(file)));
  }
}

/** `npm ci` for the production dependencies of the root package alone. */
function install(context: string, flags: readonly string[], inside: (path: string) => string): string[] {
  for (const flag of ["--omit=dev", "--workspaces=false", "--ignore-scripts"])
    if (!flags.includes(flag)) throw new Error(`npm ci needs ${flag} here`);
  const { packages }: Lock = JSON.parse(readFileSync(inside("package-lock.json"), "utf8"));
  const wanted = new Set<string>();
  const want = (name: string, from: string): void => {
    // as Node looks for it: in the nearest node_modules upwards
    for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
      const path = `${at === "" ? "" : `${at}/`}node_modules/${name}`;
      const locked = packages[path];
      if (!locked && at === "") throw new Error(`the lockfile has no ${name}`);
      if (!locked) continue;
      if (wanted.has(path)) return;
      wanted.add(path);
      for (const dependency of Object.keys({ ...locked.dependencies, ...locked.optionalDependencies }))
        want(dependency, path);
      return;
    }
  };
  for (const name of Object.keys(packages[""]?.dependencies ?? {})) want(name, "");
  for (const path of wanted)
    cpSync(join(context, path), inside(path), {
      recursive: true,
      // a nested package is there only where it is wanted itself
      filter: source => !source.slice(join(context, path).length).includes("node_modules"),
    });
  return [...wanted].sort();
}
