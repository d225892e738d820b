import { subscriptions } from "../ids";
import { resolverPolicy, virtualNetwork } from "../rows/dns";
import type { Stage } from "../stage";
import { homeRegion } from "./usages";

/**
 * Networks, each linked to the DNS resolver policy of Contoso Production, which blocks mining pools, but for one that is linked to a
 * policy that only tells of them: Q104. Contoso Sandbox has no network, so that nothing there may need a resource provider.
 */
export function addDns({ arm }: Stage): void {
  const { production, development, data } = subscriptions;
  const place = { location: homeRegion };
  const networks = [
    virtualNetwork(production, "rg-web", "vnet-web", homeRegion),
    virtualNetwork(development, "rg-shared", "vnet-shared", homeRegion),
    virtualNetwork(data, "rg-data", "vnet-data", homeRegion),
  ];
  const reports = virtualNetwork(data, "rg-reports", "vnet-reports", homeRegion);
  arm.resources.push(
    ...networks,
    reports,
    ...resolverPolicy({
      ...place,
      subscription: production,
      group: "rg-web",
      name: "dns-pools",
      action: "Block",
      networks,
    }),
    ...resolverPolicy({
      ...place,
      subscription: data,
      group: "rg-reports",
      name: "dns-reports",
      action: "Alert",
      networks: [reports],
    }),
  );
}
