import type { Row } from "../../json";
import { scopes, subscriptions } from "../ids";
import { dnsQuery, networkInterface, resolverPolicy, virtualNetwork } from "../rows/dns";
import type { Stage } from "../stage";
import { homeRegion } from "./usages";
import { workspace } from "./watch";

const { production, data } = subscriptions;

/** The networks of the web servers and of the databases, whose addresses are the same. */
export const webNetwork = virtualNetwork(production, "rg-web", "vnet-web", homeRegion);
const dataNetwork = virtualNetwork(data, "rg-data", "vnet-data", homeRegion);

/** The resolver policy that refuses all names but those that Contoso needs, so mining pools too. */
export const refusingPolicy = `${scopes.production}/resourceGroups/rg-web/providers/Microsoft.Network/dnsResolverPolicies/dns-pools`;

const machineIn = (scope: string, group: string, name: string): string =>
  `${scope}/resourceGroups/${group}/providers/Microsoft.Compute/virtualMachines/${name}`;

/** The machines that ask for names, at the address that both have in networks of their own. */
export const asking = { address: "10.0.0.4", web: machineIn(scopes.production, "rg-web", "vm-web-01") } as const;

/** Adds rows to what the workspace is told of DNS. */
export function tellDns({ sentRows }: Stage, rows: readonly Row[]): void {
  sentRows.push(...rows.map(row => ({ workspace, table: "DNSQueryLogs", row })));
}

/** Adds what Defender for Endpoint has seen of a machine at that address. */
export function tellDefender({ graph }: Stage, at: string, machine: string, url: string, action: string): void {
  graph.deviceNetworkEvents.push({
    Timestamp: at,
    ActionType: action,
    DeviceId: `${machine}-device`,
    DeviceName: `${machine}.contoso.com`,
    LocalIP: asking.address,
    LocalPort: 51820,
    Protocol: "Tcp",
    RemoteIP: "203.0.113.200",
    RemotePort: 443,
    RemoteUrl: url,
    ReportId: 1,
  });
}

/**
 * Networks, each linked to the DNS resolver policy of Contoso Production, which blocks all names but those that are needed, but for one that
 * is linked to a policy that only tells of them: Q104. Contoso Sandbox has no network, so that nothing there may need a resource provider.
 */
export function addDns(stage: Stage): void {
  const { arm, ago } = stage;
  const { development } = subscriptions;
  const placed = { location: homeRegion };
  const networks = [webNetwork, virtualNetwork(development, "rg-shared", "vnet-shared", homeRegion), dataNetwork];
  const reports = virtualNetwork(data, "rg-reports", "vnet-reports", homeRegion);
  arm.resources.push(
    ...networks,
    reports,
    ...resolverPolicy({
      ...placed,
      subscription: production,
      group: "rg-web",
      name: "dns-pools",
      rules: [
        { action: "Allow", domains: ["contoso.com.", "ntp.org.", "windows.net."] },
        { action: "Block", domains: ["."] },
      ],
      networks,
    }),
    ...resolverPolicy({
      ...placed,
      subscription: data,
      group: "rg-reports",
      name: "dns-reports",
      rules: [{ action: "Alert", domains: ["."] }],
      networks: [reports],
    }),
  );
  // Q180: names that only look like those of pools, of the database server and of the web server.
  const place = { address: asking.address, policy: refusingPolicy, action: "Allow" } as const;
  const adapter = { location: homeRegion, address: asking.address };
  const database = machineIn(scopes.data, "rg-data", "vm-db-01");
  arm.resources.push(
    networkInterface({
      ...{ ...adapter, subscription: production, group: "rg-web", name: "vm-web-01-nic" },
      ...{ machine: asking.web, network: webNetwork },
    }),
    networkInterface({
      ...{ ...adapter, subscription: data, group: "rg-data", name: "vm-db-01-nic" },
      ...{ machine: database, network: dataNetwork },
    }),
  );
  tellDns(stage, [
    dnsQuery({ ...place, at: ago({ days: 89 }), name: "pool.ntp.org", network: dataNetwork }),
    dnsQuery({ ...place, at: ago({ days: 1 }), name: "nanopool.org.contoso.com", network: dataNetwork }),
    dnsQuery({ ...place, action: "Block", at: ago({ hours: 3 }), name: "notnanopool.org", network: webNetwork }),
  ]);
  tellDefender(stage, ago({ days: 1 }), "vm-db-01", "https://nanopool.org.contoso.com/status", "ConnectionSuccess");
}
