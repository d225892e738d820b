import { cast } from "../cast";
import { portalAlert } from "../rows/watch";
import type { PlantedFault } from "../stage";

/** What should watch and does not, and what has been seen and left. */

export const watchFaults: readonly PlantedFault[] = [
  {
    id: "P110",
    sentence:
      "The alert VM quota modified after risky user signed in, about Robin Vance, is new in the Defender portal for two days, and nobody is assigned.",
    add: ({ graph, ago }) => {
      graph.alerts.push(
        portalAlert({
          number: 910,
          title: "VM quota modified after risky user signed in",
          at: ago({ days: 2 }),
          severity: "high",
          names: cast.robin,
        }),
      );
    },
  },
];
