import type { Tree } from "../../value";
import type { Expression } from "../expression";
import type { TemplateScope } from "../scope";

/**
 * A function of the template language. `undefined` says that it cannot be worked out from these arguments.
 * `strict` is not called where an argument is withheld (one inside a list or object may be); `open` is; both are called for each value
 * that an argument may be. A `holder` takes any argument as it is. A `form` works its arguments out itself, or not at all.
 */
export type Builtin =
  | { readonly kind: "strict" | "open" | "holder"; call(args: readonly Tree[]): Tree | undefined }
  | {
      readonly kind: "form";
      call(
        args: readonly Expression[],
        scope: TemplateScope,
        resolve: (tree: Expression, scope: TemplateScope) => Tree,
      ): Tree;
    };

/** By name in lower case. */
export type Builtins = { readonly [name: string]: Builtin };

type Call = (...args: Tree[]) => Tree | undefined;

/** How many arguments a function takes where that is more, or fewer, than it names. */
type Most = number;

const of =
  (kind: "strict" | "open" | "holder") =>
  (call: Call, most: Most = call.length): Builtin => ({
    kind,
    call: args => (args.length >= Math.min(call.length, most) && args.length <= most ? call(...args) : undefined),
  });

export const strict = of("strict");
export const open = of("open");
export const holder = of("holder");
/** As many as fit into the 24,576 characters that Azure takes as one expression. Far more of them would not fit the stack. */
export const many = 12_288;

/** A function of whole numbers. */
export const numeric = (call: (a: number, b: number) => number | boolean | undefined): Builtin =>
  strict((a: Tree, b: Tree) => {
    const result = typeof a === "number" && typeof b === "number" ? call(a, b) : undefined;
    return typeof result === "number" && !Number.isFinite(result) ? undefined : result;
  });
