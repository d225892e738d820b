import type { AnyCheck } from "../check";
import accountWithoutMfa from "./account-without-mfa";
import broadComputeRole from "./broad-compute-role";
import computeAfterElevation from "./compute-after-elevation";
import computeApplicationConsent from "./compute-application-consent";
import computeApplicationCredential from "./compute-application-credential";
import computeBurst from "./compute-burst";
import computeCapacityBurst from "./compute-capacity-burst";
import computeCreatingCustomRole from "./compute-creating-custom-role";
import computeCreatingMachine from "./compute-creating-machine";
import computeCreatingOwner from "./compute-creating-owner";
import computeCreatingSecret from "./compute-creating-secret";
import computeCreatorWithoutMfa from "./compute-creator-without-mfa";
import computeDepletion from "./compute-depletion";
import computeMassDeletion from "./compute-mass-deletion";
import computeRoleSprawl from "./compute-role-sprawl";
import costlyUnusedQuota from "./costly-unused-quota";
import createdSubscription from "./created-subscription";
import dailyUseAdministrator from "./daily-use-administrator";
import danglingPolicyReference from "./dangling-policy-reference";
import deviceCodeSignIn from "./device-code-sign-in";
import disabledComputeRole from "./disabled-compute-role";
import dormantComputeRole from "./dormant-compute-role";
import elevateAccessUse from "./elevate-access-use";
import failedComputeBurst from "./failed-compute-burst";
import falseDecoy from "./false-decoy";
import firstCommandRunner from "./first-command-runner";
import firstComputeCreator from "./first-compute-creator";
import firstComputeRegion from "./first-compute-region";
import firstGpuCreation from "./first-gpu-creation";
import firstGpuDriverInstaller from "./first-gpu-driver-installer";
import firstProviderRegistration from "./first-provider-registration";
import firstScriptExtension from "./first-script-extension";
import foreignComputeApplication from "./foreign-compute-application";
import foreignManagedSubscription from "./foreign-managed-subscription";
import globalAdministratorSprawl from "./global-administrator-sprawl";
import gpuDriverBurst from "./gpu-driver-burst";
import gpuQuotaIncrease from "./gpu-quota-increase";
import guestComputeRole from "./guest-compute-role";
import ineffectiveMfaPolicy from "./ineffective-mfa-policy";
import jointGpuCreation from "./joint-gpu-creation";
import longLivedCredential from "./long-lived-credential";
import mfaMethodChangeBeforeCompute from "./mfa-method-change-before-compute";
import miningPoolContact from "./mining-pool-contact";
import missingBannedPasswords from "./missing-banned-passwords";
import missingDefenderPlan from "./missing-defender-plan";
import missingPasswordHashSync from "./missing-password-hash-sync";
import missingSecurityContact from "./missing-security-contact";
import missingSentinelRule from "./missing-sentinel-rule";
import missingSpendingAlert from "./missing-spending-alert";
import openComputeAbuseAlert from "./open-compute-abuse-alert";
import openDeviceCode from "./open-device-code";
import openLegacyAuthentication from "./open-legacy-authentication";
import orphanedComputeRole from "./orphaned-compute-role";
import passwordGuessing from "./password-guessing";
import passwordOnlyCompute from "./password-only-compute";
import phishableAdministrator from "./phishable-administrator";
import phishableBreakGlass from "./phishable-break-glass";
import quotaBeforeCompute from "./quota-before-compute";
import quotaRequestBurst from "./quota-request-burst";
import refusedCompute from "./refused-compute";
import riskDetectionComputeRole from "./risk-detection-compute-role";
import riskyComputeCreation from "./risky-compute-creation";
import riskyComputeRole from "./risky-compute-role";
import scriptedPasswordGuessing from "./scripted-password-guessing";
import scriptedSignIn from "./scripted-sign-in";
import selfGrantRole from "./self-grant-role";
import shortLogRetention from "./short-log-retention";
import signInFromNewCountry from "./sign-in-from-new-country";
import signInFromNewNetwork from "./sign-in-from-new-network";
import signInFromOwnMachine from "./sign-in-from-own-machine";
import signInFromUnownedAzureAddress from "./sign-in-from-unowned-azure-address";
import signInToNewTenant from "./sign-in-to-new-tenant";
import singleFactorSignIn from "./single-factor-sign-in";
import standingDirectoryRole from "./standing-directory-role";
import standingRootAccess from "./standing-root-access";
import subscriptionTransferOpen from "./subscription-transfer-open";
import syncedComputeCreator from "./synced-compute-creator";
import syncedGlobalAdministrator from "./synced-global-administrator";
import touchedDecoy from "./touched-decoy";
import transferPolicyChange from "./transfer-policy-change";
import transferredSubscription from "./transferred-subscription";
import unansweringWorkspace from "./unanswering-workspace";
import unenforcedGuardrail from "./unenforced-guardrail";
import unenforcedGuestMfa from "./unenforced-guest-mfa";
import unenforcedManagementMfa from "./unenforced-management-mfa";
import unenforcedRiskPolicy from "./unenforced-risk-policy";
import unexportedActivityLog from "./unexported-activity-log";
import unexportedEntraLog from "./unexported-entra-log";
import unguardedNewSubscription from "./unguarded-new-subscription";
import unhealthyAssessment from "./unhealthy-assessment";
import unknownFederatedIssuer from "./unknown-federated-issuer";
import unknownServiceProvider from "./unknown-service-provider";
import unreadyBreakGlass from "./unready-break-glass";
import unrecordedCompute from "./unrecorded-compute";
import unrefusedMiningPools from "./unrefused-mining-pools";
import unusedBatchGpuQuota from "./unused-batch-gpu-quota";
import unusedComputeProvider from "./unused-compute-provider";
import unusedGpuQuota from "./unused-gpu-quota";
import unusedMlGpuQuota from "./unused-ml-gpu-quota";
import unusedSpotQuota from "./unused-spot-quota";
import unwatchedBySentinel from "./unwatched-by-sentinel";
import unwatchedCriticalOperation from "./unwatched-critical-operation";
import vanishedSubscription from "./vanished-subscription";
import weakActivation from "./weak-activation";
import workloadDirectoryRole from "./workload-directory-role";
import workloadGraphPermission from "./workload-graph-permission";
import youngRightsCompute from "./young-rights-compute";

