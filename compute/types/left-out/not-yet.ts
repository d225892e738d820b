import { because, type LeftOut } from "./because";

/** Types that Azure added in 2026. They can create compute or raise its limits, and no row reads them yet. */
export const notYet: readonly LeftOut[] = because("new in 2026: no row reads it yet, so nothing in it is judged", [
  "azure-native:cognitiveservices:Compute",
  "azure-native:cognitiveservices:ManagedComputeDeployment",
  "azure-native:compute:InterconnectBlock",
  "azure-native:computelimit:MemberCapOverride",
  "azure-native:computelimit:SharedLimitCap",
  "azure-native:computelimit:TrustedHostSubscription",
]);
