/** Text that is markup already. Everything else that enters a page is escaped. */
export class Markup {
  constructor(readonly text: string) {}
}

type Part = Markup | string | number | undefined | false | readonly Part[];

/** Builds markup; every value put into it is escaped, unless it is markup itself. */
export const html = (literal: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  new Markup(literal.reduce((text, piece, i) => text + escaped(parts[i - 1]) + piece));

function escaped(part: Part): string {
  if (part instanceof Markup) return part.text;
  if (part === undefined || part === false) return "";
  if (typeof part === "object") return part.map(escaped).join("");
  return String(part).replace(/[&<>"']/g, character => entities[character] as string);
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
