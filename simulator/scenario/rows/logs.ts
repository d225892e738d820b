import type { Row } from "../../json";
import { azureManagementApp, guid, tenantId } from "../ids";
import { type Person, upnOf } from "./directory";

/** Records of the activity log and the sign-in log. */

export interface Operation {
  readonly number: number;
  readonly at: string;
  readonly by: Person;
  /** Authentication methods of the token, such as `pwd` or `rsa,mfa`. */
  readonly methods: string;
  readonly address: string;
  readonly action: string;
  readonly title?: string;
  readonly scope: string;
  readonly status?: "Started" | "Accepted" | "Succeeded" | "Failed";
  readonly statusCode?: string;
  /** The error of a failure, which the log keeps as text. */
  readonly error?: { readonly code: string; readonly message?: string; readonly details?: readonly Row[] };
  readonly method?: string;
  /** The resource as Azure answered it, which the log keeps as text in the record of an accepted request. */
  readonly answered?: Row;
  /** The resource as it was asked for, which the log keeps as text in the record of the beginning. */
  readonly requested?: Row;
  readonly category?: string;
  /** What Azure says of it; its name, where it is left out. */
  readonly message?: string;
  /** Steps of one operation share it; the number where it is left out. */
  readonly correlation?: number;
}

export function activity(operation: Operation): Row {
  const { number, at, by, methods, address, action, scope, status = "Succeeded", error } = operation;
  const upn = upnOf(by);
  const subscription = /^\/subscriptions\/([^/]+)/i.exec(scope)?.[1];
  const provider = action.split("/")[0] ?? "";
  const event = guid("event", number);
  const correlationId = guid("event", operation.correlation ?? number);
  const statusCode = operation.statusCode ?? (error ? "Conflict" : "OK");
  const message = error ? { statusMessage: JSON.stringify({ error }) } : {};
  const body = {
    ...(operation.answered && { responseBody: JSON.stringify(operation.answered) }),
    ...(operation.requested && { requestbody: JSON.stringify(operation.requested) }),
  };
  const category = operation.category ?? "Administrative";
  return {
    authorization: { action, scope },
    caller: upn,
    channels: "Operation",
    claims: {
      aud: "https://management.core.windows.net/",
      iss: `https://sts.windows.net/${tenantId}/`,
      ver: "1.0",
      appid: "04b07795-8ddb-461a-bbee-02f9e1bf7b46",
      appidacr: "0",
      idtyp: "user",
      ipaddr: address,
      name: by.name,
      "http://schemas.microsoft.com/identity/claims/tenantid": tenantId,
      "http://schemas.microsoft.com/claims/authnmethodsreferences": methods,
      "http://schemas.microsoft.com/identity/claims/objectidentifier": guid("user", by.number),
      "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn": upn,
      "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name": upn,
      "http://schemas.microsoft.com/identity/claims/scope": "user_impersonation",
      "http://schemas.microsoft.com/claims/authnclassreference": "1",
    },
    correlationId,
    description: "",
    eventDataId: event,
    eventName:
      status === "Started"
        ? { value: "BeginRequest", localizedValue: "Begin request" }
        : { value: "EndRequest", localizedValue: "End request" },
    category: { value: category, localizedValue: category },
    httpRequest: { clientRequestId: correlationId, clientIpAddress: address, method: operation.method ?? "PUT" },
    id: `${scope}/events/${event}/ticks/0`,
    level: error ? "Error" : "Informational",
    resourceGroupName: /\/resourceGroups\/([^/]+)/i.exec(scope)?.[1] ?? "",
    resourceProviderName: { value: provider, localizedValue: provider },
    resourceType: {
      value: action.split("/").slice(0, -1).join("/"),
      localizedValue: action.split("/").slice(0, -1).join("/"),
    },
    resourceId: scope,
    operationId: correlationId,
    operationName: { value: action, localizedValue: operation.title ?? action },
    properties: {
      statusCode,
      ...message,
      ...body,
      eventCategory: category,
      entity: scope,
      message: operation.message ?? action,
      hierarchy: tenantId,
    },
    status: { value: status, localizedValue: status },
    subStatus: { value: statusCode, localizedValue: statusCode },
    eventTimestamp: at,
    submissionTimestamp: at,
    subscriptionId: subscription ?? "",
    tenantId,
  };
}

