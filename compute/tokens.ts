/** Pulumi type tokens: one resource type has many spellings, and a rule that knows one of them is walked around by the others. */

export interface NormalToken {
  /** Whose language the inputs are in. `generic` is azure-native's `resources:Resource`, which holds any ARM resource. */
  readonly package: "azure-native" | "azure" | "azapi" | "azurerm" | "generic" | "pulumi" | "unknown";
  /** The current spelling, such as `azure-native:compute:VirtualMachine`. Letter case is the writer's: compare without it. */
  readonly token: string;
}

/**
 * azure-native in all its forms: `azure-native:compute:VirtualMachine`, `azure-native:compute/v20240701:…` (SDK v1 and v2, and
 * raw tokens), `azure-native_compute_v20240701:compute:…` (a local parameterised SDK), the beta of the latter with both, and
 * the predecessor azure-nextgen with its version `latest`.
 */
const native = /^azure-(?:native|nextgen)(?:_[^:]*)?:([^:/]+)(?:\/(?:v\d{8}[a-z]*|latest))?:([^:]+)$/i;

/** Types that azure-native has moved or renamed, as `module:Type` in lower case: `[old, new]`. */
const renamedNative = new Map([
  ["insights:autoscalesetting", "monitor:AutoscaleSetting"],
  ["insights:activitylogalert", "monitor:ActivityLogAlert"],
  ["insights:scheduledqueryrule", "monitor:ScheduledQueryRule"],
  ["insights:subscriptiondiagnosticsetting", "monitor:SubscriptionDiagnosticSetting"],
  ["alertsmanagement:actionrule", "alertsmanagement:ActionRuleByName"],
  ["documentdb:cassandradatacenter", "cosmosdb:CassandraDataCenter"],
  ["machinelearningservices:machinelearningcompute", "machinelearningservices:Compute"],
  ["machinelearningservices:environmentspecificationversion", "machinelearningservices:EnvironmentVersion"],
  ["containerinstance:cgprofile", "containerinstance:ContainerGroupProfile"],
  ["web:containerapp", "app:ContainerApp"],
  ["web:serverfarm", "web:AppServicePlan"],
  ["web:site", "web:WebApp"],
  ["web:siteslot", "web:WebAppSlot"],
  ["web:siteappsettings", "web:WebAppApplicationSettings"],
  ["web:siteappsettingsslot", "web:WebAppApplicationSettingsSlot"],
  ["web:sitesourcecontrol", "web:WebAppSourceControl"],
  ["web:sitesourcecontrolslot", "web:WebAppSourceControlSlot"],
  ["devtestlab:labresource", "devtestlab:Lab"],
  ["devtestlab:artifactsourceresource", "devtestlab:ArtifactSource"],
  ["devtestlab:virtualmachineresource", "devtestlab:VirtualMachine"],
  ["devtestlab:formularesource", "devtestlab:Formula"],
]);

/** Classic types that stand in the SDK twice, the old one beside the new: `[old, new]`. */
const doubledClassic = new Map([
  ["role/assignment:assignment", "authorization/assignment:Assignment"],
  ["role/definition:definition", "authorization/roleDefinition:RoleDefinition"],
  ["msi/userassignedidentity:userassignedidentity", "authorization/userAssignedIdentity:UserAssignedIdentity"],
  ["managementgroups/managementgroup:managementgroup", "management/group:Group"],
  ["managementresource/manangementlock:manangementlock", "management/lock:Lock"],
]);

/** Reads a type token in any of its spellings. A token of another package comes back as it is, as `unknown`. */
export function normalToken(token: string): NormalToken {
  const [, module, type] = native.exec(token) ?? [];
  if (module && type) {
    const name = `${module.toLowerCase()}:${type}`;
    const current = renamedNative.get(name.toLowerCase()) ?? name;
    const generic = current.toLowerCase() === "resources:resource";
    return { package: generic ? "generic" : "azure-native", token: `azure-native:${current}` };
  }
  const [head = ""] = token.split(":", 1);
  const rest = token.slice(head.length + 1);
  switch (head.toLowerCase()) {
    case "azure":
      return { package: "azure", token: `azure:${doubledClassic.get(rest.toLowerCase()) ?? rest}` };
    case "azurerm":
      return { package: "azurerm", token: `azurerm:${rest}` };
    case "azapi":
      return { package: "azapi", token: `azapi:${rest}` };
    case "pulumi":
      return { package: "pulumi", token };
    default:
      return { package: "unknown", token };
  }
}

/** How one type is spelled in the packages of Pulumi: `compute:VirtualMachine`, `compute/virtualMachine:VirtualMachine`. */
export interface Spellings {
  /** azure-native's `module:Type`. */
  readonly native?: readonly string[] | undefined;
  /** Types of the classic provider. */
  readonly classic?: readonly string[] | undefined;
  /** Names under `azurerm:index/` where they are not the classic types' own: Terraform says `batchPool`, Pulumi `batch/pool`. */
  readonly azurerm?: readonly string[] | undefined;
  /** Types under `azuread:index/`. */
  readonly azuread?: readonly string[] | undefined;
}

/** The last segment of a classic type, in Terraform's letter case: `compute/linuxVirtualMachine:…` is `linuxVirtualMachine`. */
const terraformName = (classic: string): string => classic.slice(classic.indexOf("/") + 1, classic.indexOf(":"));

/** All tokens of a type as `normalToken` writes them, in lower case. */
export const tokensOf = ({ native = [], classic = [], azurerm, azuread = [] }: Spellings): string[] =>
  [
    ...native.map(type => `azure-native:${type}`),
    ...classic.map(type => `azure:${type}`),
    ...(azurerm ?? classic.map(terraformName)).map(name => `azurerm:index/${name}:${name}`),
    ...azuread.map(type => `azuread:index/${type}`),
  ].map(token => token.toLowerCase());

/** Looks up by a token of `normalToken`. Indexed when first asked, for a policy pack has to start fast. */
export function byToken<T>(entries: () => Iterable<readonly [string, T]>): (token: string) => T | undefined {
  let index: ReadonlyMap<string, T> | undefined;
  return token => {
    index ??= new Map(entries());
    return index.get(token.toLowerCase());
  };
}
