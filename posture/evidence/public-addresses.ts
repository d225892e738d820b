import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { notProved } from "./reading/not-proved";
import { ownRightsCall } from "./reading/own-rights";
import { apart, read } from "./reading/read";
import { guid, maybeText, present, text } from "./reading/wire";
import subscriptions from "./subscriptions";

const row = z.object({
  id: z.string(),
  subscription: z.string(),
  prefix: z.string().describe("The address, or a range of them as CIDR"),
  machine: z
    .string()
    .exactOptional()
    .describe("Id of the machine, or of the instance of a scale set, that it belongs to"),
});

/** A public address of the tenant, by which machines, gateways and load balancers are seen from outside. */
export type PublicAddress = RowOf<typeof row>;

const rightsToSee = [
  "Microsoft.Network/publicIPAddresses/read",
  "Microsoft.Network/publicIPPrefixes/read",
  "Microsoft.Network/networkInterfaces/read",
  "Microsoft.Compute/virtualMachineScaleSets/virtualMachines/networkInterfaces/ipConfigurations/publicIPAddresses/read",
];

const calls = {
  own: ownRightsCall,
  list: {
    api: "arm",
    actions: ["Microsoft.ResourceGraph/resources/read", ...rightsToSee],
    why: "know which public addresses are the tenant's own, and whose",
  },
} as const satisfies Calls;

/** NAT gateways and load balancers have addresses and prefixes that are resources themselves. */
const addressesQuery =
  "resources | where type in~ ('microsoft.network/publicipaddresses', 'microsoft.network/publicipprefixes') | project id, subscriptionId, properties";
const interfacesQuery =
  "resources | where type =~ 'microsoft.network/networkinterfaces' | where isnotempty(properties.virtualMachine.id) | project id, machine = tostring(properties.virtualMachine.id)";
const instanceType =
  "microsoft.compute/virtualmachinescalesets/virtualmachines/networkinterfaces/ipconfigurations/publicipaddresses";
const instancesQuery = `computeresources | where type =~ '${instanceType}' | project id, subscriptionId, properties`;

const address = z.object({
  id: text,
  subscriptionId: guid,
  properties: z.object({
    ipAddress: maybeText,
    ipPrefix: maybeText,
    ipConfiguration: z.object({ id: maybeText }).nullish(),
  }),
});
const networkInterface = z.object({ id: text, machine: text });

const what = "public addresses";

/** The machine of an instance's address stands in the address's own id. */
const instanceOf = (id: string): string | undefined =>
  /^.*\/virtualMachines\/[^/]+(?=\/networkInterfaces\/)/i.exec(id)?.[0];

export default defineEvidence({
  kind: "publicAddresses",
  title: what,
  row,
  calls,
  whole: "filtered by rights",
  per: [subscriptions],
  async *run({ azure, rows, chosenSubscriptions }) {
    const asked = <T>(query: string, as: z.ZodType<T>) =>
      apart(read(azure.resourceGraph(query, chosenSubscriptions), { what, call: calls.list, as }));
    const [addresses, interfaces, instances] = await Promise.all([
      asked(addressesQuery, address),
      asked(interfacesQuery, networkInterface),
      asked(instancesQuery, address),
    ]);
    const machines = new Map(interfaces.rows.map(({ id, machine }) => [id.toLowerCase(), machine]));
    for (const { id, subscriptionId, properties } of [...addresses.rows, ...instances.rows]) {
      const prefix = properties.ipAddress ?? properties.ipPrefix;
      if (prefix === undefined) continue; // nothing has it now
      const [network] = properties.ipConfiguration?.id?.toLowerCase().split("/ipconfigurations/") ?? [];
      yield present({
        id,
        subscription: subscriptionId,
        prefix,
        machine: machines.get(network ?? "") ?? instanceOf(id),
      });
    }
    for (const { gaps } of [addresses, interfaces, instances]) yield* gaps;
    yield* notProved(azure, rows.subscriptions, { what, rightsToSee, late: calls.list, isAsked: () => false });
  },
});
