import { all, any, type Certainty } from "../../catalogue/certainty";
import { isRetired } from "../../catalogue/retirements";
import { categoriesOfTables, endedTables, type SentinelContent } from "../../catalogue/sentinel-contents";
import { sizes } from "../../catalogue/sizes";
import { matchesASize } from "./asked-sizes";

/** A rule, a hunting query or a custom detection, as far as it matters what it asks for. */
export interface Asking {
  readonly name: string;
  readonly template?: string;
  readonly query: string;
  /** How often a rule runs, of how many minutes it reads the records, and more than how many rows it needs. */
  readonly everyMinutes?: number;
  readonly lastMinutes?: number;
  readonly moreThan?: number;
}

/** Rows that an abuse of compute gives at once; a rule that waits for more waits too long. */
const fewRows = 10;

/** Words that leave out what stands on their line, instead of asking for it. */
const leavesOut = /!=|!~|!in|!has|!contains|\bnot\b/i;

/** Whether it stands there as a text, and not as the name of a column. */
const isText = (line: string, word: string): boolean => /["'][^"']*$/.test(line.slice(0, line.indexOf(word)));

const reads = (query: string, table: string): boolean => new RegExp(`\\b${table}\\b`, "i").test(query);

/** Whether it asks for this content: it is made of Microsoft's template, or reads one of the tables and names what has to be named. */
export function asksFor(content: SentinelContent, { template, query, name }: Asking): Certainty {
  const ids = [template, name].map(id => id?.toLowerCase());
  const named = namedIn(content, linesOf(query));
  // Whoever made it of Microsoft's template may have changed its query since.
  if (content.templates.some(id => ids.includes(id))) return named === "no" ? "unknown" : "yes";
  return named;
}

/** The lines of a query, in lower case and without comments. An address has two slashes as well, and stands in quotes. */
const linesOf = (query: string): readonly string[] =>
  query
    .split(/\n/)
    .map(line => line.replace(/^((?:[^"'/]|"[^"]*"|'[^']*'|\/(?!\/))*)\/\/.*$/, "$1").toLowerCase())
    .flatMap(line => line.split("|"));

/** Whether a query reads one of the tables and names what has to be named. */
function namedIn(content: SentinelContent, lines: readonly string[]): Certainty {
  if (!content.tables.some(table => reads(lines.join("\n"), table))) return "no";
  if (content.narrowedBy?.some(word => lines.some(line => line.includes(word)))) return "no";
  return all(
    ...content.words.map((words): Certainty => {
      const found = lines.flatMap(line => {
        const named = words.map(word => word.toLowerCase()).filter(word => line.includes(word));
        return named.length > 0 ? [leavesOut.test(line) && named.every(word => isText(line, word))] : [];
      });
      if (found.length === 0) return "no";
      return found.includes(false) ? "yes" : "unknown";
    }),
  );
}

/** What is never true in a condition, by itself or beside something else that has to be true as well. */
const falsehoods = [
  "false\\b",
  "not\\s*\\(\\s*true\\s*\\)",
  "(\\d+)\\s*==\\s*(?!\\1\\b)\\d+",
  `(["'])([^"']*)\\2\\s*==\\s*(["'])(?!\\3\\4)[^"']*\\4`,
];
/** What lets no row through: `| take 0`, `| where 1 == 2`, `| where false`. */
const neverTrue = new RegExp(
  `^\\s*(?:(?:take|limit|sample|top)\\s+0\\b|where\\s+(?:${falsehoods.join("|")})\\s*(?:;|$|and\\b))`,
);

/** Whether a table of the workspace gets rows, as far as that is known. */
export type GetsRows = (table: string) => Certainty;

/** Why something that asks for the content never finds anything, or may not; none where nothing speaks against it. */
export interface Hindrance {
  readonly certainty: "no" | "unknown";
  readonly because: string;
}

/**
 * What keeps it from finding anything: a table that has ended, one to which nothing is sent, a list of sizes without any of the
 * N-series that are sold at this time (ISO 8601). Of tables that no diagnostic setting fills nothing is said.
 */
export function hindrance(
  content: SentinelContent,
  { query, everyMinutes = 0, lastMinutes = everyMinutes, moreThan = 0 }: Asking,
  getsRows: GetsRows,
  at: string,
): Hindrance | undefined {
  const tables = content.tables.filter(table => reads(query, table));
  const current = tables.filter(table => !endedTables.has(table));
  for (const [table, { on, now }] of endedTables)
    if (tables.includes(table) && current.length === 0)
      return { certainty: "no", because: `reads ${table}, which gets nothing since ${on} (now ${now})` };
  const filled = any(() => current.map(table => (categoriesOfTables.has(table) ? getsRows(table) : "yes")));
  if (current.length > 0 && filled !== "yes")
    return {
      certainty: filled,
      because: `reads ${current.join(", ")}, ${filled === "no" ? "to which no log is sent" : "and it was not read whether a log is sent there"}`,
    };
  if (moreThan > fewRows) return { certainty: "no", because: `tells only of more than ${moreThan} rows` };
  if (lastMinutes < everyMinutes)
    return { certainty: "no", because: `looks at ${lastMinutes} minutes of every ${everyMinutes}` };
  const never = linesOf(query).find(line => neverTrue.test(line));
  if (never !== undefined) return { certainty: "no", because: `asks for what never is: ${never.trim()}` };
  const sized = content.looksAtSizes ? matchesASize(query, acceleratorsSold(at)) : "yes";
  if (sized === "yes") return undefined;
  return {
    certainty: sized,
    because:
      sized === "no"
        ? "names no size of the N-series that is sold today"
        : "asks for sizes in a way that could not be followed",
  };
}

/** The sizes of the N-series whose family has not ended by then. Those of no known family are left out. */
const acceleratorsSold = (at: string): readonly string[] =>
  [...sizes().values()].flatMap(({ name, quotaFamily }) =>
    /^standard_n/i.test(name) && quotaFamily !== undefined && !isRetired(quotaFamily, at) ? [name] : [],
  );
