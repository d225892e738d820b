import { existsSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import type { Takes } from "./sdk-path-types";

/**
 * Proves paths by compiling: each is one line of a source that stands in memory only, and names the SDK's own `Args` type.
 * Only the files of the types in question are imported: the whole of a package takes gigabytes.
 */
export interface SdkPath {
  readonly sdk: "@pulumi/azure-native" | "@pulumi/azure" | "@pulumi/azuread";
  /** Without the package: `compute:VirtualMachine`, `compute/linuxVirtualMachine:LinuxVirtualMachine`. */
  readonly type: string;
  /** With `[]` for each item of a list and `{}` for each entry of a map. */
  readonly path: string;
  readonly takes: keyof Takes;
}

/**
 * A line that imports a type's `Args`. Its file has the type's name, in a letter case of its own; where there is none, the line does
 * not compile.
 */
function imported({ sdk, type }: SdkPath, as: string): string {
  const [, module = "", file, name = ""] = /^(\w+)(?:\/(\w+))?:(\w+)$/.exec(type) ?? [];
  // azuread has one module, and its types in the package's own folder.
  const folder = module === "index" ? sdk : `${sdk}/${module}`;
  const wanted = (file ?? name).toLowerCase();
  const found = typesIn(folder).find(one => one.toLowerCase() === wanted) ?? wanted;
  return `import type { ${name}Args as ${as} } from "${folder}/${found}";`;
}

/** The type files of a package's folder, without their endings. */
function typesIn(folder: string): readonly string[] {
  const [scope, name, ...rest] = folder.split("/");
  const at = join(dirname(require.resolve(`${scope}/${name}/package.json`)), ...rest);
  const files = existsSync(at) ? readdirSync(at) : [];
  return files.filter(file => file.endsWith(".d.ts")).map(file => file.slice(0, -".d.ts".length));
}

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts"],
  module: ts.ModuleKind.Node20,
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  types: [],
};

const generated = join(__dirname, "sdk-paths.generated.ts");
const isGenerated = (file: string) => relative(file, generated) === "";

/** The lines of a source text that do not compile. */
function errorsIn(text: string): ReadonlySet<number> {
  const host = ts.createCompilerHost(options);
  host.jsDocParsingMode = ts.JSDocParsingMode.ParseNone;
  const { getSourceFile, fileExists } = host;
  // What comes out of resources is half of the SDKs' types, and in no `Args`.
  const written = (file: string) =>
    isGenerated(file) ? text : /\/types\/output\.d\.ts$/.test(file) ? "export {};" : undefined;
  host.fileExists = file => isGenerated(file) || fileExists(file);
  host.getSourceFile = (file, language, ...rest) => {
    const own = written(file);
    return own === undefined ? getSourceFile(file, language, ...rest) : ts.createSourceFile(file, own, language);
  };
  const program = ts.createProgram([generated], options, host);
  const own = program.getSourceFiles().filter(file => !file.isDeclarationFile);
  const found = [
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...own.flatMap(file => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]),
  ];
  return new Set(
    found.map(({ file, start, messageText }) => {
      if (!file || !isGenerated(file.fileName)) throw new Error(ts.flattenDiagnosticMessageText(messageText, "\n"));
      return file.getLineAndCharacterOfPosition(start!).line;
    }),
  );
}

export interface Proof {
  /** Types that the SDK does not have, and nothing of theirs is proved. */
  readonly missing: ReadonlySet<string>;
  proves(path: SdkPath): boolean;
}

export function prove(paths: readonly SdkPath[]): Proof {
  const types = [...new Map(paths.map(path => [path.type, path])).values()];
  const aliases = new Map(types.map(({ type }, i) => [type, `T${i}`]));
  const lineOf = ({ type, path, takes }: SdkPath) =>
    `true satisfies Leads<${aliases.get(type)}, "${path}", "${takes}">;`;
  const lines = [...types.map(type => imported(type, aliases.get(type.type)!)), ...new Set(paths.map(lineOf))];
  const errors = errorsIn([...lines, `import type { Leads } from "./sdk-path-types";`].join("\n"));
  const refused = new Set([...errors].map(line => lines[line]));
  const missing = new Set(types.filter((_, i) => errors.has(i)).map(({ type }) => type));
  const asked = new Set(lines);
  return {
    missing,
    proves: path => asked.has(lineOf(path)) && !missing.has(path.type) && !refused.has(lineOf(path)),
  };
}
