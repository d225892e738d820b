import { parseArmId } from "../../catalogue/arm-id";
import { grouped } from "./collate";
import { derivation } from "./derivation";

const machineType = "microsoft.compute/virtualmachines";

/**
 * Which machine of the tenant asked for a name: the one that has the address in that network, or alone of all networks where the
 * log does not name one; else the one machine of that name.
 */
export default derivation<"machinesInContact">()({
  needs: ["contactingMachines"],
  // by name it is found among them alone; without them it is named as the log does
  decidesSome: ["resources"],
  alongside: ["creators"],
  derive({ contactingMachines, resources, creators }) {
    const byAddress = grouped(
      contactingMachines.value.flatMap(({ machine, places }) => places.map(place => ({ machine, ...place }))),
      ({ address }) => address,
    );
    const machines = resources.value.filter(({ type }) => type.toLowerCase() === machineType);
    const byName = grouped(machines, ({ name }) => name.toLowerCase());
    const byId = new Map(machines.map(row => [row.id.toLowerCase(), row]));
    return {
      value: {
        idOf({ key: { address = "", network = "", machine = "" } }) {
          const at = (byAddress.get(address) ?? []).filter(place => network === "" || place.network === network);
          if (new Set(at.map(place => place.machine.toLowerCase())).size === 1) return at[0]!.machine;
          const named = byName.get(machine.split(".")[0]!) ?? [];
          return named.length === 1 ? named[0]!.id : undefined;
        },
        get(id) {
          const row = byId.get(id.toLowerCase());
          const name = row?.name ?? parseArmId(id).names.at(-1) ?? id;
          return { name, creators: row === undefined ? [] : creators.value.of(row) };
        },
      },
    };
  },
});
