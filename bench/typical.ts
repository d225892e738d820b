import type { JsonObject } from "../engine/wire";
import { encoded, machine, machineProperties, templateProperties } from "./compute-heavy";
import type { FactKind } from "./deployment";

/** A web shop with its network, as a platform team writes it: most of its resources have nothing to do with compute. */

const subscription = "/subscriptions/00000000-0000-0000-0000-000000000001";
const group = `${subscription}/resourceGroups/shop`;
const network = `${group}/providers/Microsoft.Network`;
const tags = { costCenter: "4711", owner: "shop@contoso.com", environment: "production", application: "web shop" };
const guid = (i: number) => `00000000-0000-0000-0000-${String(i).padStart(12, "0")}`;
const shared: JsonObject = { resourceGroupName: "shop", location: "westeurope", tags };

const virtualNetwork = (i: number): JsonObject => ({
  ...shared,
  virtualNetworkName: `shop-${i}`,
  addressSpace: { addressPrefixes: [`10.${i % 250}.0.0/16`] },
  dhcpOptions: { dnsServers: ["10.0.0.4", "10.0.0.5"] },
  enableDdosProtection: false,
});

const subnet = (i: number): JsonObject => ({
  resourceGroupName: "shop",
  virtualNetworkName: "shop",
  subnetName: `part-${i}`,
  addressPrefix: `10.0.${i % 250}.0/24`,
  networkSecurityGroup: { id: `${network}/networkSecurityGroups/part-${i}` },
  routeTable: { id: `${network}/routeTables/shop` },
  privateEndpointNetworkPolicies: "Enabled",
  serviceEndpoints: ["Microsoft.Storage", "Microsoft.KeyVault", "Microsoft.Sql"].map(service => ({
    service,
    locations: ["westeurope", "northeurope"],
  })),
  delegations: [{ name: "web", serviceName: "Microsoft.Web/serverFarms" }],
});

const securityGroup = (i: number): JsonObject => ({
  ...shared,
  networkSecurityGroupName: `part-${i}`,
  securityRules: Array.from({ length: 12 }, (_, n) => ({
    name: `rule-${n}`,
    description: `Traffic of the shop's part ${n}, as the network's owners agreed`,
    priority: 100 + n * 10,
    direction: n % 3 ? "Inbound" : "Outbound",
    access: n === 11 ? "Deny" : "Allow",
    protocol: "Tcp",
    sourceAddressPrefix: `10.0.${n}.0/24`,
    sourcePortRange: "*",
    destinationAddressPrefixes: ["10.0.20.0/24", "10.0.21.0/24"],
    destinationPortRanges: ["443", "8443"],
  })),
});

const networkInterface = (i: number): JsonObject => ({
  ...shared,
  networkInterfaceName: `shop-${i}`,
  enableAcceleratedNetworking: true,
  enableIPForwarding: false,
  ipConfigurations: [
    {
      name: "main",
      primary: true,
      privateIPAllocationMethod: "Dynamic",
      privateIPAddressVersion: "IPv4",
      subnet: { id: `${network}/virtualNetworks/shop/subnets/part-${i}` },
      publicIPAddress: { id: `${network}/publicIPAddresses/shop-${i}` },
      loadBalancerBackendAddressPools: [{ id: `${network}/loadBalancers/shop/backendAddressPools/web` }],
    },
  ],
  networkSecurityGroup: { id: `${network}/networkSecurityGroups/part-${i}` },
});

const publicAddress = (i: number): JsonObject => ({
  ...shared,
  publicIpAddressName: `shop-${i}`,
  sku: { name: "Standard", tier: "Regional" },
  publicIPAllocationMethod: "Static",
  publicIPAddressVersion: "IPv4",
  idleTimeoutInMinutes: 10,
  zones: ["1", "2", "3"],
  dnsSettings: { domainNameLabel: `contoso-shop-${i}` },
});

const loadBalancer = (i: number): JsonObject => {
  const id = `${network}/loadBalancers/shop-${i}`;
  return {
    ...shared,
    loadBalancerName: `shop-${i}`,
    sku: { name: "Standard" },
    frontendIPConfigurations: [{ name: "front", publicIPAddress: { id: `${network}/publicIPAddresses/shop-${i}` } }],
    backendAddressPools: [{ name: "web" }, { name: "api" }],
    probes: ["web", "api"].map(name => ({
      name,
      protocol: "Https",
      port: 443,
      requestPath: `/${name}/health`,
      intervalInSeconds: 15,
      numberOfProbes: 2,
    })),
    loadBalancingRules: ["web", "api"].map((name, n) => ({
      name,
      protocol: "Tcp",
      frontendPort: 443 + n,
      backendPort: 443,
      idleTimeoutInMinutes: 15,
      enableFloatingIP: false,
      frontendIPConfiguration: { id: `${id}/frontendIPConfigurations/front` },
      backendAddressPool: { id: `${id}/backendAddressPools/${name}` },
      probe: { id: `${id}/probes/${name}` },
    })),
  };
};

