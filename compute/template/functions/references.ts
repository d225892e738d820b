import { type Tree, Withheld } from "../../value";
import { forEachChoice } from "../choices";
import { leftOver, ownLink, PartialText, Runtime } from "../partial";
import type { Names, TemplateScope } from "../scope";
import type { Builtin, Builtins } from "./builtin";

/** Functions that refer to other parts of the template. */

const named = (names: (scope: TemplateScope) => Names): Builtin => ({
  kind: "form",
  call([name], scope, resolve) {
    const resolved = name ? resolve(name, scope) : null;
    if (resolved instanceof Withheld) return new Withheld(resolved.state);
    const value = typeof resolved === "string" ? names(scope)(resolved) : undefined;
    return value === undefined ? new Withheld("expression") : value;
  },
});

/** `copyIndex()`, `copyIndex(offset)`, `copyIndex('loop')`, `copyIndex('loop', offset)`. */
const copyIndex: Builtin = {
  kind: "form",
  call(args, scope, resolve): Tree {
    const values = args.map(arg => resolve(arg, scope));
    const loop = values.find(value => typeof value === "string") ?? "";
    const offset = values.find(value => typeof value !== "string") ?? 0;
    const index = scope.loops.get(loop.toLowerCase());
    return typeof index === "number" && typeof offset === "number" ? index + offset : new Withheld("expression");
  },
};

const isFull = (full: Tree | undefined): boolean => typeof full === "string" && full.toLowerCase() === "full";

/** What Azure knows of another resource once it is there. Of one that is named with all of itself (`Full`), also its region. */
const reference: Builtin = {
  kind: "form",
  call(args, scope, resolve): Tree {
    const { neighbours } = scope;
    const [of = null, , full] = args.map(arg => resolve(arg, scope));
    if (!neighbours || args.length === 0) return leftOver([of], "expression");
    const once = ([of = null]: readonly Tree[]): Tree =>
      neighbours.reference(args[0], of, { full: isFull(full), scope });
    return forEachChoice([of], once) ?? once([of]);
  },
};

/** The same of all that a copy loop makes, by its symbolic name (language version 2.0). */
const ofLoop: Builtin = {
  kind: "form",
  call(args, scope, resolve): Tree {
    const [of = null, full] = args.map(arg => resolve(arg, scope));
    return scope.neighbours?.references(of, isFull(full)) ?? leftOver([of], "expression");
  },
};

/** Of the deployment itself its location and its link are resolved: Azure wants the location wherever there is no group to take it from. */
const deployment: Builtin = {
  kind: "form",
  call: (_args, { location }) => ({
    name: new PartialText("expression"),
    location,
    properties: new Runtime([], name => (name === "templatelink" ? { uri: ownLink } : undefined)),
  }),
};

export const references: Builtins = {
  deployment,
  parameters: named(scope => scope.parameters),
  variables: named(scope => scope.variables),
  copyindex: copyIndex,
  reference,
  references: ofLoop,
};
