import assert from "node:assert/strict";
import { foldsOf } from "../../posture/evidence/reading/answer-rows";
import { gather } from "../../posture/run/gather";
import { actsOf } from "../../posture/signals/acts";
import type { ContactRecord } from "../../posture/signals/contact-log";
import { logs } from "../../posture/signals/logs";
import type { Answer } from "../../posture/signals/question";
import type { Row } from "../../simulator/json";
import { contoso } from "../../simulator/scenario/contoso";
import type { Tenant } from "../../simulator/tenant";
import { stillClock } from "../posture/gather-tenant";
import { simulated } from "../simulated";

/** Which machines ask for pools, by every table that may tell, in the columns of each. */

const now = "2026-11-24T00:00:00.000Z";
const ago = (hours: number) => new Date(Date.parse(now) - hours * 3_600_000).toISOString();
const network =
  "/subscriptions/00000000-0000-0000-0005-000000000001/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/vnet-A";

/** What happened, and the row that the table of its source has of it. */
const planted: readonly (readonly [ContactRecord, Row])[] = [
  [
    {
      at: ago(30),
      source: "DNSQueryLogs",
      address: "10.0.0.4",
      network,
      host: "xmr-eu1.nanopool.org.",
      action: "Block",
    },
    {
      QueryName: "XMR-EU1.nanopool.org.",
      SourceIpAddress: "10.0.0.4",
      VirtualNetworkId: network,
      ResolverPolicyRuleAction: "Block",
    },
  ],
  [
    { at: ago(29), source: "DNSQueryLogs", address: "10.0.0.4", network, host: "nanopool.org.", action: "NoMatch" },
    {
      QueryName: "nanopool.org.",
      SourceIpAddress: "10.0.0.4",
      VirtualNetworkId: network,
      ResolverPolicyRuleAction: "NoMatch",
    },
  ],
  [
    { at: ago(28), source: "DNSQueryLogs", address: "10.0.0.5", network, host: "nanopool.org.contoso.com." },
    {
      QueryName: "nanopool.org.contoso.com.",
      SourceIpAddress: "10.0.0.5",
      VirtualNetworkId: network,
      ResolverPolicyRuleAction: "NoMatch",
    },
  ],
  [
    { at: ago(27), source: "AZFWDnsQuery", address: "10.1.0.4", host: "pool.supportxmr.com." },
    { QueryName: "pool.supportxmr.com.", SourceIp: "10.1.0.4" },
  ],
  [
    { at: ago(26), source: "AZFWApplicationRule", address: "10.1.0.4", host: "supportxmr.com", action: "Deny" },
    { Fqdn: "supportxmr.com", SourceIp: "10.1.0.4", Action: "Deny" },
  ],
  [
    {
      at: ago(25),
      source: "AZFWApplicationRule",
      address: "10.1.0.6",
      host: "supportxmr.com.example",
      action: "Allow",
    },
    { Fqdn: "supportxmr.com.example", SourceIp: "10.1.0.6", Action: "Allow" },
  ],
  [
    { at: ago(24), source: "DnsEvents", address: "10.2.0.4", host: "eth.2miners.com" },
    { Name: "eth.2miners.com", ClientIP: "10.2.0.4", Computer: "dc01" },
  ],
  ...[true, false].map((through): readonly [ContactRecord, Row] => [
    {
      ...{
        at: ago(through ? 23 : 22),
        source: "DeviceNetworkEvents",
        machine: "gpu-1.contoso.com",
        address: "10.3.0.4",
      },
      ...{ host: "https://xmr.2miners.com:443/x", action: through ? "ConnectionSuccess" : "ConnectionFailed" },
    },
    {
      ...{ DeviceName: "gpu-1.contoso.com", LocalIP: "10.3.0.4", RemoteUrl: "https://xmr.2miners.com:443/x" },
      ActionType: through ? "ConnectionSuccess" : "ConnectionFailed",
    },
  ]),
  ...["stratum+tcp://rvn.2miners.com:6060", "stratum+ssl://rvn.2miners.com:16060"].map(
    (host, i): readonly [ContactRecord, Row] => [
      { at: ago(21 - i), source: "DeviceNetworkEvents", machine: "gpu-2.contoso.com", address: "10.3.0.5", host },
      { DeviceName: "gpu-2.contoso.com", LocalIP: "10.3.0.5", RemoteUrl: host },
    ],
  ),
];

