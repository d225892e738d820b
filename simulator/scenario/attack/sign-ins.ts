import { everyday } from "../baseline/sign-ins";
import { homeRegion } from "../baseline/usages";
import { addresses, cast, sandboxTeam } from "../cast";
import { guid, subscriptions } from "../ids";
import { resource, virtualMachine } from "../rows/compute";
import { signIn } from "../rows/logs";
import type { PlantedFault, Stage } from "../stage";

/** How the attackers come in. */

/** Every account of the list, once a minute. */
function guess({ graph, ago }: Stage): void {
  graph.signIns.push(
    ...sandboxTeam.slice(0, 12).map((by, i) =>
      signIn({
        ...{ number: 1340 + i, at: ago({ days: 2, hours: 3, minutes: -i }), by, errorCode: 50126, protocol: "ropc" },
        ...{ address: addresses.guessing, autonomousSystem: 64500, country: "US" },
        ...{ requirement: "singleFactorAuthentication", userAgent: "python-requests/2.32.3" },
      }),
    ),
  );
}

/** A machine of the tenant, made yesterday, that somebody works on. */
function workFromMachine({ arm, graph, ago }: Stage): void {
  const { development } = subscriptions;
  const group = "rg-shared";
  const machine = virtualMachine(
    development,
    group,
    "vm-jump",
    homeRegion,
    "Standard_D2s_v5",
    ago({ days: 1, hours: 6 }),
  );
  const adapter = resource(development, group, "Microsoft.Network/networkInterfaces", "vm-jump-nic", homeRegion, {
    properties: { provisioningState: "Succeeded", primary: true, virtualMachine: { id: machine.id ?? "" } },
  });
  arm.resources.push(
    machine,
    adapter,
    resource(development, group, "Microsoft.Network/publicIPAddresses", "vm-jump-ip", homeRegion, {
      sku: { name: "Standard", tier: "Regional" },
      properties: {
        provisioningState: "Succeeded",
        ipAddress: addresses.made,
        ipConfiguration: { id: `${adapter.id}/ipConfigurations/ipconfig1` },
      },
    }),
  );
  graph.signIns.push(
    signIn({ ...everyday, number: 1370, at: ago({ days: 1 }), by: cast.noor, address: addresses.made }),
  );
}

export const signInFaults: readonly PlantedFault[] = [
  {
    id: "P130",
    sentence:
      "Yesterday somebody signed in as Dana Moreno with a password alone, by a Python script, from 203.0.113.77, an address of Azure that is not Contoso's.",
    add: ({ graph, ago }) => {
      graph.signIns.push(
        signIn({
          ...{ number: 1330, at: ago({ days: 1, hours: 1 }), by: cast.dana, address: addresses.stolen },
          ...{ requirement: "singleFactorAuthentication", userAgent: "python-requests/2.32.3" },
          ...{ autonomousSystem: 64499, country: "US", protocol: "ropc" },
        }),
      );
    },
  },
  {
    id: "P131",
    sentence:
      "Two days ago a Python script at 203.0.113.78 tried passwords of twelve people of the sandbox within a quarter of an hour; none was right.",
    add: guess,
  },
  {
    id: "P132",
    sentence: "Robin Vance signed in by device code yesterday, and never before.",
    add: ({ graph, ago }) => {
      const at = ago({ days: 1, hours: 2 });
      graph.signIns.push(signIn({ ...everyday, number: 1360, at, by: cast.robin, protocol: "deviceCode" }));
    },
  },
  {
    id: "P133",
    sentence: "Kim Novak, who signs in from the Netherlands, signed in from a network in Brazil 2 days ago.",
    add: ({ graph, ago }) => {
      const from = { address: addresses.abroad, autonomousSystem: 64511, country: "BR" };
      graph.signIns.push(signIn({ ...everyday, ...from, number: 1365, at: ago({ days: 2 }), by: cast.kim }));
    },
  },
  {
    id: "P134",
    sentence:
      "Noor Haddad signed in yesterday from 198.51.100.77, the address of machine vm-jump in Contoso Development, which was made six hours before.",
    add: workFromMachine,
  },
  {
    id: "P167",
    sentence: "Yesterday Sasha Kim signed in to Azure management of another tenant, where she had never been.",
    add: ({ graph, ago }) => {
      const at = ago({ days: 1, hours: 4 });
      graph.signIns.push(signIn({ ...everyday, number: 1375, at, by: cast.sasha, tenant: guid("tenant", 22) }));
    },
  },
];
