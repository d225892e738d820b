import { type Answer, graphError, ok, Refusal } from "../answers";
import type { Call } from "../call";
import { type Filter, FilterError, parseFilter } from "../filter";
import { get, type Json, type Row } from "../json";
import { inOrder, pageOf } from "../paging";

export interface CollectionOptions {
  /** What `@odata.context` names. */
  readonly context: string;
  /** Properties that come without `$select`; all where it is left out. */
  readonly standard?: readonly string[];
  /** Directory objects: `ne`, `not` and `endsWith` must be announced as advanced queries. */
  readonly directory?: boolean;
  /** Sorted by the service, newest first. */
  readonly ordered?: boolean;
  /** The service sends all in one answer. */
  readonly whole?: boolean;
  /** Query options beyond the usual that the caller has seen to. */
  readonly handled?: readonly string[];
  /** Properties that `$expand` has added: they come whatever is selected. */
  readonly expanded?: readonly string[];
  /** The most that `$top` may ask for. */
  readonly most?: number;
}

function refuse(call: Call, code: string, message: string): Refusal {
  return new Refusal(graphError(400, code, message, call.tenant.at));
}

const usual = ["$filter", "$orderby", "$top", "$select", "$count", "$skiptoken"];

/** An option that is not served is refused: leaving it out in silence would give another answer than the one asked for. */
function checkOptions(call: Call, handled: readonly string[] = []): void {
  for (const name of call.query.keys())
    if (name.startsWith("$") && ![...usual, ...handled].includes(name.toLowerCase()))
      throw refuse(call, "BadRequest", `The query option '${name}' is not supported.`);
}

/** A list of Graph: `$filter`, `$orderby`, `$top`, `$select`, `$count` and opaque paging. */
export function collection(call: Call, rows: readonly Row[], options: CollectionOptions): Answer {
  checkOptions(call, options.handled);
  const filter = filterIn(call);
  checkAdvanced(call, filter, options);
  const matching = filter ? rows.filter(filter.test) : rows;
  const order = call.query.get("$orderby");
  const sorted = order ? ordered(matching, order) : options.ordered ? matching : inOrder(call, matching);
  const size = Math.min(topOf(call, options.most ?? 999), call.listing.pageSize);
  const page = options.whole ? { rows: sorted, first: true } : pageOf(call, sorted, size);
  const counted = call.query.get("$count") === "true" && page.first ? { "@odata.count": matching.length } : {};
  const next = "next" in page && page.next ? { "@odata.nextLink": page.next } : {};
  const select = selectOf(call, rows, options.standard);
  return ok({
    "@odata.context": `https://graph.microsoft.com/${call.version}/$metadata#${options.context}`,
    ...counted,
    ...next,
    value: page.rows.map(row => picked(row, select && [...select, ...(options.expanded ?? [])])),
  });
}

/** One object, with `$select`. */
export function entity(call: Call, row: Row | undefined, options: CollectionOptions): Answer {
  if (!row) {
    const id = call.params.id ?? "";
    const message = `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;
    return graphError(404, "Request_ResourceNotFound", message, call.tenant.at);
  }
  checkOptions(call, options.handled);
  const context = `https://graph.microsoft.com/${call.version}/$metadata#${options.context}/$entity`;
  return ok({ "@odata.context": context, ...picked(row, selectOf(call, [row], options.standard)) });
}

function filterIn(call: Call): Filter | undefined {
  const source = call.query.get("$filter");
  if (!source) return undefined;
  try {
    return parseFilter(source);
  } catch (error) {
    if (error instanceof FilterError) throw refuse(call, "BadRequest", `Invalid filter clause: ${error.message}`);
    throw error;
  }
}

/** Headers are not carried to the next page, so only the first is asked for them. */
function checkAdvanced(call: Call, filter: Filter | undefined, options: CollectionOptions): void {
  if (!options.directory || !filter) return;
  const announced = /eventual/i.test(call.headers.consistencylevel ?? "") && call.query.get("$count") === "true";
  const first = ![...call.query.keys()].some(key => key.toLowerCase() === "$skiptoken");
  if (filter.advanced && first && !announced)
    throw refuse(
      call,
      "Request_UnsupportedQuery",
      "Operator is not supported without the header ConsistencyLevel: eventual and $count=true.",
    );
}

function topOf(call: Call, most: number): number {
  const top = call.query.get("$top");
  if (top === null) return 100;
  const value = Number(top);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw refuse(
    call,
    "Request_UnsupportedQuery",
    `Invalid page size specified: '${top}'. Must be between 1 and ${most} inclusive.`,
  );
}

function ordered(rows: readonly Row[], order: string): Row[] {
  const [property = "", direction] = order.trim().split(/\s+/);
  const sign = direction?.toLowerCase() === "desc" ? -1 : 1;
  const key = (row: Row) => String(get(row, property.replaceAll("/", ".")) ?? "");
  return [...rows].sort((a, b) => (key(a) < key(b) ? -sign : key(a) > key(b) ? sign : 0));
}

function selectOf(call: Call, rows: readonly Row[], standard?: readonly string[]): readonly string[] | undefined {
  const source = call.query.get("$select");
  if (!source) return standard;
  const names = source.split(",").map(name => name.trim());
  const known = rows[0];
  for (const name of names)
    if (known && !Object.hasOwn(known, name))
      throw refuse(
        call,
        "BadRequest",
        `Parsing OData Select and Expand failed: Could not find a property named '${name}'.`,
      );
  return names;
}

function picked(row: Row, select: readonly string[] | undefined): Row {
  if (!select) return row;
  const type = row["@odata.type"]; // the type of an object in a mixed list is told whatever is selected
  const kind: [string, Json][] = type === undefined ? [] : [["@odata.type", type]];
  return Object.fromEntries([
    ...kind,
    ...select.filter(name => Object.hasOwn(row, name)).map(name => [name, row[name] ?? null] as const),
  ]);
}
