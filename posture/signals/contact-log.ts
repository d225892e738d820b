import { poolForm } from "../../payloads/search";
import { isOneOf, quoted, verbatim } from "./kql-text";
import type { LateColumn, Log, LogColumn } from "./log";

/** One name that one machine asked for, as no API lists it: only tables of an engine tell, each in columns of its own. */
export interface ContactRecord {
  readonly at: string;
  readonly source: ContactSource;
  readonly machine?: string | undefined;
  readonly address?: string | undefined;
  readonly network?: string | undefined;
  readonly host: string;
  readonly action?: string | undefined;
}

/**
 * The tables that tell which names machines ask for: DNS queries that a DNS security policy logs; the DNS proxy and the application
 * rules of Azure Firewall; DNS servers on Windows; Defender for Endpoint. Source: MicrosoftDocs/azure-reference-other,
 * azure-monitor-ref/tables.
 */
export const contactSources = {
  DNSQueryLogs: "a DNS security policy",
  AZFWDnsQuery: "the DNS proxy of a firewall",
  AZFWApplicationRule: "the application rules of a firewall",
  DnsEvents: "a DNS server",
  DeviceNetworkEvents: "Defender for Endpoint",
} as const;
export type ContactSource = keyof typeof contactSources;
const sources = Object.keys(contactSources) as readonly ContactSource[];

/** Words of the tables for what did not get through: of a DNS policy, of a firewall, of Defender for Endpoint. */
const refusals = ["block", "deny", "connectionfailed", "connectionblocked", "dnsconnectioninspectionblocked"] as const;

const held = (column: string): string => `column_ifexists('${column}', '')`;
const firstHeld = (...columns: readonly string[]): string => `coalesce(${columns.map(held).join(", ")})`;

/** The host of what was asked for: Defender keeps addresses of pages, or `stratum+tcp://…`, and DNS ends names with a dot. */
const hostForm = "^(?:[a-z][a-z0-9+.-]*://)?([^/:]*[^/:.])";
const hostIn = (asked: string): string => `extract(${verbatim(hostForm)}, 1, tolower(${asked}))`;
const host = new RegExp(hostForm);
const hostOf = (asked: string): string => host.exec(asked.toLowerCase())?.[1] ?? "";

const outcomeIn = (action: string): string => `iff(${isOneOf(`tolower(${action})`, refusals)}, 'refused', '')`;

type Text = LogColumn<ContactRecord, string>;

const columns = {
  /** One of `contactSources`. */
  source: { workspace: "Type", hunting: quoted("DeviceNetworkEvents"), of: ({ source }) => source },
  /** Its full name, where an agent on it tells. */
  machine: {
    workspace: `tolower(${held("DeviceName")})`,
    hunting: "tolower(DeviceName)",
    of: ({ machine }) => machine?.toLowerCase(),
  },
  /** Its private address. */
  address: {
    workspace: firstHeld("SourceIpAddress", "SourceIp", "ClientIP", "LocalIP"),
    hunting: "LocalIP",
    of: ({ address }) => address,
  },
  /** Id of the virtual network that it stands in. A DNS policy alone tells; nothing turns on it elsewhere. */
  network: {
    workspace: `tolower(${held("VirtualNetworkId")})`,
    hunting: "''",
    of: ({ network }) => network?.toLowerCase(),
  },
  /** The name that it asked for. */
  host: {
    workspace: hostIn(firstHeld("QueryName", "Fqdn", "Name", "RemoteUrl")),
    hunting: hostIn("RemoteUrl"),
    of: ({ host }) => hostOf(host),
  },
  /** `refused`, or nothing where it got through as far as the table tells. */
  outcome: {
    workspace: outcomeIn(firstHeld("ResolverPolicyRuleAction", "Action", "ActionType")),
    hunting: outcomeIn("ActionType"),
    of: ({ action = "" }) => ((refusals as readonly string[]).includes(action.toLowerCase()) ? "refused" : ""),
  },
} as const satisfies Record<string, Text>;

const poolPattern = poolForm();
const pool = new RegExp(poolPattern);

const late = {
  /** `yes` where the name is that of a mining pool, or below it. */
  pool: {
    from: ["host"],
    kql: `iff(host matches regex ${verbatim(poolPattern)}, 'yes', '')`,
    of: (host = "") => (pool.test(host) ? "yes" : ""),
  },
} as const satisfies Record<string, LateColumn<keyof typeof columns>>;

type RecordColumn = keyof typeof columns;
export type ContactColumn = RecordColumn | keyof typeof late;

/** Which names machines asked for. Of all of them only mining pools are ever asked about. */
export const contactLog: Log<ContactRecord, RecordColumn, never, keyof typeof late> = {
  name: "logs of DNS, firewalls and Defender for Endpoint",
  roads: {
    workspace: { tables: sources, at: "TimeGenerated" },
    hunting: { tables: ["DeviceNetworkEvents"], at: "Timestamp" },
  },
  at: ({ at }) => at,
  act: [],
  who: "machine",
  columns,
  late,
  numbers: {},
};
