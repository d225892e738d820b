import type { BecomesKind } from "../becomes";
import agentBlueprint from "./agent-blueprint";
import applicationAdministrator from "./application-administrator";
import applicationOwner from "./application-owner";
import attachedIdentity from "./attached-identity";
import credentialReset from "./credential-reset";
import domainFederation from "./domain-federation";
import elevation from "./elevation";
import federatedCredential from "./federated-credential";
import graphPermission from "./graph-permission";
import graphPermissionOverGroups from "./graph-permission-over-groups";
import groupAdministrator from "./group-administrator";
import groupEligibility from "./group-eligibility";
import groupOwner from "./group-owner";
import managedIdentity from "./managed-identity";
import policyIdentity from "./policy-identity";
import vaultSecret from "./vault-secret";
import workloadIdentity from "./workload-identity";

// Their needs differ, and both functions are contravariant in them, so the erased type needs `any`.
// biome-ignore lint/suspicious/noExplicitAny: see above
export type AnyBecomes = BecomesKind<any>;

/** Every way in which one principal becomes another, or joins a group. */
export const becomes: readonly AnyBecomes[] = [
  elevation,
  graphPermission,
  graphPermissionOverGroups,
  groupOwner,
  groupEligibility,
  applicationOwner,
  credentialReset,
  domainFederation,
  applicationAdministrator,
  groupAdministrator,
  attachedIdentity,
  managedIdentity,
  federatedCredential,
  workloadIdentity,
  agentBlueprint,
  policyIdentity,
  vaultSecret,
];
