import { type ParseError, parse as parseJsonWithComments, printParseErrorCode } from "jsonc-parser";
import { parseAllDocuments } from "yaml";
import type { Tree } from "../compute/value";
import type { SourceFile } from "./file-kind";

/** A file with values for the parameters of templates. */
export interface ParameterFile {
  readonly name: string;
  readonly parameters: Tree;
}

/** A file with the data in it, where it holds any. */
export interface Parsed extends SourceFile {
  /** In lower case, with its dot: `.json`. Of a file that is filled in later, what it is then: of `init.sh.tftpl` it is `.sh`. */
  readonly extension: string;
  /** One for a file of JSON; one for each document of YAML; none for other texts. */
  readonly documents: readonly Tree[];
  /** Files with values for the parameters of this template, by their names. */
  readonly parameterFiles?: readonly ParameterFile[];
  /** Why its data cannot be read, where its name says that it holds some. */
  readonly fault?: string;
}

/** The name that a file has once Terraform's `templatefile` or the like has filled it in. */
export const filledName = (name: string): string => name.replace(/\.(?:tf)?tpl$/i, "");

/** Reads the data of a file by its extension; a file without a known one is tried as JSON. */
export function parsed({ name, text }: SourceFile): Parsed {
  const extension = /\.[^./]*$/.exec(filledName(name))?.[0].toLowerCase() ?? "";
  const file = { name, text, extension };
  if (isYaml.has(extension)) return { ...file, ...yamlIn(text) };
  if (isJson.has(extension)) return { ...file, ...jsonIn(text) };
  const guess = /^\s*[{[]/.test(text) ? jsonIn(text) : { documents: [] };
  return { ...file, documents: guess.documents };
}

const isYaml: ReadonlySet<string> = new Set([".yaml", ".yml"]);
const isJson: ReadonlySet<string> = new Set([".json", ".jsonc"]);

/** ARM takes templates with comments, which plain JSON does not have. */
function jsonIn(text: string): Pick<Parsed, "documents" | "fault"> {
  const plain = text.replace(/^\uFEFF/, "");
  try {
    return { documents: [JSON.parse(plain)] };
  } catch {
    return jsonWithComments(plain);
  }
}

function jsonWithComments(text: string): Pick<Parsed, "documents" | "fault"> {
  const errors: ParseError[] = [];
  try {
    const data = parseJsonWithComments(text, errors, { allowTrailingComma: true });
    const [first] = errors;
    if (first === undefined && data !== undefined) return { documents: [data] };
    const joined = isOverLines(errors) ? stringsOverLines(text) : text;
    if (joined !== text) return jsonWithComments(joined);
    const line = text.slice(0, first?.offset ?? 0).split("\n").length;
    return { documents: [], fault: `JSON (${first ? printParseErrorCode(first.error) : "nothing"} in line ${line})` };
  } catch {
    return { documents: [], fault: "JSON (it is nested too deep)" };
  }
}

const isOverLines = (errors: readonly ParseError[]): boolean =>
  errors.some(({ error }) => printParseErrorCode(error) === "UnexpectedEndOfString");

/** A text between quotes, or a remark, in which a quote begins none. */
const stringOrRemark = /"(?:[^"\\]|\\[\s\S])*["\\]?|\/\/[^\n]*|\/\*[^*]*(?:\*+[^*/][^*]*)*(?:\*+\/?)?/g;

/** Azure's own tools take templates with texts over several lines (learn.microsoft.com/azure/azure-resource-manager/templates/syntax). */
const stringsOverLines = (text: string): string =>
  text.replace(stringOrRemark, part => (part.startsWith('"') ? part.replace(/\r?\n/g, "\\n") : part));

/** An alias stands for what it names up to a bound, so that a small file cannot become a large one. */
function yamlIn(text: string): Pick<Parsed, "documents" | "fault"> {
  try {
    const all = parseAllDocuments(text, { logLevel: "silent", uniqueKeys: false });
    const documents = [...("empty" in all ? [] : all)];
    const broken = documents.flatMap(({ errors }) => errors)[0];
    if (broken) return { documents: [], fault: `YAML (${broken.code} in line ${broken.linePos?.[0].line ?? 1})` };
    return { documents: documents.map(document => document.toJS({ maxAliasCount: 100 }) as Tree) };
  } catch {
    return { documents: [], fault: "YAML (it repeats itself too often)" };
  }
}
