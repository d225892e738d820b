import type { Answer } from "./answers";
import type { Call } from "./call";
import type { FaultAnswer, FilteredAnswer } from "./faults";
import { get, isRow, type Json, type Row, text } from "./json";

/** What comes of a true answer on its way. */

const isFiltered = (answer: FaultAnswer): answer is FilteredAnswer =>
  answer === "emptied" || answer === "halved" || answer === "foreign";

/** The true answer, as a fault lets it arrive. */
export function spoiltBy(how: FaultAnswer, full: Answer, call: Call): Answer {
  if (isFiltered(how)) return filtered(full, how);
  if (how === "endless") return endless(full, call);
  if (how === "mistyped") return mistyped(full);
  return how === "torn" || how === "malformed" || how === "stalled" ? { ...full, broken: how } : full;
}

/** Endless lists tell their pages apart by this parameter, and those of Resource Graph by a token that begins so. */
const pageMark = "x-page";

/** Which page of an endless list is asked for, and the same question without it. */
function pageIn(call: Call): { readonly page: number; readonly asked: Call } {
  const query = new URLSearchParams([...call.query].filter(([name]) => name !== pageMark));
  const token = get(call.body, "options.$skipToken");
  if (typeof token !== "string" || !token.startsWith(pageMark))
    return { page: Number(call.query.get(pageMark) ?? 0), asked: { ...call, query } };
  const { $skipToken: _, ...options } = get(call.body, "options") as Row;
  return {
    page: Number(token.slice(pageMark.length)),
    asked: { ...call, query, body: { ...(call.body as Row), options } },
  };
}

/** What a route has to answer, whichever page of an endless list it is. */
export const withoutPage = (call: Call): Call => pageIn(call).asked;

/** The same page, with a link to one more. */
function endless(answer: Answer, call: Call): Answer {
  const { body } = answer;
  if (!isRow(body)) return answer;
  const { page, asked } = pageIn(call);
  const query = [...asked.query].map(([name, value]) => `${name}=${encodeURIComponent(value)}&`).join("");
  const next = `${call.origin}${call.path}?${query}${pageMark}=${page + 1}`;
  if (Array.isArray(body.data)) return { ...answer, body: { ...body, $skipToken: `${pageMark}${page + 1}` } };
  if (!Array.isArray(body.value)) return answer;
  return { ...answer, body: { ...body, [call.plane === "graph" ? "@odata.nextLink" : "nextLink"]: next } };
}

/** Every value in a type that it never has: texts as numbers, numbers as texts, lists as one of their items. */
function mistyped(answer: Answer): Answer {
  const { body } = answer;
  if (!isRow(body)) return answer;
  const key = Array.isArray(body.data) ? "data" : "value";
  const rows = body[key];
  return { ...answer, body: Array.isArray(rows) ? { ...body, [key]: rows.map(inOtherTypes) } : inOtherTypes(body) };
}

function inOtherTypes(value: Json): Json {
  if (typeof value === "string") return value.length;
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return { value };
  if (Array.isArray(value)) return value[0] ?? null;
  if (!isRow(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, inOtherTypes(each)]));
}

/** A list with rows left out, as Azure leaves out what may not be read, or with the rows of a tenant that delegated its own. */
function filtered(answer: Answer, how: FilteredAnswer): Answer {
  const body = answer.body as Row;
  const key = Array.isArray(body?.data) ? "data" : "value";
  if (!isRow(body) || !Array.isArray(body[key])) return answer;
  const rows = body[key] as readonly Row[];
  const places = [...new Set(rows.map(placeOf))].sort();
  const left = new Set(how === "emptied" ? [] : places.filter((_, index) => how === "foreign" || index % 2 === 1));
  const kept = rows.filter(row => left.has(placeOf(row))).map(row => (how === "foreign" ? elsewhere(row) : row));
  return { ...answer, body: { ...body, [key]: kept, ...(key === "data" && { count: kept.length }) } };
}

const foreignTenant = "00000000-0000-4000-8000-0000000000f0";

/** The row as the same of another tenant: other subscriptions, none of ours. */
function elsewhere(row: Row): Row {
  const ours = placeOf(row);
  const theirs = ours.replace(/^[\da-f]{4}/i, "f0f0");
  const moved = JSON.parse(JSON.stringify(row).replaceAll(ours, theirs)) as Row;
  return { ...moved, ...("tenantId" in row && { tenantId: foreignTenant }) };
}

/** The subscription of a row; where it has none, the row itself. */
const placeOf = (row: Row): string =>
  text(row, "subscriptionId") || /\/subscriptions\/([^/]+)/i.exec(text(row, "id"))?.[1] || text(row, "id");
