import { scopes } from "../ids";
import { assessment, healthyAssessments, recommendations } from "../rows/assessments";
import { policyAssignment } from "../rows/authorization";
import { hierarchySettings } from "../rows/policies";
import { change, type Stage, withIn } from "../stage";

/** How ready Contoso is for an attack: what Azure itself says of it. Q166 and Q169. */
export function addReadiness({ arm }: Stage): void {
  for (const scope of [scopes.production, scopes.development, scopes.data, scopes.sandbox, scopes.decoy])
    arm.documents.push(...healthyAssessments(scope));
  // in force where it is enrolled alone, which all of the landing zones are
  const enrolled = policyAssignment(
    "no-scale-sets",
    "No scale sets",
    "6c112d4e-5bc7-47ae-a041-ea2d9dccd749",
    "Enroll",
    {
      listOfResourceTypesNotAllowed: { value: ["Microsoft.Compute/virtualMachineScaleSets"] },
    },
  );
  const notScopes = [scopes.production, scopes.development, scopes.data];
  arm.policyAssignments.push(withIn(enrolled, "properties", { notScopes }));
  arm.documents.push({
    id: `${scopes.landingZones}/providers/Microsoft.Authorization/policyEnrollments/no-scale-sets`,
    name: "no-scale-sets",
    type: "Microsoft.Authorization/policyEnrollments",
    properties: { policyAssignmentId: String(enrolled.id) },
  });
  arm.hierarchySettings.push(hierarchySettings(scopes.landingZones));
  const exempted = assessment(scopes.data, recommendations.guestWriters, { code: "NotApplicable", cause: "Exempt" });
  change(
    arm.documents,
    row => row.id === exempted.id,
    () => exempted,
  );
  // a recommendation that is nobody's business here
  const contact = assessment(scopes.data, recommendations.contact, { code: "Unhealthy" });
  change(
    arm.documents,
    row => row.id === contact.id,
    () => contact,
  );
}
