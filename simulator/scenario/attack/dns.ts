import { homeRegion } from "../baseline/usages";
import { subscriptions } from "../ids";
import { virtualNetwork } from "../rows/dns";
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
];
