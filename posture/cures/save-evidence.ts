import { parseArmId } from "../../catalogue/arm-id";
import { az, type Command } from "./command";

/** A name of a file that no id leads out of the folder. */
export const file = (stem: string, id: string, ending = "json"): string =>
  `${stem}-${id.replace(/[^\w-]/g, "_")}.${ending}`;

interface Place {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly subscription: string;
  /** Empty where it is not known. */
  readonly region: string;
  /** Of the file, before its ending. */
  readonly key: string;
}

/** Each disk of a machine, and not more: a machine without data disks has none. */
const disks = "storageProfile.[[osDisk], dataDisks][].managedDisk.id";

/** What a stopped machine does not tell any more, by its type in lower case; of others the description is saved. */
const kept: { readonly [type: string]: (place: Place) => readonly Command[] } = {
  "microsoft.compute/virtualmachines": ({ id, name, group, subscription, region, key }) => [
    az`vm get-instance-view --ids ${id} --output json > ${file("instance-view", key)}`,
    az`vm boot-diagnostics get-boot-log --ids ${id} > ${file("boot-log", key, "txt")}`,
    az`vm run-command list --vm-name ${name} --resource-group ${group} --subscription ${subscription} --expand instanceView --output json > ${file("run-commands", key)}`,
    // A snapshot stands in the region of its disk; where that is not known the disk is left to stay, as it does when the machine is stopped.
    ...(region === ""
      ? []
      : [
          az`vm show --ids ${id} --query ${disks} --output tsv | while read -r disk; do name="\${disk##*/}"; az snapshot create --name "evidence-\${name:0:70}" --source "$disk" --resource-group ${group} --subscription ${subscription} --location ${region} --incremental true < /dev/null; done`,
        ]),
  ],
  "microsoft.compute/virtualmachinescalesets": ({ name, group, subscription, key }) => [
    az`vmss get-instance-view --name ${name} --resource-group ${group} --subscription ${subscription} --instance-id ${"*"} --output json > ${file("instance-view", key)}`,
    az`vmss list-instances --name ${name} --resource-group ${group} --subscription ${subscription} --output json > ${file("instances", key)}`,
  ],
  "microsoft.containerinstance/containergroups": ({ name, group, subscription, key }) => [
    az`container show --name ${name} --resource-group ${group} --subscription ${subscription} --output json > ${file("containers", key)}`,
    az`container logs --name ${name} --resource-group ${group} --subscription ${subscription} > ${file("container-log", key, "txt")}`,
  ],
};

const keptOf = (id: string) => kept[parseArmId(id).type?.toLowerCase() ?? ""];

/** Whether it tells something only while it runs. */
export const isVolatile = (id: string): boolean => keptOf(id) !== undefined;

/** Saves what a resource tells, before it is stopped. */
export function savedState(id: string, region = ""): readonly Command[] {
  const { names, subscription = "", resourceGroup: group = "" } = parseArmId(id);
  const place = { id, name: names.at(-1) ?? id, group, subscription, region, key: `${group}-${names.join("-")}` };
  const commands = keptOf(id)?.(place) ?? [
    az`resource show --ids ${id} --output json > ${file("resource", place.key)}`,
  ];
  return commands.map(command => ({ ...command, saves: true }));
}