const privateEndpoint = (i: number): JsonObject => ({
  ...shared,
  privateEndpointName: `vault-${i}`,
  subnet: { id: `${network}/virtualNetworks/shop/subnets/endpoints` },
  customNetworkInterfaceName: `vault-${i}-nic`,
  privateLinkServiceConnections: [
    {
      name: "vault",
      privateLinkServiceId: `${group}/providers/Microsoft.KeyVault/vaults/shop-${i}`,
      groupIds: ["vault"],
    },
  ],
});

const dnsRecord = (i: number): JsonObject => ({
  resourceGroupName: "shop",
  privateZoneName: "privatelink.vaultcore.azure.net",
  recordType: "A",
  relativeRecordSetName: `shop-${i}`,
  ttl: 300,
  aRecords: [{ ipv4Address: `10.0.30.${i % 250}` }],
});

const zoneLink = (i: number): JsonObject => ({
  resourceGroupName: "shop",
  privateZoneName: "privatelink.vaultcore.azure.net",
  virtualNetworkLinkName: `shop-${i}`,
  location: "global",
  registrationEnabled: false,
  virtualNetwork: { id: `${network}/virtualNetworks/shop-${i}` },
  tags,
});

const routeTable = (i: number): JsonObject => ({
  ...shared,
  routeTableName: `shop-${i}`,
  disableBgpRoutePropagation: true,
  routes: Array.from({ length: 5 }, (_, n) => ({
    name: `to-${n}`,
    addressPrefix: `10.${n}.0.0/16`,
    nextHopType: "VirtualAppliance",
    nextHopIpAddress: "10.0.0.4",
  })),
});

const storageAccount = (i: number): JsonObject => ({
  ...shared,
  accountName: `shop${i}`,
  kind: "StorageV2",
  sku: { name: "Standard_ZRS" },
  accessTier: "Hot",
  minimumTlsVersion: "TLS1_2",
  allowBlobPublicAccess: false,
  allowSharedKeyAccess: false,
  enableHttpsTrafficOnly: true,
  encryption: {
    keySource: "Microsoft.Storage",
    services: { blob: { enabled: true, keyType: "Account" }, file: { enabled: true, keyType: "Account" } },
  },
  networkRuleSet: {
    defaultAction: "Deny",
    bypass: "AzureServices",
    virtualNetworkRules: [{ virtualNetworkResourceId: `${network}/virtualNetworks/shop/subnets/part-${i}` }],
    ipRules: [{ iPAddressOrRange: "198.51.100.0/24", action: "Allow" }],
  },
});

const container = (i: number): JsonObject => ({
  resourceGroupName: "shop",
  accountName: "shop",
  containerName: `pictures-${i}`,
  publicAccess: "None",
});

/** Reader, and what applications need for their data: none of them creates compute. */
const harmlessRoles = [
  "acdd72a7-3385-48ef-bd42-f606fba81ae7",
  "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
  "7f951dda-4ed3-4680-a7ca-43fe172d538d",
  "4633458b-17de-408a-b874-0445c86b69e6",
] as const;

