import type { ComputeType, Shape } from "../../compute/types";
import { pathsOf, pathsOfChange, pathsOfTemplate, type RowPath } from "./row-paths";

/** Rows that are wrong in one thing each, by what it is: the proof of paths has to refuse them all. */

const what = "machine";
const row: ComputeType = { arm: "Microsoft.Compute/virtualMachines", native: [] };
const native = (shape: Shape) => pathsOf({ ...row, ...shape, native: ["compute:VirtualMachine"] });
const ofClassic = (type: string, shape: Shape) => pathsOf({ ...row, classic: [{ ...shape, types: [type] }] });
const classic = (shape: Shape) => ofClassic("compute/linuxVirtualMachine:LinuxVirtualMachine", shape);

const request = { what, size: "~hardwareProfile.vmSize" };
const ofNative: { readonly [fault: string]: Shape } = {
  "letter case": { requests: [{ what, size: "~hardwareProfile.vmsize" }] },
  "level of the size": { requests: [{ what, size: "vmSize" }] },
  place: { requests: [{ ...request, at: "~agentPoolProfiles[]" }] },
  "list that is an object": { requests: [{ what, at: "~hardwareProfile[]", size: "vmSize" }] },
  "object that is a list": { requests: [{ what, at: "~networkProfile.networkInterfaces", size: "id" }] },
  "list that is a map": { regions: ["tags[]"] },
  "map that is an object": { regions: ["~hardwareProfile{}"] },
  "object that is a map": { regions: ["tags.location"] },
  "object that is a text": { requests: [{ ...request, unless: "location.length" }] },
  "size that is a switch": { requests: [{ what, size: "~additionalCapabilities.ultraSSDEnabled" }] },
  "size that is a number": { requests: [{ what, size: "~platformFaultDomain" }] },
  "size that is an object": { requests: [{ what, size: "~hardwareProfile" }] },
  "tier that is a switch": { requests: [{ what, tier: "~diagnosticsProfile.bootDiagnostics.enabled" }] },
  "count that is a text": { requests: [{ ...request, count: "~hardwareProfile.vmSize" }] },
  "part of a sum": { requests: [{ ...request, count: { sum: ["~platformFaultDomain", "zones.capacity"] } }] },
  ceiling: { requests: [{ ...request, ceiling: "sku.capacity" }] },
  formula: { requests: [{ ...request, formula: "~formula" }] },
  spot: { requests: [{ ...request, spot: { path: "~spot" } }] },
  unless: { requests: [{ ...request, unless: "~profile" }] },
  elsewhere: { requests: [{ ...request, elsewhere: ["zones[]", "~skuProfile.vmSizes[]"] }] },
  source: { requests: [{ ...request, source: "~creationData.sourceResourceId" }] },
  ordinary: { requests: [{ ...request, ordinary: { path: "~role", words: ["head"] } }] },
  choice: { requests: [{ ...request, choice: "/~vmSizesProfile" }] },
  only: { requests: [{ ...request, only: { path: "~computeType", is: ["AmlCompute"] } }] },
  ask: { requests: [{ ...request, asks: [{ path: "gpu" }] }] },
  region: { regions: ["~locations[]"] },
  "region that is a list": { regions: ["zones"] },
  link: { links: ["~templateLink.uri"] },
  payload: { payloads: [{ what, kind: "script", path: "~osProfile[].customData" }] },
  "script that is an object": { payloads: [{ what, kind: "script", path: "~osProfile" }] },
  "command that is a list of objects": { payloads: [{ what, kind: "command", path: "~storageProfile.dataDisks" }] },
  extension: { extensions: [{ publisher: "publisher", type: "~licenseType" }] },
};

const classicOrder = { what, size: "size" };
const ofLinux: { readonly [fault: string]: Shape } = {
  "letter case": { requests: [{ what, size: "Size" }] },
  "size of another type": { requests: [{ what, size: "vmSize" }] },
  place: { requests: [{ ...classicOrder, at: "defaultNodePool" }] },
  "list that is an object": { requests: [{ what, at: "osDisk[]", size: "name" }] },
  "size that is a switch": { requests: [{ what, size: "vtpmEnabled" }] },
  "size that is a number": { requests: [{ what, size: "maxBidPrice" }] },
  "size that is an object": { requests: [{ what, size: "osDisk" }] },
  "tier that is a switch": { requests: [{ what, tier: "vtpmEnabled" }] },
  "count that is a text": { requests: [{ ...classicOrder, count: "size" }] },
  ceiling: { requests: [{ ...classicOrder, ceiling: "maxCount" }] },
  spot: { requests: [{ ...classicOrder, spot: { path: "scaleSetPriority", words: ["Spot"] } }] },
  ask: { requests: [{ ...classicOrder, asks: [{ path: "gpu" }] }] },
  region: { regions: ["locations[]"] },
  link: { links: ["templateSpecVersionId"] },
  payload: { payloads: [{ what, kind: "script", path: "osProfile.customData" }] },
  extension: { extensions: [{ at: "extensions[]", publisher: "publisher", type: "type" }] },
};

const deployment = { arm: "Microsoft.Resources/deployments", native: ["resources:Deployment"] };
const classicDeployment = {
  classic: ["core/resourceGroupTemplateDeployment:ResourceGroupTemplateDeployment"],
  template: "templateContent",
  parameters: "parametersContent",
};

export const planted: { readonly [fault: string]: readonly RowPath[] } = {
  ...Object.fromEntries(Object.entries(ofNative).map(([fault, shape]) => [`native: ${fault}`, native(shape)])),
  ...Object.fromEntries(Object.entries(ofLinux).map(([fault, shape]) => [`classic: ${fault}`, classic(shape)])),
  "native: type": pathsOf({ ...row, native: ["compute:VirtualMachin"] }),
  "native: module": pathsOf({ ...row, native: ["computer:VirtualMachine"] }),
  "classic: type": ofClassic("compute/linuxVirtualMachin:LinuxVirtualMachin", {}),
  "classic: name": ofClassic("compute/linuxVirtualMachine:VirtualMachine", {}),
  "template: body": pathsOfTemplate({ ...deployment, body: "" }),
  "template: type": pathsOfTemplate({ ...deployment, native: ["resources:ResourceGroup"], body: "properties" }),
  "template: content": pathsOfTemplate({ ...classicDeployment, template: "templateBody" }),
  "template: values": pathsOfTemplate({ ...classicDeployment, values: "parameters" }),
  "template: link": pathsOfTemplate({ ...classicDeployment, link: "templateLink" }),
  "change: path": pathsOfChange({ native: ["authorization:RoleAssignment"], paths: { role: "roleId" } }),
  "change: place": pathsOfChange({ native: ["authorization:RoleDefinition"], at: "~permission[]", paths: {} }),
  "change: path in azuread": pathsOfChange({ azuread: ["groupMember:GroupMember"], paths: { group: "groupId" } }),
};

/** The same rows, where they are right. */
export const healthy: readonly RowPath[] = [
  ...native({ requests: [request], regions: ["location"] }),
  ...classic({ requests: [classicOrder], regions: ["location"] }),
  ...pathsOfTemplate({ ...deployment, body: "properties" }),
  ...pathsOfTemplate(classicDeployment),
  ...pathsOfChange({ native: ["authorization:RoleAssignment"], paths: { role: "roleDefinitionId" } }),
  ...pathsOfChange({ azuread: ["groupMember:GroupMember"], paths: { group: "groupObjectId" } }),
];
