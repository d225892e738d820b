import { parseArmId } from "../../catalogue/arm-id";
import type { Subject } from "../../catalogue/outcome";
import { az, type Command } from "./command";
import type { Cure } from "./cure";
import { savedState } from "./save-evidence";

/** Stops what runs, and keeps what it leaves: disks and logs are evidence. */
export const stopCompute = (to: Subject): Cure => ({ act: "stopCompute", to, commands: stopped(to.id) });

/**
 * Stops what runs in a cluster of Kubernetes, and no more of it than has to: a user pool stops alone, a system pool only with
 * its whole cluster (Learn, "Start and stop a node pool on AKS").
 * @param pool of which it was found; undefined of what is no pool
 */
export const stopPool =
  (pool: { readonly name?: unknown; readonly mode?: unknown } | undefined) =>
  (to: Subject): Cure => {
    const { name, mode } = pool ?? {};
    const isUser = typeof mode === "string" && mode.toLowerCase() === "user" && typeof name === "string";
    return isUser
      ? { act: "stopCompute", to, commands: stopped(`${to.id}/agentPools/${name}`) }
      : { act: "stopCluster", to, commands: stopped(to.id) };
  };

/** A miner is at work there: what it tells is saved before it is stopped, for what is in its memory is gone then. */
export const isolateMachine = (to: Subject): Cure => ({
  act: "isolateMachine",
  to,
  // a log may name a machine that is none of the tenant's resources
  commands: to.id.startsWith("/") ? [...savedState(to.id), ...stopped(to.id)] : [],
});

interface Place {
  readonly id: string;
  readonly subscription: string;
  readonly group: string;
  /** The names in the id: a cluster, and its pool. */
  readonly names: readonly string[];
}

/**
 * How each type of compute is stopped, by its lower-case name. What Azure can only delete is left to a person. Machine learning
 * has one type for a workstation, which is stopped, and a cluster, which is scaled to nothing: Azure refuses the other one.
 */
const stops: { readonly [type: string]: (place: Place) => readonly Command[] } = {
  "microsoft.compute/virtualmachines": ({ id }) => [az`vm deallocate --ids ${id}`],
  "microsoft.compute/virtualmachinescalesets": ({ names: [name = ""], group, subscription }) => [
    az`vmss deallocate --name ${name} --resource-group ${group} --subscription ${subscription}`,
  ],
  "microsoft.containerinstance/containergroups": ({ names: [name = ""], group, subscription }) => [
    az`container stop --name ${name} --resource-group ${group} --subscription ${subscription}`,
  ],
  "microsoft.containerservice/managedclusters": ({ names: [name = ""], group, subscription }) => [
    az`aks stop --name ${name} --resource-group ${group} --subscription ${subscription}`,
  ],
  "microsoft.containerservice/managedclusters/agentpools": ({
    names: [cluster = "", pool = ""],
    group,
    subscription,
  }) => [
    az`aks nodepool stop --cluster-name ${cluster} --name ${pool} --resource-group ${group} --subscription ${subscription}`,
  ],
  "microsoft.app/containerapps": ({ id }) => [az`rest --method post --url ${`${id}/stop?api-version=2025-01-01`}`],
  "microsoft.app/jobs": ({ id }) => [az`rest --method post --url ${`${id}/stop?api-version=2025-01-01`}`],
  "microsoft.batch/batchaccounts/pools": ({ id }) => [
    az`rest --method patch --url ${`${id}?api-version=2024-07-01`} --body ${scaledTo({
      fixedScale: { targetDedicatedNodes: 0, targetLowPriorityNodes: 0 },
    })}`,
  ],
  "microsoft.machinelearningservices/workspaces/computes": ({ id }) => [
    az`rest --method post --url ${`${id}/stop?api-version=2024-10-01`}`,
    az`rest --method patch --url ${`${id}?api-version=2024-10-01`} --body ${JSON.stringify({
      properties: { properties: { scaleSettings: { minNodeCount: 0, maxNodeCount: 0 } } },
    })}`,
  ],
};

const scaledTo = (scaleSettings: object): string => JSON.stringify({ properties: { scaleSettings } });

function stopped(id: string): readonly Command[] {
  const { type, names, subscription = "", resourceGroup = "" } = parseArmId(id);
  return stops[type?.toLowerCase() ?? ""]?.({ id, names, subscription, group: resourceGroup }) ?? [];
}
