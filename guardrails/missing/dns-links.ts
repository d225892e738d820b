import { type DeploymentPolicy, nestedDeployment, type PolicyParameters, templateOf } from "./deployment-policy";

export const linkParameters: PolicyParameters = {
  resolverPolicies: { type: "Object", description: "The id of the DNS resolver policy of each region" },
};

export const linkRights = [
  "Microsoft.Network/virtualNetworks/read",
  "Microsoft.Network/virtualNetworks/join/action",
  "Microsoft.Network/dnsResolverPolicies/read",
  "Microsoft.Network/dnsResolverPolicies/virtualNetworkLinks/read",
  "Microsoft.Network/dnsResolverPolicies/virtualNetworkLinks/write",
];

/** The name of a network's link, of which each network has its own. */
const linkOf = (network: string): string => `concat('computeguard-', uniqueString(toLower(${network})))`;

/**
 * Links each virtual network of a region to the region's DNS resolver policy: an attacker brings a network of his own. The
 * link stands beside the policy, in the stack's subscription, where who owns the network cannot take it away. Azure Policy
 * looks for it in the network's own subscription alone, so that it calls networks elsewhere not compliant although they are linked.
 * A network that is linked to another policy already cannot be linked: its deployment fails, and nothing changes.
 */
export const dnsLinks = (region: string): DeploymentPolicy => ({
  name: `dns-links-${region}`,
  title: `each virtual network in ${region} asks through the DNS resolver policy of that region`,
  description:
    "A new network is linked some minutes after its creation. A network has one DNS resolver policy at most.",
  when: {
    allOf: [
      { field: "type", equals: "Microsoft.Network/virtualNetworks" },
      { field: "location", equals: region },
    ],
  },
  lacks: {
    type: "Microsoft.Network/dnsResolverPolicies/virtualNetworkLinks",
    existenceScope: "subscription",
    existenceCondition: { field: "name", contains: `[${linkOf("field('id')")}]` },
  },
  inSubscription: false,
  of: { network: "[field('id')]" },
  template: templateOf(
    false,
    { resolverPolicies: { type: "object" }, network: { type: "string" } },
    [
      nestedDeployment(
        {
          name: `[${linkOf("parameters('network')")}]`,
          subscriptionId: "[split(variables('resolverPolicy'), '/')[2]]",
          resourceGroup: "[split(variables('resolverPolicy'), '/')[4]]",
        },
        {
          link: `[concat(last(split(variables('resolverPolicy'), '/')), '/', ${linkOf("parameters('network')")})]`,
          network: "[parameters('network')]",
        },
        [
          {
            type: "Microsoft.Network/dnsResolverPolicies/virtualNetworkLinks",
            apiVersion: "2025-05-01",
            name: "[parameters('link')]",
            location: region,
            tags: { application: "computeguard" },
            properties: { virtualNetwork: { id: "[parameters('network')]" } },
          },
        ],
      ),
    ],
    { resolverPolicy: `[parameters('resolverPolicies').${region}]` },
  ),
});
