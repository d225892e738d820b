import { shortened, visibleText } from "./visible";

/** Text in Markdown as GitHub and mail programs read it, so that nothing in it is run, linked, mentioned or fetched. */

/** Words of our own, such as a rule's, within a line: what Markdown or HTML would read as a mark is made a letter. */
export const plain = (words: string): string => visibleText(words).replace(/[\\`*_{}[\]<>()#+!|~&$]/g, "\\$&");

/**
 * Words that the tenant chose, or that hold some: a code span, in which GitHub neither links, mentions nor renders anything
 * (GFM 0.29, 6.3). Its fence is longer than any row of backticks in it. A bar would end a table's cell, so it is shown broken.
 */
export function code(words: string, most = 300): string {
  const shown = shortened(words, most).replaceAll("|", "¦");
  if (shown.trim() === "") return "";
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([row]) => row.length));
  const fence = "`".repeat(longest + 1);
  const space = longest > 0 ? " " : "";
  return `${fence}${space}${shown}${space}${fence}`;
}
