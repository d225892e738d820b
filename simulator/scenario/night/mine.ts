import type { Row } from "../../json";
import { homeRegion } from "../baseline/usages";
import { scopes, subscriptions } from "../ids";
import { containerGroup } from "../rows/compute";
import { type Act, act, regions, type Step } from "./thief";

/** N6 to N12: the mine, and what is deleted to make room. */

const compute = `${scopes.production}/resourceGroups/rg-web/providers/Microsoft.Compute`;
const inData = `${scopes.data}/resourceGroups/rg-data/providers`;

const gpuSet = (location: string, size: string): Row => ({
  location,
  sku: { name: size, tier: "Standard", capacity: 4 },
});

/** One of each other service of the report, in one act each. */
const services: readonly Pick<Act, "action" | "scope" | "answered">[] = [
  {
    action: "Microsoft.Batch/batchAccounts/pools/write",
    scope: `${inData}/Microsoft.Batch/batchAccounts/batchreports/pools/night`,
    answered: {
      properties: { vmSize: "STANDARD_NC64AS_T4_V3", scaleSettings: { fixedScale: { targetLowPriorityNodes: 20 } } },
    },
  },
  {
    action: "Microsoft.MachineLearningServices/workspaces/computes/write",
    scope: `${inData}/Microsoft.MachineLearningServices/workspaces/mlw-forecast/computes/night`,
    answered: {
      location: homeRegion,
      properties: { properties: { vmSize: "STANDARD_NC64AS_T4_V3", scaleSettings: { maxNodeCount: 10 } } },
    },
  },
  {
    action: "Microsoft.ContainerService/managedClusters/agentPools/write",
    scope: `${scopes.development}/resourceGroups/rg-shared/providers/Microsoft.ContainerService/managedClusters/aks-shared/agentPools/night`,
    answered: { properties: { vmSize: "Standard_NC64as_T4_v3", count: 4 } },
  },
  {
    action: "Microsoft.ContainerInstance/containerGroups/write",
    scope: `${scopes.development}/resourceGroups/rg-shared/providers/Microsoft.ContainerInstance/containerGroups/cg-night`,
    answered: { location: homeRegion, properties: { containers: [] } },
  },
];

export const mine: readonly Step[] = [
  {
    id: "N6",
    minutes: 130,
    sentence: "Its first orders of H100 machines in three regions fail for want of quota.",
    add: stage =>
      regions.slice(0, 3).forEach((region, i) => {
        act(stage, 130 - i, {
          number: 9070 + 10 * i,
          action: "Microsoft.Compute/virtualMachineScaleSets/write",
          scope: `${compute}/virtualMachineScaleSets/vmss-try-${i + 1}`,
          error: {
            code: "QuotaExceeded",
            message: "Operation could not be completed as it results in exceeding approved quota.",
          },
          requested: gpuSet(region, "Standard_ND96isr_H100_v5"),
        });
      }),
  },
  {
    id: "N7",
    minutes: 120,
    sentence: "Scale sets of T4 machines start in five regions within the hour.",
    add: stage =>
      regions.forEach((region, i) => {
        act(stage, 120 - 12 * i, {
          number: 9100 + 10 * i,
          action: "Microsoft.Compute/virtualMachineScaleSets/write",
          scope: `${compute}/virtualMachineScaleSets/vmss-night-${i + 1}`,
          answered: gpuSet(region, "Standard_NC64as_T4_v3"),
        });
      }),
  },
  {
    id: "N8",
    minutes: 90,
    sentence: "A Batch pool, a machine learning cluster, a pool of AKS and a container group follow.",
    add: stage =>
      services.forEach((service, i) => {
        act(stage, 90 - 5 * i, { number: 9200 + 10 * i, ...service });
      }),
  },
  {
    id: "N9",
    minutes: 60,
    sentence: "NVIDIA's driver goes on five machines in ten minutes.",
    add: stage => {
      for (let i = 0; i < 5; i++)
        act(stage, 60 - 2 * i, {
          number: 9250 + 10 * i,
          action: "Microsoft.Compute/virtualMachines/extensions/write",
          scope: `${compute}/virtualMachines/vm-night-${i + 1}/extensions/NvidiaGpuDriverLinux`,
        });
    },
  },
  {
    id: "N10",
    minutes: 45,
    sentence: "A run command on vm-web-01 fetches the miner.",
    add: stage =>
      act(stage, 45, {
        number: 9310,
        action: "Microsoft.Compute/virtualMachines/runCommand/action",
        scope: `${compute}/virtualMachines/vm-web-01`,
        method: "POST",
      }),
  },
  {
    id: "N11",
    minutes: 40,
    sentence: "The container group cg-night mines at a pool of nanopool.org.",
    add: ({ arm }) => {
      const run = "./xmrig -o xmr-eu1.nanopool.org:14433 --tls";
      const image = "docker.io/library/alpine:3.20";
      arm.resources.push(
        containerGroup(
          subscriptions.development,
          "rg-shared",
          "cg-night",
          homeRegion,
          image,
          ["/bin/sh", "-c", run],
          4,
        ),
      );
    },
  },
  {
    id: "N12",
    minutes: 25,
    sentence: "Twenty machines of Contoso Production are deleted within twenty minutes.",
    add: stage => {
      for (let i = 0; i < 20; i++)
        act(stage, 25 - i, {
          number: 9400 + 10 * i,
          action: "Microsoft.Compute/virtualMachines/delete",
          scope: `${compute}/virtualMachines/vm-old-${i + 1}`,
          method: "DELETE",
        });
    },
  },
];
