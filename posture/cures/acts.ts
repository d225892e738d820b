/**
 * What can be done about what was found. Several findings with one act are told as one, with all that it is done to; in a finding
 * itself stands what it is done to and by which commands (`cure.ts`).
 */

/** In this order things are done: what burns is stopped before anybody is asked, and quota goes back last. */
export const stages = ["stop", "revoke", "takeBack", "close", "shrink"] as const;
export type Stage = (typeof stages)[number];

/** What it takes: minutes of one person; a change that is planned and tried first; a ticket that Microsoft answers. */
export const efforts = ["minutes", "change", "ticket"] as const;
export type Effort = (typeof efforts)[number];

export interface ActWords {
  readonly stage: Stage;
  /** An imperative, to be followed by what it is done to. */
  readonly says: string;
  readonly effort: Effort;
  /** Where Microsoft tells how. */
  readonly learn: string;
  /** The act that does this too: what both are done to is told there alone. */
  readonly within?: ActName;
}

const learn = (page: string): string => `https://learn.microsoft.com/${page}`;

const table = {
  stopCompute: {
    stage: "stop",
    says: "Stop compute that the estate does not approve",
    effort: "minutes",
    learn: learn("azure/virtual-machines/states-billing"),
  },
  stopCluster: {
    stage: "stop",
    says: "Stop the whole cluster, with all of its pools, for the pool that the estate does not approve does not stop alone",
    effort: "minutes",
    learn: learn("azure/aks/start-stop-cluster"),
  },
  isolateMachine: {
    stage: "stop",
    says: "Save what runs there as evidence, then stop it",
    effort: "minutes",
    learn: learn("azure/architecture/example-scenario/forensics/"),
    within: "stopCompute",
  },
  secureAccount: {
    stage: "revoke",
    says: "Sign out and block the account until the person has a new password and MFA",
    effort: "minutes",
    learn: learn("entra/identity/users/users-revoke-access"),
  },
  secureEmergencyAccount: {
    stage: "revoke",
    says: "Give the emergency account a new password and a key that cannot be phished, and sign it out",
    effort: "minutes",
    learn: learn("entra/identity/role-based-access-control/security-emergency-access"),
  },
  askWhoDidIt: {
    stage: "revoke",
    says: "Ask whoever did this; where nobody knows of it, sign the account out and block it",
    effort: "minutes",
    learn: learn("entra/identity/users/users-revoke-access"),
    within: "secureAccount",
  },
  traceRecord: {
    stage: "revoke",
    says: "Look at the record, and ask the owner of the place who did this and what for",
    effort: "minutes",
    learn: learn("azure/azure-monitor/platform/activity-log"),
  },
  disableApplication: {
    stage: "revoke",
    says: "Ask whose application it is; where nobody knows, disable it and take its credentials away",
    effort: "minutes",
    learn: learn("entra/identity/enterprise-apps/disable-user-sign-in-portal"),
  },
  removeAssignment: {
    stage: "takeBack",
    says: "Delete the role assignment",
    effort: "minutes",
    learn: learn("azure/role-based-access-control/role-assignments-remove"),
  },
  takeRights: {
    stage: "takeBack",
    says: "Take the rights over compute away",
    effort: "minutes",
    learn: learn("azure/role-based-access-control/role-assignments-remove"),
  },
  makeEligible: {
    stage: "takeBack",
    says: "Make the role of people eligible in PIM, and take it from workloads, which cannot activate it, and from those who do not need it",
    effort: "change",
    learn: learn("entra/id-governance/privileged-identity-management/pim-resource-roles-assign-roles"),
  },
  narrowRole: {
    stage: "takeBack",
    says: "Narrow the role to the actions and the scope that the work needs",
    effort: "change",
    learn: learn("azure/role-based-access-control/custom-roles"),
  },
  cutRoad: {
    stage: "takeBack",
    says: "Cut the road to somebody else's rights",
    effort: "minutes",
    learn: learn("azure/role-based-access-control/best-practices"),
  },
  replaceCredential: {
    stage: "takeBack",
    says: "Replace the secret by a managed identity or a federated credential",
    effort: "change",
    learn: learn("entra/workload-id/workload-identity-federation"),
  },
  endDelegation: {
    stage: "takeBack",
    says: "End what another tenant may do here",
    effort: "change",
    learn: learn("azure/lighthouse/how-to/remove-delegation"),
  },
  requireMfa: {
    stage: "close",
    says: "Require MFA for Azure management by Conditional Access",
    effort: "change",
    learn: learn("entra/identity/conditional-access/howto-conditional-access-policy-azure-management"),
  },
  registerMfa: {
    stage: "close",
    says: "Have the person register for MFA",
    effort: "change",
    learn: learn("entra/identity/authentication/howto-mfa-getstarted"),
    within: "secureAccount",
  },
  closeSignIns: {
    stage: "close",
    says: "Refuse risky ways to sign in by Conditional Access",
    effort: "change",
    learn: learn("entra/identity/conditional-access/overview"),
  },
  guardAdministrators: {
    stage: "close",
    says: "Separate administration from daily work",
    effort: "change",
    learn: learn("entra/identity/role-based-access-control/best-practices"),
  },
  guardActivation: {
    stage: "close",
    says: "Ask for MFA or approval where a role that leads to compute is activated",
    effort: "change",
    learn: learn("entra/id-governance/privileged-identity-management/pim-resource-roles-configure-role-settings"),
  },
  guardEmergencyAccounts: {
    stage: "close",
    says: "Make the emergency accounts ready",
    effort: "change",
    learn: learn("entra/identity/role-based-access-control/security-emergency-access"),
  },
  closeTransfers: {
    stage: "close",
    says: "Refuse the transfer of subscriptions between tenants",
    effort: "minutes",
    learn: learn("azure/cost-management-billing/manage/manage-azure-subscription-policy"),
  },
  enforceGuardrails: {
    stage: "close",
    says: "Make Azure Policy refuse compute that is not approved",
    effort: "change",
    learn: learn("azure/governance/policy/concepts/assignment-structure"),
  },
  watch: {
    stage: "close",
    says: "Have somebody told when it happens",
    effort: "change",
    learn: learn("azure/azure-monitor/alerts/alerts-create-activity-log-alert-rule"),
  },
  switchOnDefender: {
    stage: "close",
    says: "Switch the plan of Defender for Cloud on",
    effort: "minutes",
    learn: learn("azure/defender-for-cloud/connect-azure-subscription"),
  },
  keepLogs: {
    stage: "close",
    says: "Send the logs to a workspace, and keep them",
    effort: "change",
    learn: learn("azure/azure-monitor/platform/activity-log"),
  },
  lowerQuota: {
    stage: "shrink",
    says: "Give idle quota back",
    effort: "ticket",
    learn: learn("azure/quotas/quotas-overview"),
  },
  lowerCeiling: {
    stage: "shrink",
    says: "Lower how many machines a scale set, pool or fleet holds and may grow to",
    effort: "change",
    learn: learn("azure/virtual-machine-scale-sets/virtual-machine-scale-sets-autoscale-overview"),
  },
  unregisterProviders: {
    stage: "shrink",
    says: "Unregister providers that nobody needs",
    effort: "minutes",
    learn: learn("azure/azure-resource-manager/management/resource-providers-and-types"),
  },
} as const satisfies { readonly [name: string]: Omit<ActWords, "within"> & { readonly within?: string } };

export type ActName = keyof typeof table;
export const acts: { readonly [N in ActName]: ActWords } = table;
