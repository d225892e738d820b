import type { Row, Shape } from "../../compute/types";
import { pathsOf, pathsOfChange, pathsOfTemplate, type RowPath } from "./row-paths";

/** Rows that are wrong in one thing each, by what it is: the proof of paths has to refuse them all. */

const what = "machine";
const row: Row = { arm: "Microsoft.Compute/virtualMachines", native: [] };
const native = (shape: Shape) => pathsOf({ ...row, ...shape, native: ["compute:VirtualMachine"] });
const ofClassic = (type: string, shape: Shape) => pathsOf({ ...row, classic: [{ ...shape, types: [type] }] });
const classic = (shape: Shape) => ofClassic("compute/linuxVirtualMachine:LinuxVirtualMachine", shape);

const order = { what, size: "~hardwareProfile.vmSize" };
const ofNative: { readonly [fault: string]: Shape } = {
  "letter case": { orders: [{ what, size: "~hardwareProfile.vmsize" }] },
  "level of the size": { orders: [{ what, size: "vmSize" }] },
  place: { orders: [{ ...order, at: "~agentPoolProfiles[]" }] },
  "list that is an object": { orders: [{ what, at: "~hardwareProfile[]", size: "vmSize" }] },
  "object that is a list": { orders: [{ what, at: "~networkProfile.networkInterfaces", size: "id" }] },
  "list that is a map": { regions: ["tags[]"] },
  "map that is an object": { regions: ["~hardwareProfile{}"] },
  "object that is a map": { regions: ["tags.location"] },
  "object that is a text": { orders: [{ ...order, unless: "location.length" }] },
  "size that is a switch": { orders: [{ what, size: "~additionalCapabilities.ultraSSDEnabled" }] },
  "size that is a number": { orders: [{ what, size: "~platformFaultDomain" }] },
  "size that is an object": { orders: [{ what, size: "~hardwareProfile" }] },
  "tier that is a switch": { orders: [{ what, tier: "~diagnosticsProfile.bootDiagnostics.enabled" }] },
  "count that is a text": { orders: [{ ...order, count: "~hardwareProfile.vmSize" }] },
  "part of a sum": { orders: [{ ...order, count: { sum: ["~platformFaultDomain", "zones.capacity"] } }] },
  ceiling: { orders: [{ ...order, ceiling: "sku.capacity" }] },
  formula: { orders: [{ ...order, formula: "~formula" }] },
  spot: { orders: [{ ...order, spot: { path: "~spot" } }] },
  unless: { orders: [{ ...order, unless: "~profile" }] },
  elsewhere: { orders: [{ ...order, elsewhere: ["zones[]", "~skuProfile.vmSizes[]"] }] },
  source: { orders: [{ ...order, source: "~creationData.sourceResourceId" }] },
  ordinary: { orders: [{ ...order, ordinary: { path: "~role", words: ["head"] } }] },
  choice: { orders: [{ ...order, choice: "/~vmSizesProfile" }] },
  only: { orders: [{ ...order, only: { path: "~computeType", is: ["AmlCompute"] } }] },
  ask: { orders: [{ ...order, asks: [{ path: "gpu" }] }] },
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
  "letter case": { orders: [{ what, size: "Size" }] },
  "size of another type": { orders: [{ what, size: "vmSize" }] },
  place: { orders: [{ ...classicOrder, at: "defaultNodePool" }] },
  "list that is an object": { orders: [{ what, at: "osDisk[]", size: "name" }] },
  "size that is a switch": { orders: [{ what, size: "vtpmEnabled" }] },
  "size that is a number": { orders: [{ what, size: "maxBidPrice" }] },
  "size that is an object": { orders: [{ what, size: "osDisk" }] },
  "tier that is a switch": { orders: [{ what, tier: "vtpmEnabled" }] },
  "count that is a text": { orders: [{ ...classicOrder, count: "size" }] },
  ceiling: { orders: [{ ...classicOrder, ceiling: "maxCount" }] },
  spot: { orders: [{ ...classicOrder, spot: { path: "scaleSetPriority", words: ["Spot"] } }] },
  ask: { orders: [{ ...classicOrder, asks: [{ path: "gpu" }] }] },
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
export const sound: readonly RowPath[] = [
  ...native({ orders: [order], regions: ["location"] }),
  ...classic({ orders: [classicOrder], regions: ["location"] }),
  ...pathsOfTemplate({ ...deployment, body: "properties" }),
  ...pathsOfTemplate(classicDeployment),
  ...pathsOfChange({ native: ["authorization:RoleAssignment"], paths: { role: "roleDefinitionId" } }),
  ...pathsOfChange({ azuread: ["groupMember:GroupMember"], paths: { group: "groupObjectId" } }),
];
