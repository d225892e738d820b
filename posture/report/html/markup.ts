/** Text that is markup already; everything else that enters a page is escaped. It is printed only when it is read. */
export class Markup {
  constructor(readonly pieces: () => Iterable<string>) {}
}

/** What may stand in markup. */
export type Part = Markup | string | number | undefined | false | Iterable<Markup>;

/** html`<b>${name}</b>` builds markup: every value put into it is escaped, unless it is markup itself. */
export const html = (literal: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  new Markup(function* () {
    for (const [i, text] of literal.entries()) {
      yield* piecesOf(parts[i - 1]);
      yield text;
    }
  });

/** Text that stays as it is: a style sheet, a script, an attribute, or pieces of one. */
export const unescaped = (text: string | Iterable<string>): Markup =>
  new Markup(() => (typeof text === "string" ? [text] : text));

/** Markup for each item, built one by one while the page is printed: a long table is never in memory as a whole. */
export const eachPiece = <T>(items: Iterable<T>, markup: (item: T, index: number) => Markup): Iterable<Markup> => ({
  *[Symbol.iterator]() {
    let index = 0;
    for (const item of items) yield markup(item, index++);
  },
});

function* piecesOf(part: Part): Generator<string> {
  if (part === undefined || part === false) return;
  if (part instanceof Markup) yield* part.pieces();
  else if (typeof part === "object") for (const markup of part) yield* markup.pieces();
  else yield String(part).replace(/[&<>"']/g, character => entities[character] as string);
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
