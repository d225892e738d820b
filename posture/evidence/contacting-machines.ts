import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import poolContacts from "./pool-contacts";
import { notProved } from "./reading/not-proved";
import { ownRightsCall } from "./reading/own-rights";
import { read } from "./reading/read";
import { guid, maybeText, present, text } from "./reading/wire";
import subscriptions from "./subscriptions";

const row = z.object({
  id: z.string().describe("Of the network interface"),
  subscription: z.string(),
  machine: z.string().describe("Id of the machine that it belongs to"),
  places: z
    .array(
      z.object({
        address: z.string().describe("Private"),
        network: z.string().exactOptional().describe("Id of the virtual network that it stands in, in lower case"),
      }),
    )
    .describe("Where it is reached"),
});

/** A machine's place in its network. */
export type ContactingMachine = RowOf<typeof row>;

const rightsToSee = ["Microsoft.Network/networkInterfaces/read"];

const calls = {
  own: ownRightsCall,
  list: {
    api: "arm",
    actions: ["Microsoft.ResourceGraph/resources/read", ...rightsToSee],
    why: "know whose machine asked for a mining pool",
  },
} as const satisfies Calls;

const what = "network interfaces of machines that asked for mining pools";

/** How many addresses one query names. */
const atOnce = 500;

const query = (addresses: readonly string[]): string =>
  [
    "resources",
    "where type =~ 'microsoft.network/networkinterfaces' and isnotempty(properties.virtualMachine.id)",
    "mv-expand configuration = properties.ipConfigurations",
    `where tostring(configuration.properties.privateIPAddress) in (${addresses.map(address => `'${address}'`).join(", ")})`,
    "project id, subscriptionId, properties",
  ].join(" | ");

const networkInterface = z.object({
  id: text,
  subscriptionId: guid,
  properties: z.object({
    virtualMachine: z.object({ id: text }),
    ipConfigurations: z.array(
      z.object({
        properties: z.object({
          privateIPAddress: maybeText,
          subnet: z.object({ id: maybeText }).nullish(),
        }),
      }),
    ),
  }),
});

/** Only those whose address has asked for a mining pool are looked up. */
export default defineEvidence({
  kind: "contactingMachines",
  title: "machines that asked for mining pools",
  row,
  calls,
  whole: "named by other evidence",
  namedBy: [poolContacts, subscriptions],
  async *run({ azure, rows, chosenSubscriptions }) {
    const addresses = [...new Set(rows.poolContacts.flatMap(({ key }) => key.address || []))].filter(isAddress).sort();
    for (let at = 0; at < addresses.length; at += atOnce)
      yield* read(azure.resourceGraph(query(addresses.slice(at, at + atOnce)), chosenSubscriptions), {
        what,
        call: calls.list,
        as: networkInterface.transform(({ id, subscriptionId, properties: { virtualMachine, ipConfigurations } }) => ({
          id,
          subscription: subscriptionId,
          machine: virtualMachine.id,
          places: ipConfigurations.flatMap(({ properties: { privateIPAddress: address, subnet } }) =>
            address === undefined
              ? []
              : [present({ address, network: subnet?.id?.toLowerCase().split("/subnets/")[0] })],
          ),
        })),
      });
    if (addresses.length > 0)
      yield* notProved(azure, rows.subscriptions, { what, rightsToSee, late: calls.list, isAsked: () => false });
  },
});

/** A log may hold anything: what is no address is nothing that a query should name. */
const isAddress = (text: string): boolean => /^[0-9a-f.:]{3,45}$/i.test(text);
