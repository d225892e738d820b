import type { Row } from "../../json";
import { scopes } from "../ids";

export interface Exempted {
  readonly name: string;
  readonly displayName: string;
  /** What is exempted, with all below. */
  readonly scope: string;
  /** The assignment at Contoso Landing Zones that it exempts from. */
  readonly from: string;
  readonly endsOn?: string;
}

/** An exemption as ARM returns it (2022-07-01-preview). It holds for the whole of what the assignment refuses. */
export const policyExemption = ({ name, displayName, scope, from, endsOn }: Exempted): Row => ({
  properties: {
    policyAssignmentId: `${scopes.landingZones}/providers/Microsoft.Authorization/policyAssignments/${from}`,
    policyDefinitionReferenceIds: [],
    exemptionCategory: "Waiver",
    displayName,
    ...(endsOn !== undefined && { expiresOn: endsOn }),
  },
  id: `${scope}/providers/Microsoft.Authorization/policyExemptions/${name}`,
  type: "Microsoft.Authorization/policyExemptions",
  name,
});
