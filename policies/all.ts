import computeBudget from "./compute-budget";
import computeRoleGrant from "./compute-role-grant";
import costlySize from "./costly-size";
import exceededApproval from "./exceeded-approval";
import fetchedScript from "./fetched-script";
import foreignCredential from "./foreign-credential";
import gpuDriverExtension from "./gpu-driver-extension";
import guardrailRemoval from "./guardrail-removal";
import miningPayload from "./mining-payload";
import opaqueTemplate from "./opaque-template";
import oversizedScaleSet from "./oversized-scale-set";
import type { AnyPolicy } from "./policy";
import policyPackChange from "./policy-pack-change";
import quotaIncrease from "./quota-increase";
import rootScopeGrant from "./root-scope-grant";
import scriptedGpuSize from "./scripted-gpu-size";
import subscriptionTransfer from "./subscription-transfer";
import unapprovedExtension from "./unapproved-extension";
import unapprovedGpuSize from "./unapproved-gpu-size";
import unapprovedRegion from "./unapproved-region";
import unapprovedVmSize from "./unapproved-vm-size";
import unknownPackage from "./unknown-package";
import unreadableSize from "./unreadable-size";
import wildcardRole from "./wildcard-role";

/** Every policy, in the order in which the pack and the docs list them. */
export const policies: readonly AnyPolicy[] = [
  unapprovedGpuSize,
  oversizedScaleSet,
  unapprovedRegion,
  gpuDriverExtension,
  miningPayload,
  unreadableSize,
  opaqueTemplate,
  unapprovedVmSize,
  costlySize,
  computeBudget,
  exceededApproval,
  rootScopeGrant,
  subscriptionTransfer,
  guardrailRemoval,
  computeRoleGrant,
  wildcardRole,
  quotaIncrease,
  foreignCredential,
  unapprovedExtension,
  unknownPackage,
  policyPackChange,
  scriptedGpuSize,
  fetchedScript,
];
