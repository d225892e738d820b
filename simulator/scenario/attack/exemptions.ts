import { scopes } from "../ids";
import { policyExemption } from "../rows/exemptions";
import type { PlantedFault } from "../stage";

/** What a policy refuses, and somebody has taken out of it. */
export const exemptionFaults: readonly PlantedFault[] = [
  {
    id: "P173",
    sentence: "An exemption without an end takes all of Contoso Development out of the regions that Contoso allows.",
    add: ({ arm }) =>
      arm.documents.push(
        policyExemption({
          name: "migration",
          displayName: "For the migration",
          scope: scopes.development,
          from: "allowed-locations",
        }),
      ),
  },
  {
    id: "P174",
    sentence:
      "For thirty days more, an exemption at Contoso Landing Zones takes everything out of the allowed regions.",
    add: ({ arm, ago }) =>
      arm.documents.push(
        policyExemption({
          name: "new-regions",
          displayName: "New regions",
          scope: scopes.landingZones,
          from: "allowed-locations",
          endsOn: ago({ days: -30 }),
        }),
      ),
  },
];