/** Every check of the tenant, in the order in which the docs list them. */
export const checks: readonly AnyCheck[] = [
  computeCreatorWithoutMfa,
  accountWithoutMfa,
  unenforcedManagementMfa,
  unenforcedGuestMfa,
  ineffectiveMfaPolicy,
  danglingPolicyReference,
  phishableAdministrator,
  phishableBreakGlass,
  unreadyBreakGlass,
  openLegacyAuthentication,
  openDeviceCode,
  unenforcedRiskPolicy,
  missingBannedPasswords,
  missingPasswordHashSync,
  computeRoleSprawl,
  broadComputeRole,
  selfGrantRole,
  computeCreatingOwner,
  computeCreatingMachine,
  computeCreatingCustomRole,
  guestComputeRole,
  orphanedComputeRole,
  disabledComputeRole,
  dormantComputeRole,
  globalAdministratorSprawl,
  syncedGlobalAdministrator,
  dailyUseAdministrator,
  syncedComputeCreator,
  standingDirectoryRole,
  workloadDirectoryRole,
  workloadGraphPermission,
  standingRootAccess,
  elevateAccessUse,
  scriptedSignIn,
  passwordGuessing,
  scriptedPasswordGuessing,
  singleFactorSignIn,
  deviceCodeSignIn,
  signInFromNewNetwork,
  signInFromNewCountry,
  signInToNewTenant,
  signInFromUnownedAzureAddress,
  signInFromOwnMachine,
  miningPoolContact,
  firstComputeCreator,
  computeBurst,
  computeCapacityBurst,
  firstGpuCreation,
  firstComputeRegion,
  jointGpuCreation,
  failedComputeBurst,
  computeDepletion,
  gpuDriverBurst,
  firstGpuDriverInstaller,
  firstScriptExtension,
  firstCommandRunner,
  computeMassDeletion,
  computeAfterElevation,
  mfaMethodChangeBeforeCompute,
  youngRightsCompute,
  riskyComputeCreation,
  computeApplicationCredential,
  computeApplicationConsent,
  passwordOnlyCompute,
  refusedCompute,
  firstProviderRegistration,
  quotaRequestBurst,
  quotaBeforeCompute,
  createdSubscription,
  transferredSubscription,
  transferPolicyChange,
  vanishedSubscription,
  unusedGpuQuota,
  unusedSpotQuota,
  costlyUnusedQuota,
  gpuQuotaIncrease,
  longLivedCredential,
  riskyComputeRole,
  riskDetectionComputeRole,
  subscriptionTransferOpen,
  foreignManagedSubscription,
  unenforcedGuardrail,
  missingDefenderPlan,
  openComputeAbuseAlert,
  unusedMlGpuQuota,
  unusedBatchGpuQuota,
  weakActivation,
  unknownFederatedIssuer,
  foreignComputeApplication,
  unknownServiceProvider,
  computeCreatingSecret,
  unusedComputeProvider,
  unansweringWorkspace,
  falseDecoy,
  touchedDecoy,
  unexportedActivityLog,
  unexportedEntraLog,
  shortLogRetention,
  unwatchedCriticalOperation,
  missingSecurityContact,
  unhealthyAssessment,
  unguardedNewSubscription,
  unrecordedCompute,
  unrefusedMiningPools,
  missingSentinelRule,
  unwatchedBySentinel,
  missingSpendingAlert,
];
