import type { Column, Type } from "../kql/types";

/**
 * The columns of log tables as Microsoft documents them: of a workspace in MicrosoftDocs/azure-reference-other
 * (azure-monitor-ref/tables/includes, 2024-02 to 2024-07), of hunting in MicrosoftDocs/defender-docs (defender-xdr, 2025-11 to
 * 2026-06). Every documented column is there, with nothing in it where the simulated services know nothing; but for what
 * counts bytes for the bill.
 */

/** Names by type, apart by blanks. */
type Schema = { readonly [T in Type]?: string };

const columnsOf = (schema: Schema): readonly Column[] =>
  Object.entries(schema).flatMap(([type, names]) =>
    names
      .trim()
      .split(/\s+/)
      .map(name => ({ name, type: type as Type })),
  );

const azureActivity: Schema = {
  datetime: "TimeGenerated EventSubmissionTimestamp",
  string: `ActivityStatus ActivityStatusValue ActivitySubstatus ActivitySubstatusValue Authorization Caller CallerIpAddress
    Category CategoryValue Claims CorrelationId EventDataId Hierarchy HTTPRequest Level OperationId OperationName
    OperationNameValue Properties Resource ResourceGroup ResourceId _ResourceId ResourceProvider ResourceProviderValue
    SourceSystem SubscriptionId _SubscriptionId TenantId Type`,
  dynamic: "Authorization_d Claims_d Properties_d",
};

const signinLogs: Schema = {
  datetime: "TimeGenerated CreatedDateTime",
  string: `AADTenantId AlternateSignInName AppDisplayName AppId AppliedConditionalAccessPolicies
    AuthenticationContextClassReferences AuthenticationDetails AuthenticationMethodsUsed AuthenticationProcessingDetails
    AuthenticationProtocol AuthenticationRequirement AuthenticationRequirementPolicies AutonomousSystemNumber Category
    ClientAppUsed ConditionalAccessStatus CorrelationId CrossTenantAccessType HomeTenantId Id Identity IPAddress
    IPAddressFromResourceProvider Level Location NetworkLocationDetails OperationName OperationVersion OriginalRequestId
    ProcessingTimeInMilliseconds Resource ResourceDisplayName ResourceGroup ResourceId ResourceIdentity ResourceProvider
    ResourceServicePrincipalId ResourceTenantId ResultDescription ResultSignature ResultType RiskDetail RiskEventTypes
    RiskEventTypes_V2 RiskLevel RiskLevelAggregated RiskLevelDuringSignIn RiskState ServicePrincipalId ServicePrincipalName
    SessionLifetimePolicies SignInIdentifier SignInIdentifierType SourceSystem TokenIssuerName TokenIssuerType Type
    UniqueTokenIdentifier UserAgent UserDisplayName UserId UserPrincipalName UserType`,
  dynamic: "AppliedEventListeners ConditionalAccessPolicies DeviceDetail LocationDetails MfaDetail Status",
  bool: "FlaggedForReview IsInteractive IsRisky",
  long: "DurationMs",
};

const nonInteractive: Schema = {
  datetime: "TimeGenerated CreatedDateTime",
  string: `AlternateSignInName AppDisplayName AppId AuthenticationContextClassReferences AuthenticationDetails
    AuthenticationMethodsUsed AuthenticationProcessingDetails AuthenticationProtocol AuthenticationRequirement
    AuthenticationRequirementPolicies AutonomousSystemNumber Category ClientAppUsed ConditionalAccessPolicies
    ConditionalAccessStatus CorrelationId CrossTenantAccessType DeviceDetail HomeTenantId Id Identity IPAddress Level Location
    LocationDetails MfaDetail NetworkLocationDetails OperationName OperationVersion OriginalRequestId ProcessingTimeInMs
    ResourceDisplayName ResourceGroup ResourceIdentity ResourceServicePrincipalId ResourceTenantId ResultDescription
    ResultSignature ResultType RiskDetail RiskEventTypes RiskEventTypes_V2 RiskLevelAggregated RiskLevelDuringSignIn RiskState
    ServicePrincipalId SessionLifetimePolicies SignInEventTypes SignInIdentifierType SourceSystem Status TenantId
    TokenIssuerName TokenIssuerType Type UniqueTokenIdentifier UserAgent UserDisplayName UserId UserPrincipalName UserType`,
  dynamic: "AppliedEventListeners",
  bool: "IsInteractive IsRisky",
  long: "DurationMs",
};

const workload: Schema = {
  datetime: "TimeGenerated",
  string: `AppId AuthenticationContextClassReferences AuthenticationProcessingDetails Category ConditionalAccessPolicies
    ConditionalAccessStatus CorrelationId FederatedCredentialId Id Identity IPAddress Level Location LocationDetails
    OperationName OperationVersion ResourceDisplayName ResourceGroup ResourceIdentity ResourceServicePrincipalId
    ResultDescription ResultSignature ResultType ServicePrincipalCredentialKeyId ServicePrincipalCredentialThumbprint
    ServicePrincipalId ServicePrincipalName SourceSystem TenantId Type UniqueTokenIdentifier`,
  long: "DurationMs",
};

const auditLogs: Schema = {
  datetime: "TimeGenerated ActivityDateTime",
  string: `AADOperationType AADTenantId ActivityDisplayName Category CorrelationId Id Identity Level Location LoggedByService
    OperationName OperationVersion Resource ResourceGroup ResourceId ResourceProvider Result ResultDescription ResultReason
    ResultSignature ResultType SourceSystem Type`,
  dynamic: "AdditionalDetails InitiatedBy TargetResources",
  long: "DurationMs",
};

