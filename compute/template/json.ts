import { parseJson } from "../../catalogue/json";
import type { Tree } from "../value";

/**
 * The data that a JSON text holds, as Azure reads it: also with single quotes and bare names, `{size: 'Standard_D2s_v5'}`,
 * as in the documentation's own examples. `undefined` where the text is no JSON.
 */
export function fromJson(text: string | undefined): Tree | undefined {
  if (text === undefined) return undefined;
  const tree = parseJson(text);
  return (tree === undefined ? parseJson(text.replace(loose, strictly)) : tree) as Tree | undefined;
}

/** Texts, closed or not, and names before a colon. Each sign is passed over once. */
const loose =
  /"[^"\\]*(?:\\(?:.|$)[^"\\]*)*(?:"|$)|'([^'\\]*(?:\\(?:.|$)[^'\\]*)*)(?:'|$)|(?<![\w$])([A-Za-z_$][\w$]*)(?![\w$])(?=\s{0,100}:)/gs;

const strictly = (whole: string, single: string | undefined, name: string | undefined): string => {
  if (single !== undefined) return `"${single.replaceAll("\\'", "'").replaceAll('"', '\\"')}"`;
  return name === undefined ? whole : `"${name}"`;
};
