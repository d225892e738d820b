import { asking, refusingPolicy, tellDefender, tellDns, webNetwork } from "../baseline/dns";
import { homeRegion } from "../baseline/usages";
import { subscriptions } from "../ids";
import { dnsQuery, virtualNetwork } from "../rows/dns";
import type { PlantedFault } from "../stage";

export const dnsFaults: readonly PlantedFault[] = [
  {
    id: "P104",
    sentence:
      "The new virtual network vnet-lab in Contoso Development is linked to no DNS resolver policy, and gives its machines the addresses of mining pools.",
    add: ({ arm }) => {
      arm.resources.push(virtualNetwork(subscriptions.development, "rg-shared", "vnet-lab", homeRegion));
    },
  },
  {
    id: "P180",
    sentence:
      "The web server vm-web-01 has asked for xmr-eu1.nanopool.org, as the log of the DNS resolver policy tells, which refused it; Defender for Endpoint saw the connection fail.",
    add: stage => {
      const query = { address: asking.address, network: webNetwork, policy: refusingPolicy, action: "Block" } as const;
      const name = "xmr-eu1.nanopool.org";
      tellDns(
        stage,
        [26, 25].map(hours => dnsQuery({ ...query, name, at: stage.ago({ hours }) })),
      );
      tellDefender(stage, stage.ago({ hours: 25 }), "vm-web-01", name, "ConnectionFailed");
    },
  },
];
