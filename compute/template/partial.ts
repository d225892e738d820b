import { isList, isObject } from "../tree";
import { type Tree, Withheld, type WithheldState } from "../value";

/**
 * Values that are known in part. Of `[concat('Standard_NC', parameters('n'), 's_v3')]` without a value for `n`, the state is
 * `expression` and the hints are `Standard_NC` and `s_v3`: enough for a rule to see that an accelerator is asked for.
 */

/** A text that cannot be worked out, but that is surely not empty: `uniqueString(…)`, `concat('vm', reference(…))`. */
export class PartialText extends Withheld {
  constructor(
    state: WithheldState,
    hints: readonly string[] = [],
    /** Texts that stand in it, in order, whatever the rest turns out to be. Hints may stand in it. */
    readonly certain: readonly string[] = [],
    /** All that it is put together from, in order, where that is known. */
    readonly parts: readonly (string | Withheld)[] = [],
  ) {
    super(state, hints);
  }
}

/** A GUID or a name: surely not empty, and nothing in it can end a text of JSON or begin another property. */
export class Word extends PartialText {}

/** What nothing is known of but that it can end no text of JSON: a number, the name of a resource, a text that nobody gave. It may be empty. */
export class Plain extends Withheld {}

/** Whether nothing in a text can end a text of JSON or begin another property, whatever is open in it. */
export const isHarmless = (text: Tree): boolean =>
  typeof text === "string"
    ? !/["'\\{}[\],:\uE000\uE001]/.test(text)
    : text === groupLocation ||
      text instanceof Word ||
      text instanceof Plain ||
      (text instanceof PartialText && text.parts.length > 0 && text.parts.every(isHarmless));

/** The text of data that is not known in full, as `string(…)` writes it: what is open in it cannot change the rest. */
export class TextOf extends PartialText {
  constructor(
    state: WithheldState,
    hints: readonly string[],
    readonly tree: Tree,
  ) {
    super(state, hints);
  }
}

/** What Azure knows of a resource once it is there: of some properties the value is known before. */
export class Runtime extends Withheld {
  constructor(
    hints: readonly string[],
    /** By name in lower case; `undefined` where only Azure knows it. */
    readonly property: (name: string) => Tree | undefined,
  ) {
    super("expression", hints);
  }
}

/** `resourceGroup().location`, or that of another resource. A resource with it follows its group or that one, which is judged itself. */
export const groupLocation = new Withheld("expression");

/** `deployment().properties.templateLink.uri`: where the template itself was fetched from. */
export const ownLink = new PartialText("expression");

/** The address of what lies beside the template itself, or below it. */
export class BesideOwn extends PartialText {
  constructor(readonly path: string) {
    super("expression", [path]);
  }
}

/** Whether a relative address stays where it is joined to: no other host, no way up (`..`, in any writing). */
export const staysBelow = (relative: string): boolean =>
  !/^[a-z][a-z0-9+.-]*:|^[/\\]{2}|\\|(^|\/)(\.|%2e){2}(\/|%2f|$)/i.test(relative);

/** The path of what an address leads to beside the template itself; `undefined` where it leads elsewhere. */
export const pathBesideOwn = (address: Tree | undefined): string | undefined =>
  address instanceof BesideOwn ? address.path : address === ownLink ? "" : undefined;

/** The longest text and the largest tree that is worked out, in characters and nodes: what Azure takes as a template, 4 MB. */
export const maxSize = 4 * 1024 * 1024;

/** The deepest tree that a value may be: those who read it walk it by recursion. */
export const maxTreeDepth = 256;

const maxHints = 128;
const maxHintChars = 256 * 1024;

/** What hides more wins: a secret stays hidden at `up`, an expression stays one, what an assignment chooses is judged there, an unknown is decided then. */
const order: readonly WithheldState[] = ["unknown", "assigned", "expression", "hidden"];

/** The state of what was made out of several parts. */
export function worstState(parts: readonly Tree[]): WithheldState {
  let at = -1;
  for (const part of parts) if (part instanceof Withheld) at = Math.max(at, order.indexOf(part.state));
  return order[at] ?? "expression";
}

/** What is left of a value made out of `parts`, with their literal texts as hints. */
export const leftOver = (parts: readonly Tree[], state: WithheldState = worstState(parts)): Withheld =>
  new Withheld(state, hintsOf(parts));

/** The texts in some trees, in order; bounded, so that hints of hints cannot grow without end. */
export function hintsOf(parts: readonly Tree[]): string[] {
  const hints: string[] = [];
  let visits = 8 * maxHints;
  let room = maxHintChars;
  const add = (hint: string) => {
    if (hint === "" || room === 0 || hints.length === maxHints) return;
    hints.push(hint.slice(0, room));
    room -= Math.min(hint.length, room);
  };
  const visit = (tree: Tree, depth: number): void => {
    if (visits-- <= 0 || depth > 16) return;
    if (typeof tree === "string") add(tree);
    else if (tree instanceof Withheld) tree.hints.forEach(add);
    else if (isList(tree)) {
      for (const item of tree) if (visits > 0) visit(item, depth + 1);
    } else if (isObject(tree)) {
      for (const key in tree) if (visits > 0) visit(tree[key] as Tree, depth + 1);
    }
  };
  for (const part of parts) visit(part, 0);
  return hints;
}

/** Texts put one after the other, as `concat` and `format` do; `undefined` where a part is no text or the whole is too long. */
export function concatenated(parts: readonly Tree[]): Tree | undefined {
  const literals: string[] = [];
  const hints: string[] = [];
  const certain: string[] = [];
  const pieces: (string | Withheld)[] = [];
  let length = 0;
  let withheld = false;
  let sure = false;
  const close = () => {
    if (literals.length === 0) return;
    const text = literals.splice(0).join("");
    pieces.push(text);
    hints.push(text);
    certain.push(text);
  };
  for (const part of parts) {
    if (part instanceof Withheld) {
      withheld = true;
      close();
      hints.push(...part.hints);
      pieces.push(...(part instanceof PartialText && part.parts.length > 0 ? part.parts : [part]));
      if (part instanceof PartialText) {
        sure = true;
        certain.push(...part.certain);
      }
      continue;
    }
    const text = plainText(part);
    length += text?.length ?? 0;
    if (text === undefined || length > maxSize) return undefined;
    sure ||= text !== "";
    if (text !== "") literals.push(text);
  }
  if (!withheld) return literals.join("");
  close();
  const state = worstState(parts);
  if (!sure) return new Withheld(state, hintsOf(hints));
  return new PartialText(state, hintsOf(hints), hintsOf(certain), pieces.length > maxHints ? [] : pieces);
}

/** A simple value as text; .NET writes True and False. */
export function plainText(value: Tree): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  return typeof value === "boolean" ? (value ? "True" : "False") : undefined;
}
