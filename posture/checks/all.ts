import type { AnyCheck } from "../check";
import accountWithoutMfa from "./account-without-mfa";
import broadComputeRole from "./broad-compute-role";
import computeOrderingCustomRole from "./compute-ordering-custom-role";
import computeRoleSprawl from "./compute-role-sprawl";
import costlyUnusedQuota from "./costly-unused-quota";
import disabledComputeRole from "./disabled-compute-role";
import elevateAccessUse from "./elevate-access-use";
import gpuQuotaIncrease from "./gpu-quota-increase";
import guestComputeRole from "./guest-compute-role";
import ordererWithoutMfa from "./orderer-without-mfa";
import orphanedComputeRole from "./orphaned-compute-role";
import standingRootAccess from "./standing-root-access";
import unenforcedManagementMfa from "./unenforced-management-mfa";
import unusedGpuQuota from "./unused-gpu-quota";
import unusedSpotQuota from "./unused-spot-quota";

/** Every check of the tenant, in the order in which the docs list them. */
export const checks: readonly AnyCheck[] = [
  ordererWithoutMfa,
  accountWithoutMfa,
  unenforcedManagementMfa,
  computeRoleSprawl,
  broadComputeRole,
  computeOrderingCustomRole,
  guestComputeRole,
  orphanedComputeRole,
  disabledComputeRole,
  standingRootAccess,
  elevateAccessUse,
  unusedGpuQuota,
  unusedSpotQuota,
  costlyUnusedQuota,
  gpuQuotaIncrease,
];
