import capabilities from "./access/capabilities";
import access from "./access/graph";
import unfollowedVaults from "./access/unfollowed-vaults";
import activityAnswers from "./activity-answers";
import azureRanges from "./azure-ranges";
import azureRefusals from "./azure-refusals";
import blastRadius from "./blast-radius";
import burning from "./burning";
import computeCreators from "./compute-creators";
import computeHolders from "./compute-holders";
import contactAnswers from "./contact-answers";
import creations from "./creations";
import creators from "./creators";
import decoys from "./decoys/decoys";
import activationContexts from "./defence/activation-contexts";
import administrators from "./defence/administrators";
import defence from "./defence/defence";
import emergencyAccounts from "./defence/emergency-accounts";
import guestMfa from "./defence/guest-mfa";
import managementMfa from "./defence/management-mfa";
import defenceOnceActive from "./defence/once-active";
import risk from "./defence/risk";
import signInGuards from "./defence/sign-in-guards";
import demandedMfa from "./demanded-mfa";
import type { Derivation } from "./derivation";
import directoryAnswers from "./directory-answers";
import elevationHistory from "./elevation-history";
import firstAlarm from "./first-alarm";
import idleAccounts from "./idle-accounts";
import idleBatchQuota from "./idle-batch-quota";
import idleMlQuota from "./idle-ml-quota";
import idleQuota from "./idle-quota";
import leadingDirectoryRoles from "./leading-directory-roles";
import machinesInContact from "./machines-in-contact";
import olderRights from "./older-rights";
import openAlerts from "./open-alerts";
import ownAddresses from "./own-addresses";
import quotaAsks from "./quota-asks";
import sentinelContents from "./sentinel-contents";
import signInAnswers from "./sign-in-answers";
import subscriptionOwners from "./subscription-owners";
import tenantBlast from "./tenant-blast";
import type { Derived } from "./types";
import unlistedActivity from "./unlisted-activity";
import unwatchedOperations from "./unwatched-operations";

// Their needs differ, and `derive` is contravariant in them, so the erased type needs `any`.
// biome-ignore lint/suspicious/noExplicitAny: see above
export const derivations: { readonly [K in keyof Derived]: Derivation<K, any, any> } = {
  access,
  computeCreators,
  computeHolders,
  capabilities,
  leadingDirectoryRoles,
  decoys,
  managementMfa,
  defence,
  defenceOnceActive,
  risk,
  signInGuards,
  activationContexts,
  guestMfa,
  administrators,
  emergencyAccounts,
  idleAccounts,
  idleQuota,
  idleMlQuota,
  idleBatchQuota,
  elevationHistory,
  activityAnswers,
  unlistedActivity,
  quotaAsks,
  subscriptionOwners,
  signInAnswers,
  contactAnswers,
  machinesInContact,
  creators,
  creations,
  directoryAnswers,
  olderRights,
  demandedMfa,
  azureRanges,
  ownAddresses,
  openAlerts,
  unwatchedOperations,
  sentinelContents,
  unfollowedVaults,
  blastRadius,
  tenantBlast,
  burning,
  firstAlarm,
  azureRefusals,
};
