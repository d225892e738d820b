import { parseAllDocuments } from "yaml";
import { parseJson } from "../../catalogue/json";
import { isObject } from "../tree";
import type { Tree } from "../value";

/** Longer texts are read by nobody here: ARM takes 4 MiB a deployment, and parsing YAML costs a hundred times as much as JSON. */
const longestJson = 1_048_576;
const longestYaml = 65_536;

/** A line whose key may speak of machines, or whose value names an accelerator's size: all other YAML is not worth parsing. */
const ofMachines =
  /^[ \t-]*["']?[\w./-]*(?:gpu|fpga|accelerator|sku|size|type|flavou?r|family)[\w./-]*["']?[ \t]*:|:[ \t]*["']?standard_n/im;
const severalKeys = /^[\w./"'-]+:(?:\s|$)[^]*\n[\w./"' -]+:(?:\s|$)/m;

/** What no program takes for a key is the beginning of a sentence: `Machine type: …`. */
const isKey = (key: string): boolean => /^[\w.$/-]+$/.test(key);

/** Types that keep settings of programs and order nothing: what their texts say is the program's own business. */
const keepers = /(?:configmap|secret|keyvalue|configurationkey|workbook|dashboard)s?(?:patch|list)?$/i;

export const keepsSettings = (type: string): boolean => keepers.test(type);

type Held = readonly Tree[] | { readonly [key: string]: Tree };

/** The data that a text holds as JSON or as YAML of more than one key; undefined where it is prose, a script or anything else. */
export function heldIn(text: string): Held | undefined {
  const first = text.charCodeAt(0) <= 32 ? text.trimStart()[0] : text[0];
  if (first === "{" || first === "[") {
    const data = text.length <= longestJson ? parseJson(text) : undefined;
    return typeof data === "object" && data !== null ? (data as Held) : undefined;
  }
  const mayBeYaml =
    text.length <= longestYaml && text.includes("\n") && severalKeys.test(text) && ofMachines.test(text);
  return mayBeYaml ? yamlIn(text) : undefined;
}

function yamlIn(text: string): Held | undefined {
  try {
    const documents = [...parseAllDocuments(text, { logLevel: "silent" })];
    if (documents.some(({ errors }) => errors.length > 0)) return undefined;
    // an alias may stand for much more than is written: none is followed
    const held = documents.map(document => document.toJS({ maxAliasCount: 0 }) as Tree).filter(node => node !== null);
    const isData = (node: Tree) => isObject(node) && Object.keys(node).every(isKey);
    if (!held.every(isData)) return undefined;
    return held.length === 1 && isObject(held[0]) ? held[0] : held;
  } catch {
    return undefined;
  }
}