/** That somebody was seen to sign in from an anonymous address. */
export function riskDetection({
  number,
  of,
  at,
  state = "atRisk",
}: {
  readonly number: number;
  readonly of: Person;
  readonly at: string;
  readonly state?: "atRisk" | "dismissed";
}): Row {
  const event = guid("event", number);
  return {
    ...{ id: event, requestId: event, correlationId: event, riskEventType: "anonymizedIPAddress", riskState: state },
    ...{ riskLevel: "medium", riskDetail: state === "atRisk" ? "none" : "adminDismissedAllRiskForUser" },
    ...{
      source: "IdentityProtection",
      detectionTimingType: "realtime",
      activity: "signin",
      tokenIssuerType: "AzureAD",
    },
    ...{
      ipAddress: "203.0.113.90",
      location: null,
      activityDateTime: at,
      detectedDateTime: at,
      lastUpdatedDateTime: at,
    },
    ...{ userId: guid("user", of.number), userDisplayName: of.name, userPrincipalName: upnOf(of) },
    additionalInfo: "[]",
  };
}

export interface SignInRecord {
  readonly number: number;
  readonly at: string;
  readonly by: Person;
  readonly address: string;
  readonly requirement: "singleFactorAuthentication" | "multiFactorAuthentication";
  readonly userAgent: string;
  readonly autonomousSystem: number;
  /** By ISO 3166; unknown where it is left out. */
  readonly country?: string;
  readonly protocol?: "none" | "deviceCode" | "ropc";
  /** The tenant whose Azure it was; Contoso's own where it is left out. */
  readonly tenant?: string;
  /** Why it failed, as Entra numbers it; 0, where it is left out, is success. */
  readonly errorCode?: number;
}

export function signIn(record: SignInRecord): Row {
  const { number, at, by, address, requirement, userAgent, autonomousSystem, errorCode = 0 } = record;
  return {
    id: guid("event", number),
    createdDateTime: at,
    userDisplayName: by.name,
    userPrincipalName: upnOf(by),
    userId: guid("user", by.number),
    appId: "04b07795-8ddb-461a-bbee-02f9e1bf7b46",
    appDisplayName: "Microsoft Azure CLI",
    authenticationRequirement: requirement,
    authenticationProtocol: record.protocol ?? "none",
    authenticationDetails: [],
    autonomousSystemNumber: autonomousSystem,
    signInEventTypes: ["interactiveUser"],
    ipAddress: address,
    clientAppUsed: "Mobile Apps and Desktop clients",
    userAgent,
    correlationId: guid("event", number),
    conditionalAccessStatus: errorCode === 0 ? "success" : "notApplied",
    isInteractive: true,
    riskDetail: "none",
    riskLevelAggregated: "none",
    riskLevelDuringSignIn: "none",
    riskState: "none",
    riskEventTypes_v2: [],
    resourceDisplayName: "Windows Azure Service Management API",
    resourceId: azureManagementApp,
    homeTenantId: tenantId,
    resourceTenantId: record.tenant ?? tenantId,
    crossTenantAccessType: record.tenant === undefined ? "none" : "b2bCollaboration",
    status: {
      errorCode,
      failureReason: errorCode === 0 ? "Other." : "Error validating credentials.",
      additionalDetails: null,
    },
    deviceDetail: {
      deviceId: "",
      displayName: "",
      operatingSystem: "Linux",
      browser: "",
      isCompliant: false,
      isManaged: false,
      trustType: "",
    },
    location: {
      city: "",
      state: "",
      countryOrRegion: record.country ?? "",
      geoCoordinates: { altitude: null, latitude: null, longitude: null },
    },
    appliedConditionalAccessPolicies: [],
  };
}
