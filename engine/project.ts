import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { EngineError, reason } from "./error";
import type { Json, JsonObject } from "./wire";

/** What Pulumi reads out of PulumiPolicy.yaml or Pulumi.yaml, as far as it matters to a pack or program. */
export interface Project {
  readonly name?: string;
  readonly version?: string;
  /** The language: `nodejs`, `python` and so on. */
  readonly runtime: string;
  /** The folders of the packages that lie beside a program, by their names. */
  readonly packages: { readonly [name: string]: string };
  /** What the host of the language is told, as it stands in the file. */
  readonly options: JsonObject;
  /** The virtual environment of a Python program. */
  readonly virtualenv?: string;
  /** What the runner of Pulumi's Node.js SDK is told about TypeScript, which it compiles as it loads it. */
  readonly env: NodeJS.ProcessEnv;
  /** Arguments for Node.js itself. Pulumi heeds them for programs only. */
  readonly nodeArgs: readonly string[];
  /** The folder or file to run, where it is not the project's own. */
  readonly main?: string;
  /** The defaults of the configuration that the project declares, by full key: `contoso:size`. */
  readonly config: { readonly [key: string]: string };
}

/** Reads a project file. @throws EngineError where there is none, or it names no language, or for a pack one that is not Node.js. */
export function readProject(dir: string, fileName: "Pulumi.yaml" | "PulumiPolicy.yaml" | "PulumiPlugin.yaml"): Project {
  const what = kinds[fileName];
  const file = join(dir, fileName);
  if (!existsSync(file)) throw new EngineError(`${dir} is no ${what}: it has no ${fileName}`);
  const { name, version, main, runtime, config, packages } = readYaml(file);
  const { name: language, options } = typeof runtime === "string" ? { name: runtime } : ((runtime ?? {}) as Runtime);
  if (typeof language !== "string") throw new EngineError(`${file}: it names no runtime, such as "runtime: nodejs"`);
  if (fileName !== "Pulumi.yaml" && language !== "nodejs")
    throw new EngineError(`${file}: only a ${what} with "runtime: nodejs" can be run here`);
  return {
    runtime: language,
    packages: foldersOf(dir, (packages ?? {}) as JsonObject),
    options: options ?? {},
    ...(typeof options?.virtualenv === "string" && { virtualenv: options.virtualenv }),
    ...(typeof name === "string" && { name }),
    ...(version !== undefined && { version: String(version) }),
    ...(typeof main === "string" && { main }),
    env: {
      // It is TypeScript unless it says that it is not.
      ...(options?.typescript !== false && { PULUMI_NODEJS_TYPESCRIPT: "true" }),
      ...(typeof options?.tsconfig === "string" && { PULUMI_NODEJS_TSCONFIG_PATH: options.tsconfig }),
    },
    nodeArgs: typeof options?.nodeargs === "string" ? options.nodeargs.split(" ").filter(arg => arg !== "") : [],
    config: typeof name === "string" ? configOf(name, (config ?? {}) as JsonObject) : {},
  };
}

/** What a project file is about. */
const kinds = {
  "Pulumi.yaml": "Pulumi program",
  "PulumiPolicy.yaml": "policy pack",
  "PulumiPlugin.yaml": "component package",
} as const;

/** A package is told by its source, a folder or a plugin's name, alone or with a version and parameters. */
const foldersOf = (dir: string, packages: JsonObject): { [name: string]: string } =>
  Object.fromEntries(
    Object.entries(packages).flatMap(([name, entry]) => {
      const source = typeof entry === "string" ? entry : (entry as { source?: Json } | null)?.source;
      return typeof source === "string" && /^\.{0,2}\//.test(source) ? [[name, resolve(dir, source)]] : [];
    }),
  );

/** An entry is a value, or says its type and a default (`default` in the project's own namespace, else `value`). */
function configOf(project: string, declared: JsonObject): { [key: string]: string } {
  const config: { [key: string]: string } = {};
  for (const [key, entry] of Object.entries(declared)) {
    const { default: usual, value = usual } = (
      typeof entry === "object" && entry !== null && !Array.isArray(entry) ? entry : { value: entry }
    ) as { default?: Json; value?: Json };
    if (value === undefined || value === null) continue;
    config[key.includes(":") ? key : `${project}:${key}`] = typeof value === "string" ? value : JSON.stringify(value);
  }
  return config;
}

interface Runtime {
  readonly name?: Json;
  readonly options?: JsonObject;
}

function readYaml(file: string): JsonObject {
  try {
    return (parse(readFileSync(file, "utf8")) ?? {}) as JsonObject;
  } catch (error) {
    throw new EngineError(`${file}: ${reason(error)}`, error);
  }
}
