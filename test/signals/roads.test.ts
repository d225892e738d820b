import assert from "node:assert/strict";
import type { ActivityAnswer } from "../../posture/evidence/activity";
import { grouped } from "../../posture/facts/collate";
import { gather } from "../../posture/run/gather";
import { type Row, text } from "../../simulator/json";
import { contoso } from "../../simulator/scenario/contoso";
import { subscriptions } from "../../simulator/scenario/ids";
import type { Tenant } from "../../simulator/tenant";
import { stillClock } from "../posture/gather-tenant";
import { simulated } from "../simulated";
import { ago, planted, quiet, workspace } from "./planted";

const base = contoso();
const ids: readonly string[] = base.arm.subscriptions.map(row => text(row, "subscriptionId"));
const whole = { ...workspace, exported: ids };

/** All that the rules are tried on, and in each subscription something from the beginning of the month until now. */
const records: readonly Row[] = [
  ...Object.values(planted)
    .flatMap(({ fires }) => Object.values(fires).flatMap(make => make()))
    .filter(record => "eventTimestamp" in record),
  ...ids.flatMap(id => [...quiet(id, 60), ...quiet(id, 29 * 1440)]),
];

const seen = (change: Partial<Tenant>): Tenant => ({
  ...base,
  arm: { ...base.arm, activityLog: records.map(record => later(record)) },
  workspaces: [],
  hunting: { tables: [] },
  ...change,
});

/** The tests of the rules count from noon, the simulated audit looks at its own hour. */
const later = (record: Row): Row => {
  const shift = Date.parse(base.at) - Date.parse(ago(0));
  return {
    ...record,
    eventTimestamp: new Date(Date.parse(String(record.eventTimestamp)) + shift).toISOString(),
  };
};

/** An instant some hours ago at which no act was under way. */
function quietInstant(): string {
  const acts = grouped(records.map(later), record => text(record, "correlationId"));
  const spans = [...acts.values()].map(act => act.map(record => Date.parse(text(record, "eventTimestamp"))));
  for (let at = Date.parse(base.at) - 2.5 * 3_600_000; ; at -= 60_000)
    if (!spans.some(times => Math.min(...times) <= at && Math.max(...times) > at)) return new Date(at).toISOString();
}

async function read(
  change: Partial<Tenant>,
  more: { readonly workspace?: string; readonly historyDays?: number; readonly subscriptions?: string[] } = {},
) {
  return simulated({ scenario: seen(change), pageSize: 1000 }, async (signed, simulator) => {
    const clock = { ...stillClock(), now: () => Date.parse(base.at) };
    const found = await gather({
      ...signed,
      clock,
      kinds: ["activity"],
      historyDays: 30,
      ...more,
    });
    const answers = found.gathered.activity.value as readonly ActivityAnswer[];
    return {
      acts: answers.filter(({ question }) => question !== "reach"),
      roads: answers.flatMap(({ question, key }) => (question === "reach" && key.subscription ? [key.road] : [])),
      gaps: found.gathered.activity.gaps,
      logsRead: simulator.requests.filter(({ path }) => /^\/subscriptions\/.*eventtypes/i.test(path)).length,
    };
  });
}

const count = ids.length;
const id = workspace.resourceId;

describe("the roads to the activity log", () => {
  it("give the same evidence, and an engine spares the logs of subscriptions", async () => {
    const byRecord = await read({});
    const byWorkspace = await read({ workspaces: [whole] }, { workspace: id });
    const byHunting = await read({ hunting: {} });
    assert(byRecord.acts.length > 20, String(byRecord.acts.length));
    assert.deepEqual(byWorkspace.acts, byRecord.acts);
    assert.deepEqual(byHunting.acts, byRecord.acts);
    assert.deepEqual(byRecord.roads, Array(count).fill("records"));
    assert.deepEqual(byWorkspace.roads, Array(count).fill("workspace"));
    assert.deepEqual(byHunting.roads, Array(count).fill("hunting"));
    assert.deepEqual(
      [byRecord, byWorkspace, byHunting].map(({ logsRead }) => logsRead),
      [count, 0, 0],
    );
    assert.deepEqual([...byWorkspace.gaps, ...byHunting.gaps], []);
  });

  it("tell the same where the export has stopped hours ago: what came after is read record by record", async () => {
    const byRecord = await read({});
    const until = quietInstant();
    const stopped = await read({ workspaces: [{ ...whole, until }] }, { workspace: id });
    assert.deepEqual(stopped.acts, byRecord.acts);
    assert(stopped.roads.includes("workspace"), String(stopped.roads));
    assert.equal(stopped.logsRead, count);
    assert(byRecord.acts.some(({ last }) => last > until));
  });

  describe("tell of a subscription that no list shows", () => {
    const gone = "00000000-0000-0000-0005-000000000901";
    const arm = { ...base.arm, activityLog: [...records, ...quiet(gone, 200), ...quiet(gone, 900)].map(later) };
    const told = ({ acts }: Awaited<ReturnType<typeof read>>) => acts.filter(({ question }) => question === "unlisted");
    const roads = [
      ["the workspace", { workspaces: [{ ...whole, exported: [...ids, gone] }] }, id],
      ["advanced hunting", { hunting: {} }, undefined],
    ] as const;
    for (const [road, change, workspace] of roads)
      it(`by ${road}: who acted there last, and nothing else of it`, async () => {
        const found = await read({ ...change, arm }, { ...(workspace !== undefined && { workspace }) });
        const [row, ...others] = told(found);
        assert.deepEqual(others, []);
        assert.equal(row?.key.subscription, gone);
        assert.deepEqual(row?.distinct.name, ["sasha.kim@contoso.com"]);
        assert.deepEqual(row?.distinct.operation, ["microsoft.storage/storageaccounts/write"]);
        assert.equal(row?.times, 2);
        const rest = found.acts.filter(({ question }) => question !== "unlisted");
        assert.deepEqual(rest, (await read({})).acts);
      });

    it("unless subscriptions were chosen, of which it is none", async () => {
      const found = await read({ hunting: {}, arm }, { subscriptions: [subscriptions.data] });
      assert.deepEqual(told(found), []);
    });
  });

  it("a subscription that is not exported is read by itself", async () => {
    const byRecord = await read({});
    const part = await read({ workspaces: [{ ...whole, exported: [subscriptions.data] }] }, { workspace: id });
    assert.deepEqual(part.acts, byRecord.acts);
    assert.deepEqual([...part.roads].sort(), [...Array(count - 1).fill("records"), "workspace"]);
    assert.equal(part.logsRead, count - 1);
  });

  const unread: Readonly<Record<string, Partial<Tenant>>> = {
    "there is no such workspace": {},
    "nobody exports the activity log to it": { workspaces: [{ ...whole, tables: ["SigninLogs"] }] },
    "it keeps but a week": { workspaces: [{ ...whole, retentionDays: 7 }] },
  };
  for (const [why, change] of Object.entries(unread))
    it(`where a workspace cannot tell (${why}), the logs do`, async () => {
      const byRecord = await read({});
      const found = await read(change, { workspace: id });
      assert.deepEqual(found.acts, byRecord.acts);
      assert.equal(found.logsRead, count);
      assert(
        // but of what is in no list, which the API cannot tell
        found.gaps.every(({ field, subjects }) => field === "unlisted" || subjects?.length === 0),
        "nothing is missing of anybody",
      );
    });
});
