import { parseJson } from "../../catalogue/json";
import { normalRegion } from "../../catalogue/regions";
import { type ActivityRecord, lower, same, textAt } from "./activity-record";
import { kqlAt, type Place, standsAt } from "./bodies";
import { byOperation } from "./by-operation";
import { regionOfFailure, regionTold } from "./failure-columns";
import { caseOf, coalesced, isOneOf, quoted, verbatim } from "./kql-text";
import {
  acceleratorSeries,
  otherServices,
  quotaOperations,
  quotaService,
  type Said,
  ticket,
  ticketChanges,
} from "./quota-operations";

/** Columns of the activity log that say what quota was asked for: where, of which family, and how much. */

/**
 * Of several changes in a ticket the first that is about accelerators tells, for an ordinary one may stand before it; else the first.
 * What each asks for is a text of JSON in it. As parts of KQL, `name = expression`.
 */
const ofAccelerators = `(\\{[^{}]*\\{[^{}]*"VMFamily\\\\*"\\s*:\\s*\\\\*"${acceleratorSeries}[^{}]*\\}[^{}]*\\})`;
export const ticketParts: readonly string[] = [
  `changes = ${kqlAt("body", ticketChanges)}`,
  `change = parse_json(coalesce(extract(${verbatim(ofAccelerators)}, 1, tostring(changes)), tostring(changes[0])))`,
  "payload = parse_json(tostring(change.payload))",
];

const seriesForm = new RegExp(`^${acceleratorSeries}`);

function changeIn(body: unknown): { readonly change: unknown; readonly payload: unknown } {
  const listed = standsAt(body, ticketChanges);
  const changes = (Array.isArray(listed) ? listed : []).map(change => {
    const text = standsAt(change, ["payload"]);
    return { change, payload: typeof text === "string" ? parseJson(text) : undefined };
  });
  const isOfAccelerators = ({ payload }: (typeof changes)[number]) => {
    const family = standsAt(payload, ["VMFamily"]);
    return typeof family === "string" && seriesForm.test(family);
  };
  return changes.find(isOfAccelerators) ?? changes[0] ?? { change: undefined, payload: undefined };
}

/**
 * Regions stand in the body, else in the id of the resource: behind `locations`, or last in the id of a quota group's limits. Of what
 * failed, what Azure says of it tells first: a deployment's own location is but where it is kept.
 */
const regionInPath = "/(?:locations|groupquotalimits|quotaallocations)/([^/]+)";
export const region = same(
  `replace_string(tolower(coalesce(${extracted(regionTold, "refusal")}, tostring(body.location), tostring(change.region), ${extracted(regionInPath, "resource")})), ' ', '')`,
  record => {
    const { body, resourceId } = record;
    const text =
      regionOfFailure(record) ||
      textAt(body, [["location"]]) ||
      textAt(changeIn(body).change, [["region"]]) ||
      found(regionInPath, lower(resourceId));
    return text && normalRegion(text);
  },
);

/** As the service spells it; in the id of a resource in lower case. */
export const family = same(
  caseOf(
    byOperation(quotaOperations, ({ family }) => (family ? [family] : [])).map(([when, [said]]) => [
      when,
      textInKql(said!),
    ]),
    "''",
  ),
  record => first(record, ({ family }) => (family ? [family] : [])),
);

/** The limit that was asked for, a whole number, as a text. */
export const limit = same(
  caseOf(
    byOperation(quotaOperations, ({ limits }) => limits).map(([when, limits]) => [
      when,
      `tostring(${coalesced(limits.map(numberInKql))})`,
    ]),
    "''",
  ),
  record => {
    const text = first(record, ({ limits }) => limits);
    return text && /^-?\d+(\.\d+)?$/.test(text) ? String(Math.trunc(Number(text))) : undefined;
  },
);

/** What a ticket is about stands in one of these. */
const subjects: readonly Place[] = [
  ["properties", "serviceId"],
  ["properties", "problemClassificationId"],
];
const ofOthers = `/(?:providers|resourceproviders)/microsoft\\.(?:${otherServices.join("|")})/locations/`;
const ofOthersForm = new RegExp(ofOthers);

/** `yes` where a ticket is about something else than quota, or the quota is of a service in which nothing computes. */
const subjectInKql = coalesced(subjects.map(place => `tostring(${kqlAt("body", place)})`));

export const unrelated = same(
  caseOf(
    [
      [`resource matches regex ${verbatim(ofOthers)}`, quoted("yes")],
      [
        `operation == ${quoted(ticket)} and isnotempty(${subjectInKql}) and not(${subjectInKql} contains ${quoted(quotaService)})`,
        quoted("yes"),
      ],
    ],
    "''",
  ),
  ({ operationName, resourceId, body }) => {
    if (ofOthersForm.test(lower(resourceId) ?? "")) return "yes";
    if (lower(operationName) !== ticket) return undefined;
    const subject = lower(textAt(body, subjects));
    return subject && !subject.includes(quotaService) ? "yes" : undefined;
  },
);

/** Where bodies tell that machines are spot machines, which draw on a limit of their own. */
const priorities: readonly Place[] = [
  ["properties", "priority"],
  ["properties", "virtualMachineProfile", "priority"],
  ["properties", "scaleSetPriority"],
  ["properties", "agentPoolProfiles", 0, "scaleSetPriority"],
  ["properties", "properties", "vmPriority"],
];
const spotWords: readonly string[] = ["spot", "low", "lowpriority"];
const priorityInKql = coalesced(priorities.map(place => `tostring(${kqlAt("body", place)})`));

/** `yes` where spot machines are asked for. */
export const spot = same(
  caseOf([[isOneOf(`tolower(${priorityInKql})`, spotWords), quoted("yes")]], "''"),
  ({ body }) => (spotWords.includes(lower(textAt(body, priorities)) ?? "") ? "yes" : undefined),
);

const rows = new Map(quotaOperations.map(row => [row.operation, row]));

function first(record: ActivityRecord, of: (row: (typeof quotaOperations)[number]) => readonly Said[]) {
  const row = rows.get(lower(record.operationName) ?? "");
  for (const said of row ? of(row) : []) {
    const value = saidIn(record, said);
    if ((typeof value === "string" && value !== "") || typeof value === "number") return String(value);
  }
  return undefined;
}

function saidIn({ body, resourceId }: ActivityRecord, said: Said): unknown {
  if ("path" in said) return found(said.path, lower(resourceId));
  if ("payload" in said) return standsAt(changeIn(body).payload, [said.payload]);
  const value = standsAt(body, said.body);
  return said.end && typeof value === "string" ? found("/([^/]+)$", value) : value;
}

const compiled = new Map<string, RegExp>();

/** The first group of a pattern. Patterns are few, and each is held against every record, so that it is compiled once. */
function found(pattern: string, text = ""): string | undefined {
  const form = compiled.get(pattern) ?? new RegExp(pattern);
  compiled.set(pattern, form);
  return form.exec(text)?.[1];
}

function extracted(pattern: string, from: string): string {
  return `extract(${verbatim(pattern)}, 1, ${from})`;
}

function textInKql(said: Said): string {
  if ("path" in said) return extracted(said.path, "resource");
  if ("payload" in said) return `tostring(payload.${said.payload})`;
  const text = `tostring(${kqlAt("body", said.body)})`;
  return said.end ? extracted("/([^/]+)$", text) : text;
}

function numberInKql(said: Said): string {
  if ("path" in said) return `tolong(${textInKql(said)})`;
  return `tolong(${"payload" in said ? `payload.${said.payload}` : kqlAt("body", said.body)})`;
}
