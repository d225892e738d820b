import type { Answer } from "../answers";
import type { Call } from "../call";
import { get, type Row, text } from "../json";
import type { Route } from "../route";
import { collection } from "./collection";
import { needs } from "./permissions";

/** Reports, logs, Identity Protection and the alerts of the Defender portal. */

/** What v1.0 leaves out of a sign-in. */
const betaOnly = [
  "authenticationRequirement",
  "authenticationDetails",
  "authenticationProtocol",
  "authenticationMethodsUsed",
  "autonomousSystemNumber",
  "signInEventTypes",
  "isTenantRestricted",
  "crossTenantAccessType",
  "homeTenantId",
  "resourceTenantId",
];

function newestFirst(rows: readonly Row[], key: string): readonly Row[] {
  return [...rows].sort((a, b) => Date.parse(text(b, key)) - Date.parse(text(a, key)));
}

/** Without a filter on `signInEventTypes` only interactive sign-ins of users are listed. */
function signIns(call: Call): Answer {
  const asked = /signInEventTypes/i.test(call.query.get("$filter") ?? "") && call.version === "beta";
  const interactive = (row: Row) => {
    const types = get(row, "signInEventTypes");
    return asked || (Array.isArray(types) && types.includes("interactiveUser"));
  };
  const shown = (row: Row) =>
    call.version === "beta" ? row : Object.fromEntries(Object.entries(row).filter(([key]) => !betaOnly.includes(key)));
  const rows = newestFirst(call.tenant.graph.signIns.filter(interactive), "createdDateTime").map(shown);
  return collection(call, rows, { context: "auditLogs/signIns", ordered: true, most: 1000 });
}

export const reportRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/reports/authenticationMethods/userRegistrationDetails",
    permissions: needs.auditLogs,
    licence: "P1",
    answer: call =>
      collection(call, call.tenant.graph.registrations, {
        context: "reports/authenticationMethods/userRegistrationDetails",
      }),
  },
  {
    method: "GET",
    path: "/auditLogs/directoryAudits",
    permissions: needs.auditLogs,
    answer: call =>
      collection(call, newestFirst(call.tenant.graph.directoryAudits, "activityDateTime"), {
        context: "auditLogs/directoryAudits",
        ordered: true,
      }),
  },
  { method: "GET", path: "/auditLogs/signIns", permissions: needs.auditLogs, licence: "P1", answer: signIns },
  {
    method: "GET",
    path: "/identityProtection/riskyUsers",
    permissions: needs.riskyUsers,
    licence: "P2",
    answer: call =>
      collection(call, call.tenant.graph.riskyUsers, { context: "identityProtection/riskyUsers", most: 500 }),
  },
  {
    method: "GET",
    path: "/identityProtection/riskDetections",
    permissions: needs.riskDetections,
    licence: "P1",
    answer: call =>
      collection(call, call.tenant.graph.riskDetections, { context: "identityProtection/riskDetections", most: 500 }),
  },
  {
    method: "GET",
    path: "/security/alerts_v2",
    permissions: needs.securityAlerts,
    answer: call =>
      collection(call, newestFirst(call.tenant.graph.alerts, "createdDateTime"), {
        context: "security/alerts_v2",
        ordered: true,
      }),
  },
  {
    method: "GET",
    path: "/security/rules/detectionRules",
    permissions: needs.customDetections,
    answer: call => collection(call, call.tenant.graph.detectionRules, { context: "security/rules/detectionRules" }),
  },
];
