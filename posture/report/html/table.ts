import { eachPiece, html, type Markup, type Part } from "./markup";

/** One column of a table: its heading stands above it, and beside each cell where a row becomes a card. */
export interface Column<T> {
  readonly title: string;
  /** A figure, to the right; or what the row is about, which heads its card. */
  readonly is?: "number" | "head";
  /** Its colour, or how it is set. */
  readonly tone?: (row: T) => string;
  readonly cell: (row: T) => Part;
}

interface More<T> {
  readonly id?: string;
  readonly kind?: string;
  readonly rowId?: (row: T) => string;
  /** What belongs to a row and needs its whole width. */
  readonly below?: (row: T) => Part;
}

/** From so many columns on, rows are cards on a tablet already. */
const wide = 5;

/** A table of the page. On a telephone each row is a card, in which every cell says what it is. */
export function table<T>(columns: readonly Column<T>[], rows: Iterable<T>, more: More<T> = {}): Markup {
  const names = [more.kind, columns.length >= wide && "wide"].filter(Boolean).join(" ");
  const kind = names && html` class="${names}"`;
  return html`<table${more.id !== undefined && html` id="${more.id}"`}${kind}>
<thead><tr>${eachPiece(columns, ({ title, is }) => html`<th scope="col"${is === "number" && html` class="number"`}>${title}</th>`)}</tr></thead>
<tbody>${eachPiece(rows, row => {
    const below = more.below?.(row);
    return html`
<tr${more.rowId && html` id="${more.rowId(row)}"`}>${eachPiece(columns, column => cellOf(column, row))}</tr>${
      below &&
      html`
<tr class="below"><td colspan="${columns.length}">${below}</td></tr>`
    }`;
  })}
</tbody>
</table>`;
}

function cellOf<T>({ title, is, tone, cell }: Column<T>, row: T): Markup {
  const names = [is === "number" && "number", tone?.(row)].filter(Boolean).join(" ");
  const kind = names && html` class="${names}"`;
  return is === "head"
    ? html`<th scope="row"${kind}>${cell(row)}</th>`
    : html`<td${kind} data-label="${title}">${cell(row)}</td>`;
}
