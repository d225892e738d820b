import { hintsOf } from "./template/partial";
import { isObject } from "./tree";
import { type Tree, Withheld } from "./value";

/**
 * Dynamic content: `@linkedService().size`, or `Standard_@{variables('family')}`. Data Factory and Synapse work such texts
 * out when a pipeline runs, so before that only their literal parts are known.
 *
 * A text is dynamic if it begins with `@` or has `@{…}` in it; a doubled `@` stands for itself. A property that takes no
 * text, such as a count, holds its expression in an object: `{ value: "@pipeline().parameters.workers", type: "Expression" }`.
 * Grammar: learn.microsoft.com/azure/data-factory/control-flow-expression-language-functions.
 */
const isDynamic = /^@(?!@)|(?<!@)(?:@@)*@\{/;

/** A node as it is, or the expression that it stands for, with its literal parts as hints. */
export function dynamicContent(node: Tree): Tree {
  const written = isObject(node) && node.type === "Expression" ? (node.value ?? null) : node;
  return typeof written === "string" && isDynamic.test(written)
    ? new Withheld("expression", hintsOf(literalParts(written)))
    : node;
}

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
