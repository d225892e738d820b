import type { Table } from "./checks-table";
import { daysAgo, guid, healthy, production, type Rows } from "./checks-tenant";

/** Tables of the check of machines that ask for mining pools. */

type Answer = Rows["poolContacts"][number];
type Key = Readonly<Record<string, string>>;

const network = `${production}/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/vnet-web`.toLowerCase();
const other = `${production}/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/vnet-other`.toLowerCase();
const machine = (name: string) => `${production}/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/${name}`;

/** A machine asked for a pool, as a DNS policy tells, so many days ago. */
const asked = (key: Key = {}, days = 2): Answer => ({
  question: "contacts",
  times: 3,
  first: daysAgo(days),
  last: daysAgo(days),
  distinct: { day: [daysAgo(days).slice(0, 10)] },
  sum: {},
  key: {
    ...{ source: "DNSQueryLogs", machine: "", address: "10.0.0.4", network, host: "xmr-eu1.nanopool.org" },
    ...{ outcome: "", pool: "yes" },
    ...key,
  },
});
/** As Defender for Endpoint tells. */
const device = (key: Key = {}) =>
  asked({ source: "DeviceNetworkEvents", machine: "vm-gpu.contoso.com", address: "10.9.9.9", network: "", ...key });

/** Until when a table tells, so many days ago. */
const reach = (source: string, days: number): Answer => ({
  question: "reach",
  key: { source, road: "workspace" },
  ...{ times: 0, first: daysAgo(90), last: daysAgo(days), distinct: {}, sum: {} },
});

const adapter = (name: string, at: string, address = "10.0.0.4"): Rows["contactingMachines"][number] => ({
  id: `${production}/resourceGroups/rg/providers/Microsoft.Network/networkInterfaces/${name}-nic`,
  subscription: guid(1),
  machine: machine(name),
  places: [{ address, network: at }],
});
const running = (name: string, created?: string): Rows["resources"][number] => ({
  id: machine(name),
  type: "Microsoft.Compute/virtualMachines",
  name,
  subscription: guid(1),
  region: "westeurope",
  ...(created !== undefined && { created }),
  resource: {},
});

/** Somebody created machines in that hour. */
const created = (caller: number, name: string, at: string, key: Key = {}): Rows["activity"][number] => ({
  question: "hours",
  window: at,
  times: 1,
  first: at,
  last: at,
  distinct: { name: [name] },
  sum: { machines: 1 },
  key: {
    ...{ caller: guid(caller), operation: "microsoft.compute/virtualmachines/write", result: "done" },
    ...{ subscription: guid(1), region: "westeurope", size: "Standard_D2s_v5", accelerator: "", extension: "" },
    ...{ code: "", methods: "" },
    ...key,
  },
});

const log = (...answers: readonly Answer[]) => ({ poolContacts: [...healthy.poolContacts, ...answers] });
const birth = "2026-10-01T10:07:00.000Z";
const [hour] = [`${birth.slice(0, 13)}:05:00.000Z`];
const born = { resources: [running("vm-web", birth)], contactingMachines: [adapter("vm-web", network)] };

/** The machine that asked is gone, so that it has the same name whoever else is read. */
export const attackedContacts = { ...log(asked()), contactingMachines: [adapter("vm-other", other)] };

export const contactTables: Readonly<Record<string, Table>> = {
  "mining-pool-contact": {
    bad: {
      "by the address in its network": {
        change: {
          ...log(asked()),
          contactingMachines: [adapter("vm-web", network), adapter("vm-other", other)],
          resources: [running("vm-web")],
        },
        at: [machine("vm-web")],
        severity: "critical",
        says: /asked for xmr-eu1\.nanopool\.org, from .* on, by a DNS security policy$/m,
      },
      "by its name": {
        change: { ...log(device()), resources: [running("VM-GPU"), running("vm-web")] },
        at: [machine("VM-GPU")],
        says: /by Defender for Endpoint$/m,
      },
      "once for one machine, of which two logs tell": {
        change: {
          ...log(device(), asked()),
          contactingMachines: [adapter("vm-gpu", network)],
          resources: [running("vm-gpu")],
        },
        at: [machine("vm-gpu")],
        says: /, by Defender for Endpoint, a DNS security policy$/m,
      },
      "of a firewall, by the one machine at the address": {
        change: {
          ...log(asked({ source: "AZFWDnsQuery", network: "" })),
          contactingMachines: [adapter("vm-web", network)],
        },
        at: [machine("vm-web")],
      },
      "two machines may be meant: the address stands for them": {
        change: {
          ...log(asked({ source: "AZFWDnsQuery", network: "" })),
          contactingMachines: [adapter("vm-web", network), adapter("vm-other", other)],
        },
        at: ["10.0.0.4"],
      },
      "no machine has the address now": { change: log(asked()), at: [`${network} 10.0.0.4`] },
      "refused each time": {
        change: { ...log(asked({ outcome: "refused" })), ...born },
        at: [machine("vm-web")],
        severity: "high",
        says: /, and was refused each time, by a DNS security policy$/m,
      },
      "refused once, and once not": {
        change: { ...log(asked({ outcome: "refused" }), asked({ host: "nanopool.org" })), ...born },
        at: [machine("vm-web")],
        severity: "critical",
        says: /asked for nanopool\.org, xmr-eu1\.nanopool\.org, from/m,
      },
      "with the one who created it": {
        change: {
          ...{ ...log(asked()), ...born },
          activity: [...healthy.activity, created(101, "dana@contoso.com", hour!)],
        },
        at: [machine("vm-web")],
        says: /; created by dana@contoso\.com$/m,
      },
      "with the two of whom one created it": {
        change: {
          ...{ ...log(asked()), ...born },
          activity: [
            ...healthy.activity,
            created(101, "dana@contoso.com", hour!),
            created(102, "kim@contoso.com", hour!, { region: "" }),
            // at another hour, elsewhere, of another type, and in vain
            created(103, "no@contoso.com", "2026-10-01T12:00:00.000Z"),
            created(104, "no@contoso.com", hour!, { region: "eastus" }),
            created(105, "no@contoso.com", hour!, { operation: "microsoft.compute/virtualmachinescalesets/write" }),
            created(106, "no@contoso.com", hour!, { result: "failed" }),
            created(107, "no@contoso.com", hour!, { subscription: guid(2) }),
          ],
        },
        at: [machine("vm-web")],
        says: /; created by dana@contoso\.com or kim@contoso\.com$/m,
      },
    },
    quiet: {
      "long ago": { change: { ...log(asked({}, 60)), ...born } },
      "nobody asked": { change: born },
    },
    unsure: {
      "nobody logs names": { change: { poolContacts: [] } },
      "the table got its last row five days ago": { change: { poolContacts: [reach("DNSQueryLogs", 5)] } },
      "one table of two gets no rows any more": {
        change: { poolContacts: [reach("DNSQueryLogs", 0), reach("AZFWDnsQuery", 40)] },
      },
    },
  },
};
