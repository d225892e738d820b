import type { Tree } from "../value";

/**
 * The data that a JSON text holds, as Azure reads it: also with single quotes and bare names, as in the documentation's own
 * examples. `undefined` where it is no JSON.
 */
export function fromJson(text: string | undefined): Tree | undefined {
  if (text === undefined) return undefined;
  return parsed(text) ?? parsed(text.replace(loose, strictly));
}

/** Texts, closed or not, and names before a colon. Each sign is passed over once. */
const loose =
  /"[^"\\]*(?:\\(?:.|$)[^"\\]*)*(?:"|$)|'([^'\\]*(?:\\(?:.|$)[^'\\]*)*)(?:'|$)|(?<![\w$])([A-Za-z_$][\w$]*)(?![\w$])(?=\s{0,100}:)/gs;

const strictly = (whole: string, single: string | undefined, name: string | undefined): string => {
  if (single !== undefined) return `"${single.replaceAll("\\'", "'").replaceAll('"', '\\"')}"`;
  return name === undefined ? whole : `"${name}"`;
};

function parsed(text: string): Tree | undefined {
  try {
    return JSON.parse(text) as Tree;
  } catch {
    return undefined;
  }
}
