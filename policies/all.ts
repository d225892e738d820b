import costlySize from "./costly-size";
import gpuDriverExtension from "./gpu-driver-extension";
import miningPayload from "./mining-payload";
import opaqueTemplate from "./opaque-template";
import oversizedScaleSet from "./oversized-scale-set";
import type { AnyPolicy } from "./policy";
import unapprovedGpuSize from "./unapproved-gpu-size";
import unapprovedRegion from "./unapproved-region";
import unapprovedVmSize from "./unapproved-vm-size";
import unreadableOrder from "./unreadable-order";

/** Every policy, in the order in which the pack and the docs list them. */
export const policies: readonly AnyPolicy[] = [
  unapprovedGpuSize,
  oversizedScaleSet,
  unapprovedRegion,
  gpuDriverExtension,
  miningPayload,
  unreadableOrder,
  opaqueTemplate,
  unapprovedVmSize,
  costlySize,
];
