import { type Answer, armError, Refusal } from "../answers";
import type { Call } from "../call";
import { type Row, same, text } from "../json";
import type { Route } from "../route";
import { armList } from "./lists";
import { normalScope, subscriptionIn, subscriptionOf } from "./scopes";

/** The activity log takes these patterns and no other syntax; its errors are flat. */
const clause =
  /^(eventTimestamp (?:ge|le)|(?:resourceGroupName|resourceUri|resourceProvider|correlationId|eventChannels|status) eq) '([^']*)'$/i;

const narrowing: Record<string, (row: Row, value: string) => boolean> = {
  resourcegroupname: (row, value) => same(text(row, "resourceGroupName"), value),
  resourceuri: (row, value) => same(text(row, "resourceId"), value),
  resourceprovider: (row, value) => same(text(row, "resourceProviderName.value"), value),
  correlationid: (row, value) => same(text(row, "correlationId"), value),
  eventchannels: () => true,
  status: (row, value) => same(text(row, "status.value"), value),
};

function refuse(message: string): Refusal {
  return new Refusal({ status: 400, body: { code: "BadRequest", message } });
}

function values(call: Call): Answer {
  const subscription = subscriptionIn(call.scope) && subscriptionOf(call);
  const source = (call.query.get("$filter") ?? "").trim();
  let [from, to] = [Date.parse(call.tenant.at) - 90 * 86_400_000, Number.POSITIVE_INFINITY];
  const tests: ((row: Row) => boolean)[] = [];
  let started = false;
  for (const part of source.split(/\s+and\s+/i).filter(Boolean)) {
    const found = clause.exec(part.trim());
    if (!found) throw refuse(`The filter '${source}' is not supported. Only the documented patterns are allowed.`);
    const [name = "", operator] = (found[1] ?? "").toLowerCase().split(" ");
    const value = found[2] ?? "";
    const time = Date.parse(value);
    if (name === "eventtimestamp" && Number.isNaN(time)) throw refuse(`'${value}' is not a valid time.`);
    if (operator === "ge") {
      from = Math.max(from, time);
      started = true;
    } else if (operator === "le") to = time;
    else tests.push(row => narrowing[name]!(row, value));
  }
  if (subscription && !started) throw refuse("The start time is required: eventTimestamp ge '…'.");
  const { activityLog, tenantActivityLog, groupActivityLog } = call.tenant.arm;
  const group = groupOf(call);
  const rows = (
    subscription
      ? activityLog.filter(row => text(row, "subscriptionId") === subscription)
      : group
        ? groupActivityLog.filter(row => normalScope(text(row, "resourceId")).startsWith(`${normalScope(group)}/`))
        : tenantActivityLog
  )
    .filter(row => {
      const time = Date.parse(text(row, "eventTimestamp"));
      return time >= from && time <= to && tests.every(test => test(row));
    })
    .sort((a, b) => Date.parse(text(b, "eventTimestamp")) - Date.parse(text(a, "eventTimestamp")));
  const select = call.query
    .get("$select")
    ?.split(",")
    .map(name => name.trim().toLowerCase());
  const picked = (row: Row) =>
    Object.fromEntries(Object.entries(row).filter(([key]) => select?.includes(key.toLowerCase())));
  return armList(call, select ? rows.map(picked) : rows, { ordered: true });
}

/** The management group that the log is of, which must be one that is there. */
function groupOf(call: Call): string | undefined {
  const [, name] = /^\/providers\/microsoft\.management\/managementgroups\/([^/]+)$/i.exec(call.scope) ?? [];
  if (name === undefined) return undefined;
  if (call.tenant.arm.managementGroups.some(group => same(group.name, name))) return call.scope;
  throw new Refusal(armError(404, "NotFound", `The management group '${name}' could not be found.`));
}

export const activityLogRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/providers/Microsoft.Insights/eventtypes/management/values",
    action: "Microsoft.Insights/eventtypes/values/Read",
    answer: values,
  },
];
