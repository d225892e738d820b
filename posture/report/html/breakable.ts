import { eachPiece, html, type Markup } from "./markup";

/** What is shorter has room in every column, and stays in one piece. */
export const longWord = /(\S{20,})/;

/** Between the parts of an address, a path or a type: not within a figure, so that times and networks stay whole. */
export const placesToBreak = /(?=[@#])|(?<=[./_])(?=\p{L})/u;

/** Text whose long words may go on on the next line where they are put together, and so not in the middle of a part. */
export const breakable = (text: string): Markup =>
  html`${eachPiece(partsOf(text), (part, i) => html`${i > 0 && html`<wbr>`}${part}`)}`;

const partsOf = (text: string): readonly string[] =>
  text
    .split(longWord)
    .filter(piece => piece !== "")
    .flatMap(piece => (longWord.test(piece) ? piece.split(placesToBreak) : [piece]));
