import { hintsOf } from "./template/partial";
import { Withheld } from "./value";

/**
 * Dynamic content: texts that Data Factory and Synapse work out when a pipeline runs, and nobody before. One begins with `@`, or has
 * `@{…}` in it; a doubled `@` stands for itself. Grammar: learn.microsoft.com/azure/data-factory/control-flow-expression-language-functions.
 */
const isDynamic = /^@(?!@)|(?<!@)(?:@@)*@\{/;

/** A text as it is, or the expression that it stands for, with its literal parts as hints. */
export const dynamicContent = (text: string): string | Withheld =>
  isDynamic.test(text) ? new Withheld("expression", hintsOf(literalParts(text))) : text;

/** What stands outside of `@{…}`, and what stands in quotes inside. A text that begins with `@` is inside as a whole. */
function literalParts(text: string): string[] {
  const parts = [""];
  let inside = /^@[^@{]/.test(text);
  let quoted = false;
  for (const [token] of text.matchAll(/[^'@{}]+|@@|@\{|./gs)) {
    const isEdge = inside ? token === "'" || (token === "}" && !quoted) : token === "@{";
    if (!isEdge) {
      if (!inside || quoted) parts[parts.length - 1] += token;
      continue;
    }
    parts.push("");
    if (token === "'") quoted = !quoted;
    else inside = !inside;
  }
  return parts;
}
