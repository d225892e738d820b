import type { EvidenceKind } from "../evidence";
import activeAssignments from "./active-assignments";
import authenticationStrengths from "./authentication-strengths";
import conditionalAccess from "./conditional-access";
import credentials from "./credentials";
import defenderAlerts from "./defender-alerts";
import defenderPlans from "./defender-plans";
import type { Collector } from "./define";
import delegations from "./delegations";
import directoryRoles from "./directory-roles";
import elevations from "./elevations";
import eligibleAssignments from "./eligible-assignments";
import memberships from "./memberships";
import policyAssignments from "./policy-assignments";
import principals from "./principals";
import quota from "./quota";
import quotaRequests from "./quota-requests";
import registrations from "./registrations";
import resources from "./resources";
import riskyUsers from "./risky-users";
import roleAssignments from "./role-assignments";
import roleDefinitions from "./role-definitions";
import securityDefaults from "./security-defaults";
import servicePrincipals from "./service-principals";
import subscriptionPolicy from "./subscription-policy";
import subscriptions from "./subscriptions";
import tenant from "./tenant";
import users from "./users";

// What a collector comes after is told by its data; its type is erased here, so that all fit into one record.
// biome-ignore lint/suspicious/noExplicitAny: see above
type AnyCollector<K extends EvidenceKind> = Collector<K, any>;

/** One collector for each kind of evidence. A kind without one does not compile. */
export const collectors: { readonly [K in EvidenceKind]: AnyCollector<K> } = {
  tenant,
  subscriptions,
  roleAssignments,
  eligibleAssignments,
  activeAssignments,
  roleDefinitions,
  users,
  servicePrincipals,
  memberships,
  principals,
  directoryRoles,
  registrations,
  conditionalAccess,
  securityDefaults,
  authenticationStrengths,
  quota,
  quotaRequests,
  elevations,
  resources,
  credentials,
  riskyUsers,
  subscriptionPolicy,
  defenderPlans,
  defenderAlerts,
  policyAssignments,
  delegations,
};

export const evidenceKinds = Object.keys(collectors) as readonly EvidenceKind[];
