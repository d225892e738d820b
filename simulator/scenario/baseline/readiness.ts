import { scopes } from "../ids";
import { assessment, healthyAssessments, recommendations } from "../rows/assessments";
import { hierarchySettings } from "../rows/policies";
import { change, type Stage } from "../stage";

/** How ready Contoso is for an attack: what Azure itself says of it. Q166. */
export function addReadiness({ arm }: Stage): void {
  for (const scope of [scopes.production, scopes.development, scopes.data, scopes.sandbox, scopes.decoy])
    arm.documents.push(...healthyAssessments(scope));
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
