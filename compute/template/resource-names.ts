import { resolve } from "./evaluate";
import type { Expression } from "./expression";
import type { TemplateScope } from "./scope";

/**
 * How `reference()` names a resource: by a name, an id, or a call that makes one. A name that is made of a hash is known by its expression
 * alone, in a copy loop together with the index that stands in it.
 */

/** A type and a name in lower case; the type only where it is said. */
export interface Named {
  readonly type?: string;
  readonly name: string;
}

/** `…/providers/Microsoft.Resources/deployments/one` has a type and a name; any other text is a name. */
export function partsOfText(text: string): Named {
  const at = text.toLowerCase().lastIndexOf("/providers/");
  if (at < 0) return { name: text.toLowerCase() };
  const [namespace, ...rest] = text
    .slice(at + "/providers/".length)
    .toLowerCase()
    .split("/");
  const types = rest.filter((_, i) => i % 2 === 0);
  const names = rest.filter((_, i) => i % 2 === 1);
  return { type: [namespace, ...types].join("/"), name: names.join("/") };
}

const idOf = /^(?:resourceid|subscriptionresourceid|tenantresourceid|managementgroupresourceid|extensionresourceid)$/;

/** The type in a call such as `resourceId(…, 'Microsoft.Resources/deployments', name)`, and the expression of the name in it. */
export function partsOfCall(said: Expression | undefined): { readonly type?: string; readonly name?: Expression } {
  if (said?.kind !== "call" || !idOf.test(said.name)) return said ? { name: said } : {};
  const at = said.args.findIndex(
    arg => arg.kind === "literal" && typeof arg.value === "string" && /^[^.]*\.[^/]*\//.test(arg.value),
  );
  const type = said.args[at];
  const last = said.args.at(-1);
  if (type?.kind !== "literal" || last === undefined || at !== said.args.length - 2) return {};
  return {
    type: String(type.value)
      .toLowerCase()
      .replace(/(?<!\/)\/+$/, ""),
    name: last,
  };
}

/** One text for the same expression, however it is spaced. With a scope, the index of each loop that runs there stands in it. */
export const canonical = (tree: Expression, scope?: TemplateScope): string =>
  JSON.stringify(scope ? indexed(tree, scope) : tree).toLowerCase();

function indexed(tree: Expression, scope: TemplateScope): Expression {
  if (tree.kind === "literal") return tree;
  if (tree.kind === "member") return { ...tree, of: indexed(tree.of, scope), key: indexed(tree.key, scope) };
  const value = tree.name === "copyindex" ? resolve(tree, scope) : undefined;
  if (typeof value === "number") return { kind: "literal", value };
  return { ...tree, args: tree.args.map(arg => indexed(arg, scope)) };
}
