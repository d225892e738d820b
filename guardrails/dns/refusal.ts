import { DnsResolverDomainList, DnsResolverPolicy, DnsSecurityRule } from "@pulumi/azure-native/dnsresolver";
import type { ResourceGroup } from "@pulumi/azure-native/resources";
import type { Estate } from "../../catalogue/estate";
import { poolDomains } from "../../payloads/search";
import { approvedRegions } from "../../policies/unapproved-region";
import { deployMissing } from "../missing/deploy-missing";
import { dnsLinks, linkParameters, linkRights } from "../missing/dns-links";
import type { Settings } from "../settings";
import { tags } from "../tags";

/** A name as DNS writes it in full. A domain stands for all hosts below it. */
export const withDot = (domain: string): string => (domain.endsWith(".") ? domain : `${domain}.`);

/** Where networks may be: the estate's regions, else that of the stack. */
export const regionsOf = (estate: Estate, location: string): readonly string[] => [
  ...new Set(approvedRegions(estate) ?? [location]),
];

/**
 * Mining pools get no address: a policy for the DNS queries of each region, and a link to it for each virtual network below the
 * management group. Who asks another resolver, over HTTPS too, or connects to an address without asking, escapes it.
 * @returns the commands that link the networks which exist already
 */
export function refusePools(settings: Settings, estate: Estate, group: ResourceGroup): readonly string[] {
  const { dns, location } = settings;
  if (dns === "Off") return [];
  const regions = regionsOf(estate, location);
  const policies = regions.map(region => {
    const place = { resourceGroupName: group.name, location: region, tags };
    const pools = new DnsResolverDomainList(`pools-${region}`, { ...place, domains: poolDomains().map(withDot) });
    const policy = new DnsResolverPolicy(`pools-${region}`, place);
    new DnsSecurityRule(`pools-${region}`, {
      ...place,
      dnsResolverPolicyName: policy.name,
      // the smallest that Azure takes: no rule of theirs comes before
      priority: 100,
      dnsSecurityRuleState: "Enabled",
      action: dns === "Block" ? { actionType: "Block", blockResponseCode: "SERVFAIL" } : { actionType: "Alert" },
      dnsResolverDomainLists: [{ id: pools.id }],
    });
    return [region, policy.id] as const;
  });
  return deployMissing(settings, {
    name: "dns",
    title: "virtual networks refuse mining pools",
    policies: regions.map(dnsLinks),
    parameters: linkParameters,
    values: { resolverPolicies: Object.fromEntries(policies) },
    rights: linkRights,
  });
}
