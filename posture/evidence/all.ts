import activationRules from "./activation-rules";
import activeAssignments from "./active-assignments";
import activity from "./activity";
import activityLogExports from "./activity-log-exports";
import administrativeUnits from "./administrative-units";
import administratorLicences from "./administrator-licences";
import agentIdentities from "./agent-identities";
import alertRules from "./alert-rules";
import authenticationStrengths from "./authentication-strengths";
import batchQuota from "./batch-quota";
import computeProviders from "./compute-providers";
import conditionalAccess from "./conditional-access";
import contactingMachines from "./contacting-machines";
import containerQuota from "./container-quota";
import corePeaks from "./core-peaks";
import credentials from "./credentials";
import crossTenantAccess from "./cross-tenant-access";
import customDetections from "./custom-detections";
import decoyTraces from "./decoy-traces";
import defenderAlerts from "./defender-alerts";
import defenderAssessments from "./defender-assessments";
import defenderPlans from "./defender-plans";
import type { RowOf } from "./define";
import delegations from "./delegations";
import denyAssignments from "./deny-assignments";
import directoryActivationRules from "./directory-activation-rules";
import directoryActivity from "./directory-activity";
import directoryRoles from "./directory-roles";
import directorySync from "./directory-sync";
import dnsLinks from "./dns-links";
import domains from "./domains";
import elevations from "./elevations";
import eligibleAssignments from "./eligible-assignments";
import entraLogExports from "./entra-log-exports";
import federatedCredentials from "./federated-credentials";
import foundryQuota from "./foundry-quota";
import graphPermissions from "./graph-permissions";
import groupActivationRules from "./group-activation-rules";
import groupEligibilities from "./group-eligibilities";
import hierarchy from "./hierarchy";
import landingGroup from "./landing-group";
import logTables from "./log-tables";
import memberships from "./memberships";
import mlQuota from "./ml-quota";
import owners from "./owners";
import passwordProtection from "./password-protection";
import perUserMfa from "./per-user-mfa";
import policyAssignments from "./policy-assignments";
import policyExemptions from "./policy-exemptions";
import policyObjects from "./policy-objects";
import policyRestrictions from "./policy-restrictions";
import poolContacts from "./pool-contacts";
import principals from "./principals";
import publicAddresses from "./public-addresses";
import quota from "./quota";
import quotaRequests from "./quota-requests";
import registrations from "./registrations";
import resources from "./resources";
import riskDetections from "./risk-detections";
import riskyUsers from "./risky-users";
import roleAssignments from "./role-assignments";
import roleDefinitions from "./role-definitions";
import securityContacts from "./security-contacts";
import securityDefaults from "./security-defaults";
import sentinelHunts from "./sentinel-hunts";
import sentinelRules from "./sentinel-rules";
import sentinelWorkspaces from "./sentinel-workspaces";
import servicePrincipals from "./service-principals";
import serviceTags from "./service-tags";
import sharedLimits from "./shared-limits";
import signInActivity from "./sign-in-activity";
import soldSizes from "./sold-sizes";
import spendingAlerts from "./spending-alerts";
import subscriptionPolicy from "./subscription-policy";
import subscriptions from "./subscriptions";
import tenant from "./tenant";
import users from "./users";
import vaults from "./vaults";
import workloadsWithIdentity from "./workloads-with-identity";
import xdrAlerts from "./xdr-alerts";

/** Every kind of evidence, in the order in which progress shows them. */
const list = [
  tenant,
  hierarchy,
  subscriptions,
  roleAssignments,
  eligibleAssignments,
  activeAssignments,
  roleDefinitions,
  denyAssignments,
  users,
  servicePrincipals,
  memberships,
  principals,
  groupEligibilities,
  owners,
  directoryRoles,
  administrativeUnits,
  registrations,
  conditionalAccess,
  securityDefaults,
  authenticationStrengths,
  policyObjects,
  domains,
  crossTenantAccess,
  perUserMfa,
  passwordProtection,
  quota,
  soldSizes,
  sharedLimits,
  mlQuota,
  batchQuota,
  containerQuota,
  foundryQuota,
  quotaRequests,
  elevations,
  activity,
  signInActivity,
  poolContacts,
  contactingMachines,
  directoryActivity,
  serviceTags,
  publicAddresses,
  resources,
  corePeaks,
  workloadsWithIdentity,
  credentials,
  federatedCredentials,
  agentIdentities,
  riskyUsers,
  riskDetections,
  subscriptionPolicy,
  defenderPlans,
  defenderAlerts,
  defenderAssessments,
  policyAssignments,
  policyExemptions,
  landingGroup,
  policyRestrictions,
  delegations,
  activationRules,
  directoryActivationRules,
  administratorLicences,
  directorySync,
  groupActivationRules,
  graphPermissions,
  vaults,
  computeProviders,
  decoyTraces,
  xdrAlerts,
  activityLogExports,
  entraLogExports,
  logTables,
  alertRules,
  securityContacts,
  dnsLinks,
  sentinelWorkspaces,
  sentinelRules,
  sentinelHunts,
  customDetections,
  spendingAlerts,
] as const;

type Defined = (typeof list)[number];

export type EvidenceKind = Defined["kind"];

/** The type of a row of each kind. */
export type Evidence = { readonly [D in Defined as D["kind"]]: RowOf<D["row"]> };

/** The definitions by kind. */
export const evidence = Object.fromEntries(list.map(definition => [definition.kind, definition])) as unknown as {
  readonly [D in Defined as D["kind"]]: D;
};

export const evidenceKinds: readonly EvidenceKind[] = list.map(({ kind }) => kind);

/** The kinds whose rows it goes through or looks up, so that they are read first. */
export const comesAfter = (kind: EvidenceKind): readonly EvidenceKind[] =>
  [...evidence[kind].per, ...evidence[kind].namedBy].map(source => source.kind);

/** The kinds, and all that they come after. */
export function withWhatTheyNeed(kinds: readonly EvidenceKind[]): ReadonlySet<EvidenceKind> {
  const all = new Set(kinds);
  for (const kind of all) for (const before of comesAfter(kind)) all.add(before); // grows while it is walked
  return all;
}

/** Whether a cloud has the service that the kind is read from; one that is not known by name is taken to have all. */
export const isServed = (kind: EvidenceKind, cloud: string | undefined): boolean =>
  !evidence[kind].notIn.some(name => name === cloud);
