import * as z from "zod";
import { parseArmId } from "../../catalogue/arm-id";
import { computeTypes } from "../../compute/types";
import type { Azure } from "../azure/connect";
import { Fault } from "../azure/fault";
import type { Calls } from "./calls";
import { defineEvidence, Missing, type RowOf } from "./define";
import { type ComputeList, computeLists, toldElsewhere, unlisted } from "./reading/compute-lists";
import { readsOf } from "./reading/kept-out";
import { notProved } from "./reading/not-proved";
import { ownRightsCall } from "./reading/own-rights";
import { apart, distinct, each, inOrder, read } from "./reading/read";
import { reduced } from "./reading/reduced";
import { resourcesOfArm } from "./reading/resources-of-arm";
import { inList, inTable, parts, valueAt, type WholeResource } from "./reading/whole-resource";
import { maybeTime, present, text } from "./reading/wire";
import subscriptions from "./subscriptions";

/** Services that Azure has shut down: nothing runs there, and a custom role that names them may be refused. */
const shutDown = /^Microsoft\.(?:ServiceFabricMesh|VMwareCloudSimple)\//i;

/** The types that create compute, and the extensions on it. */
const watched = computeTypes.filter(
  ({ arm, requests, extensions }) => (requests ?? []).length + (extensions ?? []).length > 0 && !shutDown.test(arm),
);
const lower = (types: readonly string[]): ReadonlySet<string> => new Set(types.map(type => type.toLowerCase()));
const kept = lower(watched.map(({ arm }) => arm));
const listed = lower(computeLists.map(({ type }) => type));

/** The types that Resource Graph has in its first table: what is watched there, and what has lists of its own. */
const types = [
  ...new Set([
    ...[...kept].filter(type => !listed.has(type) && !toldElsewhere.has(type)),
    ...[...lower([...computeLists, ...unlisted].map(({ parent }) => parent))].filter(type => !listed.has(type)),
  ]),
].sort();

/** The types that Resource Graph shows, in any of its tables, each once and as its row writes it. */
const shown = [
  ...new Map(
    [...watched.map(({ arm }) => arm), ...[...computeLists, ...unlisted].map(({ parent }) => parent)]
      .filter(type => types.includes(type.toLowerCase()))
      .concat(computeLists.flatMap(({ table, type }) => (table === undefined ? [] : [type])))
      .map(type => [type.toLowerCase(), type]),
  ).values(),
].sort();

const row = z.object({
  id: z.string(),
  type: z.string(),
  name: z.string(),
  region: z.string().exactOptional(),
  subscription: z.string(),
  created: z.string().exactOptional(),
  machines: z.number().exactOptional().describe("Machines that run now, where the service says so"),
  spotMachines: z.number().exactOptional().describe("Those of them that may be taken away at any time"),
  resource: z
    .record(z.string(), z.unknown())
    .describe("What is read of it, in ARM's shape, with digests in place of texts"),
});

/** A resource that runs. */
export type LiveResource = RowOf<typeof row>;

const why = "judge what already runs by the rules of the policy pack";
const calls = {
  own: ownRightsCall,
  list: {
    api: "arm",
    actions: ["Microsoft.ResourceGraph/resources/read", ...readsOf(shown)],
    why,
  },
  tables: { api: "arm", actions: ["Microsoft.ResourceGraph/resources/read"], why },
  late: {
    api: "arm",
    actions: ["Microsoft.Resources/subscriptions/resources/read", "Microsoft.Resources/subscriptions/providers/read"],
    why: "know what runs in a subscription that Resource Graph does not know yet",
  },
  services: {
    api: "arm",
    actions: readsOf(computeLists.map(({ parent, path }) => `${parent}/${path}`)),
    why: "judge what runs in services whose machines Resource Graph does not list",
  },
} as const satisfies Calls;

const isOneOf = (
  { body }: WholeResource,
  { path, is }: { readonly path: string; readonly is: readonly string[] },
): boolean => is.some(word => word.toLowerCase() === String(valueAt(body, path) ?? "").toLowerCase());

function rowOf(
  { id, name, type, region, subscription, body }: WholeResource,
  tagNames: readonly string[],
  { machines = [], spotMachines = "", created = "properties.timeCreated" }: Partial<ComputeList> = {},
) {
  const numberAt = (path: string) => [valueAt(body, path)].filter(count => typeof count === "number");
  const counts = machines.flatMap(numberAt);
  return present({
    id,
    type,
    name,
    region,
    subscription,
    created: maybeTime.parse(text.safeParse(valueAt(body, created)).data),
    machines: counts.length > 0 ? counts.reduce((sum, count) => sum + count, 0) : undefined,
    spotMachines: numberAt(spotMachines)[0],
    resource: reduced(type, body, tagNames),
  });
}

const columns = ["id", "name", "subscriptionId", ...parts].join(", ");
const among = (types: readonly string[]) => `where type in~ (${types.map(type => `'${type}'`).join(", ")})`;
const inResources = new Set(types);
const query = `resources | ${among(types)} | project ${columns}`;
const queryOf = ({ table, type }: ComputeList) => `${table} | ${among([type.toLowerCase()])} | project ${columns}`;

const what = "compute that runs";

