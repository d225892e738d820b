/**
 * Asks Azure Resource Graph for networks that pools are not refused to: those linked to a DNS resolver policy that is not ours, and those
 * linked to none. Azure Policy itself cannot tell, for it looks for a link in the network's own subscription.
 * @param regions in which there is a policy of ours
 * @returns a command of the Azure CLI
 */
export function networksLeftOut(regions: readonly string[]): string {
  const kql = [
    "resources",
    `| where type =~ 'microsoft.network/virtualnetworks' and location in~ (${regions.map(region => `'${region}'`).join(", ")})`,
    "| extend network = tolower(id)",
    "| join kind=leftouter (resources",
    "| where type =~ 'microsoft.network/dnsresolverpolicies/virtualnetworklinks'",
    "| project network = tolower(tostring(properties.virtualNetwork.id)), link = id, owner = tostring(tags.application)) on network",
    "| where isempty(link) or owner != 'computeguard'",
    "| project id, location, link",
  ].join(" ");
  return `az graph query --first 1000 -q "${kql}"`;
}
