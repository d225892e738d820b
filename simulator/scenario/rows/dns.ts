import type { Row } from "../../json";
import { resource } from "./compute";

/** Virtual networks, and the DNS resolver policies that hold for them. */

export function virtualNetwork(subscription: string, group: string, name: string, location: string): Row {
  return resource(subscription, group, "Microsoft.Network/virtualNetworks", name, location, {
    properties: {
      provisioningState: "Succeeded",
      addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
      subnets: [],
      virtualNetworkPeerings: [],
      enableDdosProtection: false,
    },
  });
}

export interface ResolverPolicy {
  readonly subscription: string;
  readonly group: string;
  readonly name: string;
  readonly location: string;
  /** In the order in which they decide. A domain stands for all names below it, "." for every name. */
  readonly rules: readonly { readonly action: "Allow" | "Alert" | "Block"; readonly domains: readonly string[] }[];
  /** Networks that are linked to it, of any subscription. */
  readonly networks: readonly Row[];
}

/** A DNS resolver policy, a list of domains for each of its rules, and a link for each network. */
export function resolverPolicy({ subscription, group, name, location, rules, networks }: ResolverPolicy): Row[] {
  const at = "Microsoft.Network/dnsResolverPolicies";
  const provisioningState = "Succeeded";
  return [
    resource(subscription, group, at, name, location, { properties: { provisioningState } }),
    ...rules.flatMap(({ action, domains }, index) => {
      const own = `${name}-${action.toLowerCase()}`;
      const list = resource(subscription, group, "Microsoft.Network/dnsResolverDomainLists", own, location, {
        properties: { provisioningState, domains: [...domains] },
      });
      const rule = resource(subscription, group, `${at}/dnsSecurityRules`, `${name}/${own}`, location, {
        properties: {
          provisioningState,
          priority: 100 * (index + 1),
          action: { actionType: action, ...(action === "Block" && { blockResponseCode: "SERVFAIL" }) },
          dnsResolverDomainLists: [{ id: list.id ?? null }],
          dnsSecurityRuleState: "Enabled",
        },
      });
      return [list, rule];
    }),
    ...networks.map(network =>
      resource(
        subscription,
        group,
        `${at}/virtualNetworkLinks`,
        `${name}/${String(network.name)}-${String(network.id).split("/")[2]}`,
        location,
        { properties: { provisioningState, virtualNetwork: { id: network.id ?? null } } },
      ),
    ),
  ];
}

export interface NetworkInterface {
  readonly subscription: string;
  readonly group: string;
  readonly name: string;
  readonly location: string;
  /** The machine's id. */
  readonly machine: string;
  readonly network: Row;
  readonly address: string;
}

/** A machine's place in a network. */
export const networkInterface = ({
  subscription,
  group,
  name,
  location,
  machine,
  network,
  address,
}: NetworkInterface): Row =>
  resource(subscription, group, "Microsoft.Network/networkInterfaces", name, location, {
    properties: {
      provisioningState: "Succeeded",
      primary: true,
      virtualMachine: { id: machine },
      ipConfigurations: [
        {
          name: "ipconfig1",
          properties: {
            provisioningState: "Succeeded",
            primary: true,
            privateIPAddress: address,
            privateIPAllocationMethod: "Dynamic",
            subnet: { id: `${network.id}/subnets/default` },
          },
        },
      ],
    },
  });

export interface DnsQuery {
  readonly at: string;
  readonly name: string;
  readonly address: string;
  readonly network: Row;
  readonly policy: string;
  readonly action: "Allow" | "Alert" | "Block" | "NoMatch";
}

/** A row of DNSQueryLogs: a query that passed a DNS resolver policy, which ends names with a dot. */
export const dnsQuery = ({ at, name, address, network, policy, action }: DnsQuery): Row => ({
  TimeGenerated: at,
  OperationName: action === "Block" ? "RESPONSE_FAILURE" : "RESPONSE_SUCCESS",
  QueryClass: "IN",
  QueryName: `${name}.`,
  QueryType: "A",
  Region: String(network.location),
  ResolutionPath: "PublicDnsResolution",
  ResolverPolicyId: policy,
  ResolverPolicyRuleAction: action,
  ResponseCode: action === "Block" ? 2 : 0,
  SourceIpAddress: address,
  SourcePort: 51820,
  Transport: "UDP",
  VirtualNetworkId: network.id ?? "",
  Version: "2",
});