/** The resource groups that the sign-in sees. Resource Graph leaves out of it what the sign-in may not read, and does not say so. */
export const resourceGroupsSeen = (azure: Azure, subscriptions?: readonly string[]) =>
  read(azure.resourceGraph(groupsQuery, subscriptions), {
    what: "resource groups",
    call: calls.tables,
    as: z.object({ id: text, name: text }),
  });

const groupsQuery =
  "resourcecontainers | where type =~ 'microsoft.resources/subscriptions/resourcegroups' | project id, name";

/**
 * Resource Graph has most resources of all subscriptions at once, and ARM those of a subscription that it does not know yet.
 * What it has in other tables is asked there; what it has in none is asked of each parent that was seen, and only there.
 */
export default defineEvidence({
  kind: "resources",
  title: what,
  row,
  calls,
  whole: "filtered by rights",
  per: [subscriptions],
  async *run({ azure, rows, chosenSubscriptions, chosenResourceGroups, tagNames = [] }) {
    const isChosen = ({ id }: WholeResource) =>
      chosenResourceGroups?.includes(parseArmId(id).resourceGroup?.toLowerCase() ?? "") ?? true;
    const seen = new Map<string, WholeResource[]>();
    const note = (found: WholeResource) => {
      const key = found.type.toLowerCase();
      const others = seen.get(key);
      if (others) others.push(found);
      else seen.set(key, [found]);
    };
    const late = new Set(rows.subscriptions.filter(row => row.inResourceGraph !== true).map(({ id }) => id));
    const known = read(azure.resourceGraph(query, chosenSubscriptions), { what, call: calls.list, as: inTable });
    const others = each([...late], subscription =>
      resourcesOfArm(azure, { subscription, types: inResources, what, call: calls.late }),
    );
    for await (const found of distinct(inOrder(known, others))) {
      if (found instanceof Missing) yield found;
      else if (isChosen(found)) {
        if (parents.has(found.type.toLowerCase())) note(found);
        if (kept.has(found.type.toLowerCase())) yield rowOf(found, tagNames);
      }
    }
    yield* notProved(azure, rows.subscriptions, {
      what,
      rightsToSee,
      late: calls.late,
      isAsked: ({ inResourceGraph }) => inResourceGraph === false,
    });
    for (const { parent, what, missing } of unlisted) {
      const subjects = (seen.get(parent.toLowerCase()) ?? []).map(({ id }) => id);
      if (subjects.length > 0) yield new Missing({ what, missing, reason: "failed", subjects });
    }
    for (const list of computeLists)
      for await (const found of itemsOf(
        azure,
        list,
        seen.get(list.parent.toLowerCase()) ?? [],
        late,
        chosenSubscriptions,
      )) {
        if (found instanceof Missing) yield found;
        else if (isChosen(found)) {
          if (parents.has(list.type.toLowerCase())) note(found);
          if (kept.has(list.type.toLowerCase()) && !(list.ended && isOneOf(found, list.ended)))
            yield rowOf(found, tagNames, list);
        }
      }
  },
});

/** Resource Graph shows a type to whoever may read it. */
const rightsToSee = shown.map(type => `${type}/read`);

const parentOf = (id: string): string => id.toLowerCase().split("/").slice(0, -2).join("/");

const parents = lower([...computeLists, ...unlisted].map(({ parent }) => parent));

/** All items of a list: from the table that has them, or from each parent. Without a parent nothing is asked. */
async function* itemsOf(
  azure: Azure,
  list: ComputeList,
  all: readonly WholeResource[],
  late: ReadonlySet<string>,
  chosenSubscriptions: readonly string[] | undefined,
): AsyncGenerator<WholeResource | Missing> {
  const { parentOnly } = list;
  let asked = parentOnly ? all.filter(parent => isOneOf(parent, parentOnly)) : all;
  if (asked.length === 0) return;
  if (list.table !== undefined) {
    const items = azure.resourceGraph(queryOf(list), chosenSubscriptions);
    const { rows, gaps } = await apart(read(items, { what: list.what, call: calls.tables, as: inTable }));
    // Half an answer is none: a parent whose items are missing would look like one without any.
    if (gaps.length === 0) {
      // What is part of an account stands where that does, and the table need not say so.
      const regions = new Map(all.map(({ id, region }) => [id.toLowerCase(), region]));
      for (const row of rows) yield present({ region: regions.get(parentOf(row.id)), ...row });
      asked = asked.filter(({ subscription }) => late.has(subscription));
    }
  }
  yield* each(asked, parent => itemsBelow(azure, list, parent));
}

/** The list of one parent. What is refused is a gap of that parent. */
function itemsBelow(azure: Azure, list: ComputeList, parent: WholeResource): AsyncIterable<WholeResource | Missing> {
  const { type, path, apiVersion, what, most } = list;
  const [provider, ...rest] = parseArmId(`${parent.id}/${path}/-`).type?.split("/") ?? type.split("/");
  const items = azure.armList(`${parent.id}/${path}?api-version=${apiVersion}`);
  return read(most === undefined ? items : atMost(items, most), {
    what,
    call: { ...calls.services, actions: [[provider, ...rest, "read"].join("/")] },
    as: inList(type, path, parent),
    of: [parent.id],
  });
}

/** The first items of a list. That there are more is a gap. */
async function* atMost(items: AsyncIterable<unknown>, most: number): AsyncGenerator<unknown> {
  let taken = 0;
  for await (const item of items) {
    if (taken++ === most) throw new Fault("cutOff", `the items beyond the first ${most}`);
    yield item;
  }
}