const rowsOf = (source: string, time: string): Row[] =>
  planted.filter(([record]) => record.source === source).map(([{ at }, row]) => ({ ...row, [time]: at }));

const workspace =
  "/subscriptions/00000000-0000-0000-0005-000000000002/resourceGroups/rg-watch/providers/Microsoft.OperationalInsights/workspaces/law-contoso";
const tables = ["DNSQueryLogs", "AZFWDnsQuery", "AZFWApplicationRule", "DnsEvents"];
const story = contoso({ without: "all", at: now });
const tenant: Tenant = {
  ...story,
  graph: { ...story.graph, deviceNetworkEvents: rowsOf("DeviceNetworkEvents", "Timestamp") },
  workspaces: [
    {
      ...{ resourceId: workspace, customerId: "00000000-0000-0000-0000-000000000077", exported: [], retentionDays: 90 },
      tables: [...tables, "DeviceNetworkEvents"],
    },
  ],
  sentRows: tables.flatMap(table => rowsOf(table, "TimeGenerated").map(row => ({ workspace, table, row }))),
};

async function gathered(scenario: Tenant, named?: string) {
  return simulated({ scenario }, async signed => {
    const connection = { ...signed, clock: stillClock() };
    const asked = {
      kinds: ["poolContacts"] as const,
      historyDays: 30,
      ...(named !== undefined && { workspace: named }),
    };
    const { gathered } = await gather({ ...connection, ...asked });
    return gathered.poolContacts;
  });
}

/** What the same records come to without any engine. */
async function folded(sources: readonly string[]): Promise<Answer[]> {
  async function* records() {
    for (const [record] of planted) if (sources.includes(record.source)) yield record;
  }
  const folds = foldsOf(logs.contacts);
  for await (const act of actsOf(logs.contacts.log, records())) for (const fold of folds) fold.add(act);
  return folds.flatMap(fold => [...fold.answers()]);
}

const sorted = (of: object) => Object.entries(of).sort(([one], [other]) => (one < other ? -1 : 1));
const lines = (answers: readonly Answer[]): string[] =>
  answers
    .filter(({ question }) => question === "contacts")
    .map(({ key, times, first, last, distinct }) => JSON.stringify([sorted(key), times, first, last, sorted(distinct)]))
    .sort();

describe("contact with mining pools", () => {
  it("is told by the workspace as the records come to, and by no name that only looks like a pool's", async () => {
    const { value, gaps } = await gathered({ ...tenant, hunting: { tables: [] } }, workspace);
    assert.deepEqual(gaps, []);
    assert.deepEqual(lines(value), lines(await folded([...tables, "DeviceNetworkEvents"])));
    const asked = value
      .filter(({ question }) => question === "contacts")
      .map(({ key }) => `${key.host} ${key.outcome}`);
    assert.deepEqual(asked.sort(), [
      "eth.2miners.com ",
      "nanopool.org ",
      "pool.supportxmr.com ",
      "rvn.2miners.com ",
      "supportxmr.com refused",
      "xmr-eu1.nanopool.org refused",
      "xmr.2miners.com ",
      "xmr.2miners.com refused",
    ]);
  });

  it("is told by advanced hunting of the machines that Defender watches, beside the workspace", async () => {
    const { value, gaps } = await gathered(tenant);
    assert.deepEqual(gaps, []);
    assert.deepEqual(lines(value), lines(await folded(["DeviceNetworkEvents"])));
    const both = await gathered(
      { ...tenant, workspaces: [{ ...tenant.workspaces![0]!, tables: ["DNSQueryLogs"] }] },
      workspace,
    );
    assert.deepEqual(lines(both.value), lines(await folded(["DNSQueryLogs", "DeviceNetworkEvents"])));
  });

  it("is told by nobody where nobody logs names: no table there, or none with a row", async () => {
    for (const scenario of [
      { ...tenant, hunting: { tables: [] }, workspaces: [{ ...tenant.workspaces![0]!, tables: ["AzureActivity"] }] },
      {
        ...tenant,
        graph: { ...tenant.graph, deviceNetworkEvents: [] },
        sentRows: [],
      },
    ])
      assert.deepEqual(await gathered(scenario, workspace), { value: [], gaps: [] });
  });
});
