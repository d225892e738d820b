import { addresses, applications, principalId } from "../cast";
import { guid, subscriptions, tenantId } from "../ids";
import {
  agentPool,
  amlCluster,
  batchAccount,
  batchPool,
  clusterIssuer,
  containerGroup,
  resource,
  scaleSet,
  vault,
  virtualMachine,
  workspace,
} from "../rows/compute";
import type { Stage } from "../stage";
import { families, homeRegion, setUsage } from "./usages";

/** Ordinary machines, with the quiet twins Q7 to Q9, Q16, Q40 and Q50 to Q52. */
export function addMachines({ arm, ago }: Stage): void {
  const { production, development, data } = subscriptions;
  const backup = {
    type: "UserAssigned",
    userAssignedIdentities: {
      [`/subscriptions/${data}/resourceGroups/rg-data/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${applications.backup.name}`]:
        { principalId: principalId(applications.backup), clientId: guid("appId", applications.backup.number) },
    },
  };
  arm.resources.push(
    virtualMachine(production, "rg-web", "vm-web-01", homeRegion, "Standard_D2s_v5", ago({ days: 40 })),
    scaleSet(production, "rg-web", "vmss-web", homeRegion, "Standard_D2s_v5", 2, ago({ days: 80 })),
    {
      ...virtualMachine(data, "rg-data", "vm-db-01", homeRegion, "Standard_D4s_v5", ago({ days: 300 })),
      identity: backup,
    },
    resource(production, "rg-web", "Microsoft.Network/publicIPAddresses", "pip-web", homeRegion, {
      sku: { name: "Standard", tier: "Regional" },
      properties: {
        provisioningState: "Succeeded",
        ipAddress: addresses.office,
        publicIPAllocationMethod: "Static",
        publicIPAddressVersion: "IPv4",
      },
    }),
    resource(development, "rg-shared", "Microsoft.ContainerService/managedClusters", "aks-shared", homeRegion, {
      sku: { name: "Base", tier: "Standard" },
      properties: {
        provisioningState: "Succeeded",
        powerState: { code: "Running" },
        kubernetesVersion: "1.33.5",
        dnsPrefix: "aks-shared",
        nodeResourceGroup: "MC_rg-shared_aks-shared_westeurope",
        oidcIssuerProfile: { enabled: true, issuerURL: clusterIssuer(84) },
        agentPoolProfiles: [agentPool("system", "Standard_D2s_v5", 2, "System")],
      },
    }),
    containerGroup(development, "rg-shared", "cg-adminer", homeRegion, "docker.io/library/adminer:4.8.1", [], 1),
    batchAccount(data, "rg-data", "batchreports", homeRegion, [
      [families.dsv5[0], 20],
      [families.a100[0], 0],
    ]),
    { ...batchPool(data, "rg-data", "batchreports", "nightly", "STANDARD_D2S_V5", 2), identity: backup },
    resource(data, "rg-data", "Microsoft.CognitiveServices/accounts", "ai-forecast", homeRegion, {
      kind: "AIServices",
      sku: { name: "S0" },
      properties: { provisioningState: "Succeeded", allowProjectManagement: true, disableLocalAuth: true },
    }),
    workspace(data, "rg-data", "mlw-forecast", homeRegion),
    vault(production, "rg-web", "kv-web", homeRegion),
    vault(data, "rg-data", "kv-data", homeRegion, [
      { tenantId, objectId: principalId(applications.backup), permissions: { secrets: ["get"] } },
    ]),
    { ...amlCluster(data, "rg-data", "mlw-forecast", "cpu", homeRegion, "STANDARD_D4S_V5", 2), identity: backup },
    resource(
      data,
      "rg-data",
      "Microsoft.ManagedIdentity/userAssignedIdentities",
      applications.backup.name,
      homeRegion,
      {
        properties: {
          tenantId,
          principalId: principalId(applications.backup),
          clientId: guid("appId", applications.backup.number),
        },
      },
    ),
  );
  for (const [subscription, group, name] of [
    [production, "rg-web", "vm-web-01"],
    [data, "rg-data", "vm-db-01"],
  ] as const)
    arm.resources.push(
      resource(subscription, group, "Microsoft.Compute/disks", `${name}-os`, homeRegion, {
        sku: { name: "Premium_LRS", tier: "Premium" },
        properties: { osType: "Linux", diskSizeGB: 30, diskState: "Attached", provisioningState: "Succeeded" },
      }),
    );
  setUsage(arm, data, homeRegion, families.a10, 6, 6);
}
