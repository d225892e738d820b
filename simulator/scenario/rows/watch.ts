import type { Row } from "../../json";
import { idOf } from "../cast";
import { guid, tenantId } from "../ids";
import { type Person, upnOf } from "./directory";

/** What watches a tenant: alerts of the Defender portal. */

export interface PortalAlert {
  readonly number: number;
  readonly title: string;
  readonly at: string;
  readonly status?: "new" | "inProgress" | "resolved";
  readonly severity?: "informational" | "low" | "medium" | "high";
  readonly serviceSource?: string;
  /** Its id in the product that raised it; the number of the alert where it is left out. */
  readonly providerId?: string;
  readonly assignedTo?: string;
  readonly names: Person;
  /** A resource of Azure. */
  readonly resource?: string;
}

/** One row of Microsoft Graph's `alerts_v2`. */
export function portalAlert(alert: PortalAlert): Row {
  const {
    number,
    title,
    at,
    status = "new",
    severity = "medium",
    serviceSource = "microsoftDefenderForCloudApps",
  } = alert;
  const evidence = { createdDateTime: at, verdict: "suspicious", remediationStatus: "none", roles: [], tags: [] };
  return {
    id: `da${guid("event", number)}_1`,
    providerAlertId: alert.providerId ?? guid("event", number),
    incidentId: String(number),
    status,
    severity,
    classification: null,
    determination: null,
    serviceSource,
    detectionSource: serviceSource,
    detectorId: guid("event", number),
    tenantId,
    title,
    description: title,
    recommendedActions: "",
    category: "Impact",
    assignedTo: alert.assignedTo ?? null,
    alertWebUrl: `https://security.microsoft.com/alerts/da${guid("event", number)}_1?tid=${tenantId}`,
    incidentWebUrl: `https://security.microsoft.com/incidents/${number}?tid=${tenantId}`,
    actorDisplayName: null,
    threatDisplayName: null,
    threatFamilyName: null,
    mitreTechniques: ["T1496"],
    createdDateTime: at,
    lastUpdateDateTime: at,
    resolvedDateTime: status === "resolved" ? at : null,
    firstActivityDateTime: at,
    lastActivityDateTime: at,
    comments: [],
    evidence: [
      {
        "@odata.type": "#microsoft.graph.security.userEvidence",
        ...evidence,
        userAccount: {
          accountName: upnOf(alert.names).split("@")[0] ?? "",
          domainName: null,
          userSid: null,
          azureAdUserId: idOf(alert.names),
          userPrincipalName: upnOf(alert.names),
          displayName: alert.names.name,
        },
      },
      ...(alert.resource === undefined
        ? []
        : [
            {
              "@odata.type": "#microsoft.graph.security.azureResourceEvidence",
              ...evidence,
              resourceId: alert.resource,
              resourceName: alert.resource.split("/").at(-1) ?? "",
              resourceType: "",
            },
          ]),
    ],
  };
}