const roleAssignment = (i: number): JsonObject => ({
  roleAssignmentName: guid(i),
  principalId: guid(9000 + i),
  principalType: "ServicePrincipal",
  roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${harmlessRoles[i % harmlessRoles.length]}`,
  scope: `${group}/providers/Microsoft.Storage/storageAccounts/shop${i}`,
});

const identity = (i: number): JsonObject => ({ ...shared, resourceName: `shop-${i}` });

const vault = (i: number): JsonObject => ({
  ...shared,
  vaultName: `shop-${i}`,
  properties: {
    tenantId: guid(0),
    sku: { family: "A", name: "standard" },
    enableRbacAuthorization: true,
    enablePurgeProtection: true,
    enableSoftDelete: true,
    softDeleteRetentionInDays: 90,
    publicNetworkAccess: "Disabled",
    networkAcls: { defaultAction: "Deny", bypass: "AzureServices", ipRules: [], virtualNetworkRules: [] },
  },
});

const secret = (i: number): JsonObject => ({
  resourceGroupName: "shop",
  vaultName: "shop",
  secretName: `connection-${i}`,
  properties: {
    contentType: "text/plain",
    value: `Server=tcp:shop-${i}.database.windows.net,1433;Database=shop;Authentication=Active Directory Default;`,
    attributes: { enabled: true },
  },
  tags,
});

const plan = (i: number): JsonObject => ({
  ...shared,
  name: `shop-${i}`,
  kind: "linux",
  reserved: true,
  sku: { name: "P0v3", tier: "PremiumV3", capacity: 2 },
  zoneRedundant: false,
});

const webApp = (i: number): JsonObject => ({
  ...shared,
  name: `shop-${i}`,
  kind: "app,linux",
  serverFarmId: `${group}/providers/Microsoft.Web/serverfarms/shop`,
  httpsOnly: true,
  identity: {
    type: "UserAssigned",
    userAssignedIdentities: [`${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/shop`],
  },
  virtualNetworkSubnetId: `${network}/virtualNetworks/shop/subnets/web`,
  siteConfig: {
    alwaysOn: true,
    ftpsState: "Disabled",
    http20Enabled: true,
    minTlsVersion: "1.2",
    linuxFxVersion: "NODE|22-lts",
    appCommandLine: "node dist/server.js",
    healthCheckPath: "/health",
    appSettings: Array.from({ length: 20 }, (_, n) => ({
      name: `SHOP_SETTING_${n}`,
      value:
        n % 4
          ? `https://shop-${i}-${n}.contoso.com/api/v1`
          : `@Microsoft.KeyVault(SecretUri=https://shop-${i}.vault.azure.net/secrets/connection-${n}/)`,
    })),
    connectionStrings: [{ name: "shop", type: "SQLAzure", connectionString: `Server=tcp:shop-${i};Database=shop;` }],
  },
});

const workspace = (i: number): JsonObject => ({
  ...shared,
  workspaceName: `shop-${i}`,
  sku: { name: "PerGB2018" },
  retentionInDays: 90,
  features: { enableLogAccessUsingOnlyResourcePermissions: true },
  workspaceCapping: { dailyQuotaGb: 10 },
});

const diagnosticSetting = (i: number): JsonObject => ({
  name: `shop-${i}`,
  resourceUri: `${group}/providers/Microsoft.KeyVault/vaults/shop-${i}`,
  workspaceId: `${group}/providers/Microsoft.OperationalInsights/workspaces/shop`,
  logs: ["AuditEvent", "AzurePolicyEvaluationDetails"].map(category => ({ category, enabled: true })),
  metrics: [{ category: "AllMetrics", enabled: true }],
});

const database = (i: number): JsonObject => ({
  ...shared,
  serverName: "shop",
  databaseName: `requests-${i}`,
  sku: { name: "GP_S_Gen5", tier: "GeneralPurpose", family: "Gen5", capacity: 2 },
  autoPauseDelay: 60,
  minCapacity: 0.5,
  maxSizeBytes: 34359738368,
  zoneRedundant: false,
});

const resourceGroup = (i: number): JsonObject => ({ resourceGroupName: `shop-${i}`, location: "westeurope", tags });

const azure = (of: number, type: string, properties: FactKind["properties"]): FactKind => ({
  of,
  type: `azure-native:${type}`,
  properties,
});

/** Of a hundred resources 42 of the network, twelve machines and one template. */
export const typical: readonly FactKind[] = [
  azure(1, "network:VirtualNetwork", virtualNetwork),
  azure(6, "network:Subnet", subnet),
  azure(6, "network:NetworkSecurityGroup", securityGroup),
  azure(12, "network:NetworkInterface", networkInterface),
  azure(5, "network:PublicIPAddress", publicAddress),
  azure(2, "network:LoadBalancer", loadBalancer),
  azure(4, "network:PrivateEndpoint", privateEndpoint),
  azure(4, "privatedns:PrivateRecordSet", dnsRecord),
  azure(1, "privatedns:VirtualNetworkLink", zoneLink),
  azure(1, "network:RouteTable", routeTable),
  { of: 12, type: machine, properties: i => machineProperties(i, encoded(400, i)) },
  azure(4, "storage:StorageAccount", storageAccount),
  azure(6, "storage:BlobContainer", container),
  azure(10, "authorization:RoleAssignment", roleAssignment),
  azure(3, "managedidentity:UserAssignedIdentity", identity),
  azure(2, "keyvault:Vault", vault),
  azure(8, "keyvault:Secret", secret),
  azure(1, "web:AppServicePlan", plan),
  azure(3, "web:WebApp", webApp),
  azure(1, "operationalinsights:Workspace", workspace),
  azure(4, "monitor:DiagnosticSetting", diagnosticSetting),
  azure(1, "sql:Database", database),
  azure(2, "resources:ResourceGroup", resourceGroup),
  azure(1, "resources:Deployment", i => templateProperties(i, 3)),
];
