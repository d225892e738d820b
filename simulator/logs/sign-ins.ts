import { get, type Json, type Row, text } from "../json";
import type { Column } from "../kql/types";
import { capitalised } from "./fitted";

/** Sign-ins in a workspace and in hunting: the rows that Graph's beta lists, spelt as each of them spells. */

/** The tables of a workspace by the kind of sign-in, and what they call it. */
export const signInTables = {
  SigninLogs: { kind: "interactiveUser", category: "SignInLogs" },
  AADNonInteractiveUserSignInLogs: { kind: "nonInteractiveUser", category: "NonInteractiveUserSignInLogs" },
  AADServicePrincipalSignInLogs: { kind: "servicePrincipal", category: "ServicePrincipalSignInLogs" },
  AADManagedIdentitySignInLogs: { kind: "managedIdentity", category: "ManagedIdentitySignInLogs" },
} as const;

export type SignInTable = keyof typeof signInTables;

export const isOf = (row: Row, ...kinds: readonly string[]): boolean => {
  const types = get(row, "signInEventTypes");
  return Array.isArray(types) && types.some(type => kinds.includes(String(type)));
};

const orNull = (row: Row, path: string): Json => get(row, path) ?? null;

/** Columns that carry a property of Graph have its name with a capital; the others are named here. */
export const workspaceSignIn = (row: Row, table: SignInTable, columns: readonly Column[], tenantId: string): Row => ({
  ...capitalised(columns, row),
  TimeGenerated: orNull(row, "createdDateTime"),
  OperationName: "Sign-in activity",
  OperationVersion: "1.0",
  Category: signInTables[table].category,
  Level: "4",
  Identity: text(row, "userDisplayName") || text(row, "servicePrincipalName"),
  ResultType: String(get(row, "status.errorCode") ?? 0),
  ResultSignature: "None",
  ResultDescription: get(row, "status.errorCode") ? text(row, "status.failureReason") : "",
  Location: text(row, "location.countryOrRegion"),
  LocationDetails: orNull(row, "location"),
  ConditionalAccessPolicies: orNull(row, "appliedConditionalAccessPolicies"),
  AppliedConditionalAccessPolicies: "",
  AutonomousSystemNumber: String(get(row, "autonomousSystemNumber") ?? ""),
  ResourceIdentity: text(row, "resourceId"),
  ResourceId: `/tenants/${tenantId}/providers/Microsoft.aadiam`,
  Resource: "Microsoft.aadiam",
  ResourceGroup: "Microsoft.aadiam",
  AADTenantId: tenantId,
  SourceSystem: "Azure AD",
  Type: table,
});

/** Numbers that hunting has for Graph's words. */
const numbers = {
  risk: { none: 1, low: 10, medium: 50, high: 100 },
  state: { none: 0, confirmedSafe: 1, remediated: 2, dismissed: 3, atRisk: 4, confirmedCompromised: 5 },
  access: { success: 0, failure: 1, notApplied: 2 },
} as const;

const numberOf = (words: Readonly<Record<string, number>>, word: string): Json =>
  Object.hasOwn(words, word) ? (words[word] ?? null) : null;

const flag = (value: Json | undefined): Json => (typeof value === "boolean" ? Number(value) : null);

/** What both tables of hunting share. Inferred: that `ReportId` is the request, as `RequestId` is. */
const shared = (row: Row): Row => ({
  Timestamp: orNull(row, "createdDateTime"),
  Application: text(row, "appDisplayName"),
  ApplicationId: text(row, "appId"),
  ErrorCode: get(row, "status.errorCode") ?? 0,
  CorrelationId: text(row, "correlationId"),
  ResourceDisplayName: text(row, "resourceDisplayName"),
  ResourceId: text(row, "resourceId"),
  ResourceTenantId: text(row, "resourceTenantId"),
  IPAddress: text(row, "ipAddress"),
  Country: text(row, "location.countryOrRegion"),
  State: text(row, "location.state"),
  City: text(row, "location.city"),
  RequestId: text(row, "id"),
  ReportId: text(row, "id"),
});

/** A row of EntraIdSignInEvents. That `LogonType` is Graph's list as JSON is inferred. */
export const entraSignIn = (row: Row): Row => ({
  ...shared(row),
  LogonType: orNull(row, "signInEventTypes"),
  AccountDisplayName: text(row, "userDisplayName"),
  AccountObjectId: text(row, "userId"),
  AccountUpn: text(row, "userPrincipalName"),
  IsExternalUser: text(row, "userType") === "" ? -1 : Number(text(row, "userType").toLowerCase() === "guest"),
  IsGuestUser: text(row, "userType").toLowerCase() === "guest",
  DeviceName: text(row, "deviceDetail.displayName"),
  EntraIdDeviceId: text(row, "deviceDetail.deviceId"),
  OSPlatform: text(row, "deviceDetail.operatingSystem"),
  DeviceTrustType: text(row, "deviceDetail.trustType"),
  Browser: text(row, "deviceDetail.browser"),
  IsManaged: flag(get(row, "deviceDetail.isManaged")),
  IsCompliant: flag(get(row, "deviceDetail.isCompliant")),
  AuthenticationRequirement: text(row, "authenticationRequirement"),
  TokenIssuerType: 0,
  RiskLevelAggregated: numberOf(numbers.risk, text(row, "riskLevelAggregated")) ?? 0,
  RiskState: numberOf(numbers.state, text(row, "riskState")),
  ConditionalAccessStatus: numberOf(numbers.access, text(row, "conditionalAccessStatus")),
  ConditionalAccessPolicies: orNull(row, "appliedConditionalAccessPolicies"),
  UserAgent: text(row, "userAgent"),
  ClientAppUsed: text(row, "clientAppUsed"),
});

/** A row of EntraIdSpnSignInEvents. */
export const entraWorkloadSignIn = (row: Row): Row => ({
  ...shared(row),
  IsManagedIdentity: isOf(row, "managedIdentity"),
  ServicePrincipalName: text(row, "servicePrincipalName"),
  ServicePrincipalId: text(row, "servicePrincipalId"),
});
