import { oneSpelling, rangesOf } from "./address-ranges";
import { derivation } from "./derivation";
import type { OwnMachine } from "./types";

/** The addresses that are the tenant's own: what stands in Azure, and what the estate names. */
export default derivation<"ownAddresses">()({
  needs: ["publicAddresses"],
  alongside: ["resources"],
  derive({ publicAddresses, resources }, { estate, manifest }) {
    const created = new Map(resources.value.map(row => [row.id.toLowerCase(), row.created]));
    const machines = new Map<string, OwnMachine>();
    for (const { prefix, machine } of publicAddresses.value) {
      if (machine === undefined) continue;
      const since = created.get(machine.toLowerCase());
      machines.set(oneSpelling(prefix), { id: machine, ...(since !== undefined && { created: since }) });
    }
    const ranges = rangesOf([...publicAddresses.value.map(({ prefix }) => prefix), ...estate.ownedAddresses]);
    return {
      value: {
        has: address => ranges.has(address),
        machineAt: address => machines.get(oneSpelling(address)),
        // those of subscriptions that were not chosen are the tenant's own as well
        whole: publicAddresses.gaps.length === 0 && manifest.chosenSubscriptions === undefined,
      },
    };
  },
});
