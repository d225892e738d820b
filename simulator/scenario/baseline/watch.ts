import { cast } from "../cast";
import { portalAlert } from "../rows/watch";
import type { Stage } from "../stage";

/** What watches over Contoso, and what it has seen: Q110. */
export function addWatch({ graph, ago }: Stage): void {
  graph.alerts.push(
    portalAlert({
      number: 900,
      title: "Mass provisioning of GPU virtual machines for possible cryptocurrency mining",
      at: ago({ days: 60 }),
      status: "resolved",
      assignedTo: "avery.howard@contoso.com",
      names: cast.sasha,
    }),
    portalAlert({
      number: 901,
      title: "Email messages containing malicious URL removed after delivery",
      at: ago({ days: 3 }),
      serviceSource: "microsoftDefenderForOffice365",
      names: cast.sasha,
    }),
  );
}
