import type { ActionRow } from "../../catalogue/roles";
import { computeTypes } from "../types";
import type { ComputeType } from "../types/compute-type";

/** An action that creates compute, directly or by making a service create it. */
export interface CreateComputeAction extends ActionRow {
  /** Which quota bounds what it can create: the subscription's compute quota, or one of the service's own. */
  readonly quota: "compute" | "service";
}

/** An action that creates compute and is no `write` of a type. */
interface OtherAction extends CreateComputeAction {
  /** Why no row of `compute/types` can say it. */
  readonly why: string;
}

/** The actions that follow from type rows: `Microsoft.Batch/batchAccounts/pools/write` from that of Batch pools. */
export const writeActions = (types: readonly ComputeType[]): readonly CreateComputeAction[] =>
  types.flatMap(({ arm, write }) => {
    if (!write || "leftOut" in write) return [];
    const { creates, quota = "service", action = `${arm}/write` } = write;
    return [{ action, what: creates, quota }];
  });

/** The few that are written by hand. */
export const otherActions: readonly OtherAction[] = [
  {
    action: "Microsoft.ComputeBulkActions/locations/virtualMachinesExecuteCreate/action",
    what: "bulk creation of machines",
    quota: "compute",
    why: "a call of a location, which creates no resource of a type but virtual machines",
  },
  {
    action: "Microsoft.ComputeSchedule/locations/virtualMachinesExecuteCreate/action",
    what: "bulk creation of machines",
    quota: "compute",
    why: "a call of a location, which creates no resource of a type but virtual machines",
  },
  {
    action: "Microsoft.DevTestLab/labs/createEnvironment/action",
    what: "machines of a DevTest lab",
    quota: "compute",
    why: "the lab creates the machine, so that its user needs no right to write one",
  },
  {
    action: "Microsoft.Batch/batchAccounts/listKeys/action",
    what: "Batch pools, by the account's keys",
    quota: "service",
    why: "whoever has the keys creates pools over Batch's own API, which asks for no role",
  },
  {
    action: "Microsoft.HDInsight/clusters/roles/resize/action",
    what: "more nodes of an HDInsight cluster",
    quota: "service",
    why: "it enlarges a cluster without the right to write one",
  },
  {
    action: "Microsoft.ContainerRegistry/registries/scheduleRun/action",
    what: "registry builds",
    quota: "service",
    why: "a run is started, and no resource is written",
  },
];

/** Every action that creates compute. */
export const createComputeActions: readonly CreateComputeAction[] = [...writeActions(computeTypes), ...otherActions];