const dnsQueries: Schema = {
  datetime: "TimeGenerated",
  string: `DestinationIpAddress DnsForwardingRulesetDomain DnsForwardingRulesetId OperationName PrivateResolverEndpointId
    QueryClass QueryName QueryType Region ResolutionPath ResolverPolicyDomainListId ResolverPolicyId
    ResolverPolicyRuleAction _ResourceId SourceIpAddress SourceSystem _SubscriptionId TenantId Transport Type Version
    VirtualNetworkId`,
  dynamic: "AdditionalRecords Answer Authority",
  int: "DestinationPort QueryResponseTime ResponseCode SourcePort",
};

const firewallDns: Schema = {
  datetime: "TimeGenerated",
  string: `ErrorMessage Protocol QueryClass QueryName QueryType _ResourceId ResponseCode ResponseFlags SourceIp SourceSystem
    _SubscriptionId TenantId Type`,
  bool: "DnssecOkBit",
  int: "EDNS0BufferSize ErrorNumber QueryId RequestSize ResponseSize SourcePort",
  real: "RequestDurationSecs",
};

const firewallRules: Schema = {
  datetime: "TimeGenerated",
  string: `Action ActionReason Fqdn Policy Protocol _ResourceId Rule RuleCollection RuleCollectionGroup SourceIp SourceSystem
    _SubscriptionId TargetUrl TenantId Type WebCategory`,
  bool: "IsExplicitProxyRequest IsTlsInspected",
  int: "DestinationPort SourcePort",
};

const dnsServers: Schema = {
  datetime: "TimeGenerated",
  string: `ClientIP Computer Confidence Description IndicatorThreatType IPAddresses MaliciousIP Message Name QueryType
    RemoteIPCountry _ResourceId Result SourceSystem _SubscriptionId SubType TaskCategory Type`,
  int: "EventId ResultCode Severity",
  real: "RemoteIPLatitude RemoteIPLongitude",
};

/** Names of its process are left out: nothing here asks for them. */
const deviceNetwork: Schema = {
  string: `ActionType AppGuardContainerId DeviceId DeviceName InitiatingProcessAccountDomain InitiatingProcessAccountName
    InitiatingProcessCommandLine InitiatingProcessFileName InitiatingProcessFolderPath InitiatingProcessSHA256 LocalIP
    LocalIPType MachineGroup Protocol RemoteIP RemoteIPType RemoteUrl`,
  dynamic: "AdditionalFields",
  int: "LocalPort RemotePort",
  long: "InitiatingProcessId ReportId",
};

const cloudAudit: Schema = {
  datetime: "Timestamp",
  string: "ReportId DataSource ActionType OperationName ResourceId IPAddress CountryCode City Isp UserAgent",
  bool: "IsAnonymousProxy",
  dynamic: "RawEventData AdditionalFields",
};

const entraSignIn: Schema = {
  datetime: "Timestamp LastPasswordChangeTimestamp",
  string: `Application ApplicationId LogonType CorrelationId SessionId AccountDisplayName AccountObjectId AccountUpn
    AlternateSignInName ResourceDisplayName ResourceId ResourceTenantId DeviceName EntraIdDeviceId OSPlatform DeviceTrustType
    AuthenticationProcessingDetails AuthenticationRequirement UserAgent ClientAppUsed Browser ConditionalAccessPolicies
    IPAddress Country State City Latitude Longitude NetworkLocationDetails RequestId ReportId EndpointCall UniqueTokenId`,
  int: `ErrorCode IsExternalUser IsManaged IsCompliant TokenIssuerType RiskLevelAggregated RiskDetails RiskState
    ConditionalAccessStatus`,
  bool: "IsGuestUser IsThroughGlobalSecureAccess",
};

const entraWorkload: Schema = {
  datetime: "Timestamp",
  string: `Application ApplicationId CorrelationId ServicePrincipalName ServicePrincipalId ResourceDisplayName ResourceId
    ResourceTenantId IPAddress Country State City Latitude Longitude RequestId ReportId`,
  int: "ErrorCode",
  bool: "IsManagedIdentity",
};

/** Tables that a workspace may have. */
export const workspaceColumns = {
  AzureActivity: columnsOf(azureActivity),
  SigninLogs: columnsOf(signinLogs),
  AADNonInteractiveUserSignInLogs: columnsOf(nonInteractive),
  AADServicePrincipalSignInLogs: columnsOf(workload),
  AADManagedIdentitySignInLogs: columnsOf(workload),
  AuditLogs: columnsOf(auditLogs),
  DNSQueryLogs: columnsOf(dnsQueries),
  AZFWDnsQuery: columnsOf(firewallDns),
  AZFWApplicationRule: columnsOf(firewallRules),
  DnsEvents: columnsOf(dnsServers),
  DeviceNetworkEvents: [
    ...columnsOf({ datetime: "TimeGenerated", string: "SourceSystem TenantId Type" }),
    ...columnsOf(deviceNetwork),
  ],
} as const;

/** Tables that advanced hunting may have. */
export const huntingColumns = {
  CloudAuditEvents: columnsOf(cloudAudit),
  EntraIdSignInEvents: columnsOf(entraSignIn),
  EntraIdSpnSignInEvents: columnsOf(entraWorkload),
  DeviceNetworkEvents: [...columnsOf({ datetime: "Timestamp" }), ...columnsOf(deviceNetwork)],
} as const;

export type WorkspaceTable = keyof typeof workspaceColumns;
export type HuntingTable = keyof typeof huntingColumns;
