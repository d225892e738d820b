import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, type Missing, type RowOf } from "./define";
import { inventory } from "./reading/inventory";
import { all, apart, each } from "./reading/read";
import { resolverPolicy } from "./reading/resolver-policy";
import { region, text } from "./reading/wire";
import subscriptions from "./subscriptions";

const row = z.object({
  network: z.string().describe("Resource id of the virtual network"),
  subscription: z.string(),
  region: z.string(),
  policy: z
    .string()
    .exactOptional()
    .describe("Resource id of the DNS resolver policy that it is linked to; it may stand in another subscription"),
  refuses: z
    .enum(["yes", "alerts", "no", "unknown"])
    .describe(
      "What the policy does with at least half of the mining pools known here: blocks them, tells of them, or neither",
    ),
  refused: z.number().exactOptional().describe("How many of them it blocks or tells of for certain"),
});

/** One virtual network, and whether a DNS resolver policy keeps names from its machines. */
export type DnsLink = RowOf<typeof row>;

const calls = {
  everywhere: {
    api: "arm",
    actions: ["Microsoft.Network/virtualNetworks/read", "Microsoft.Network/dnsResolverPolicies/read"],
    why: "know which networks give machines the addresses of mining pools",
  },
  networks: {
    api: "arm",
    actions: ["Microsoft.Network/virtualNetworks/read"],
    why: "know the networks of a subscription that Resource Graph does not have",
  },
  policies: {
    api: "arm",
    actions: ["Microsoft.Network/dnsResolverPolicies/read"],
    why: "know the DNS resolver policies of a subscription that Resource Graph does not have",
  },
  links: {
    api: "arm",
    actions: ["Microsoft.Network/dnsResolverPolicies/virtualNetworkLinks/read"],
    why: "know which networks a DNS resolver policy holds for",
  },
  rules: {
    api: "arm",
    actions: ["Microsoft.Network/dnsResolverPolicies/dnsSecurityRules/read"],
    why: "know whether a DNS resolver policy blocks anything",
  },
  domains: {
    api: "arm",
    actions: ["Microsoft.Network/dnsResolverDomainLists/read"],
    why: "know whether the lists of a DNS resolver policy hold mining pools",
  },
} as const satisfies Calls;

const network = (subscription: string) =>
  z.object({ id: text, location: region }).transform(({ id, location }) => ({ id, subscription, region: location }));
const policy = () => z.object({ id: text });

/**
 * A link stands beside its policy, which may be in another subscription than the network: that a network has none is concluded
 * from the links of all policies, and not known where some could not be read. So policies are looked for everywhere, also where
 * only some subscriptions are chosen. A network has one link at most (Microsoft Learn, "DNS security policy").
 */
export default defineEvidence({
  kind: "dnsLinks",
  title: "virtual networks and the DNS resolver policies that hold for them",
  row,
  calls,
  whole: "refused per subscription",
  per: [subscriptions],
  async *run({ azure, chosenSubscriptions, rows }) {
    const { everywhere, networks: list, policies: policyList } = calls;
    const [networks, policies] = await Promise.all([
      apart(
        inventory({ azure, ...(chosenSubscriptions && { chosenSubscriptions }) }, rows.subscriptions, {
          ...{ what: "virtual networks", everywhere, list, column: "location", as: network },
          types: [{ type: "Microsoft.Network/virtualNetworks", version: "2024-05-01" }],
        }),
      ),
      apart(
        inventory({ azure }, rows.subscriptions, {
          ...{ what: "DNS resolver policies", everywhere, list: policyList, column: "location", as: policy },
          types: [{ type: "Microsoft.Network/dnsResolverPolicies", version: "2025-05-01" }],
        }),
      ),
    ]);
    // Where the service is not registered there is no network and no policy.
    const gapsOf = (gaps: readonly Missing[]) => gaps.filter(({ gap }) => gap.reason !== "notRegistered");
    const read = await all(each(policies.rows, ({ id }) => resolverPolicy(azure, id, calls)));
    const unread = [...gapsOf(policies.gaps), ...read.flatMap(({ gaps }) => gaps)];
    yield* gapsOf(networks.gaps);
    yield* unread;
    const isWhole = gapsOf(policies.gaps).length === 0 && !read.some(({ linksUnread }) => linksUnread);
    const linked = new Map(read.flatMap(policy => policy.networks.map(id => [id, policy] as const)));
    for (const { id, subscription, region } of networks.rows) {
      const policy = linked.get(id.toLowerCase());
      yield policy
        ? { network: id, subscription, region, policy: policy.id, refuses: policy.refuses, refused: policy.refused }
        : { network: id, subscription, region, refuses: isWhole ? ("no" as const) : ("unknown" as const) };
    }
  },
});
