import { poolDomains } from "../../payloads/search";
import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import type { DnsLink } from "../evidence/dns-links";
import { grouped } from "../facts/collate";
import { activeSubscriptions } from "../facts/populations";
import { subscriptionSubject, tenantSubject } from "../facts/subjects";
import { takesRequests } from "../facts/subscription-state";
import { capped, plural } from "../report-text";

export default defineCheck({
  id: "unrefused-mining-pools",
  title: "Networks refuse the addresses of mining pools",
  faultTitle: "Networks give machines the addresses of mining pools",
  severity: "low",
  why: "A miner asks for the address of its pool, and without it earns nothing. An attacker brings a network of his own, so that each new network has to be linked too.",
  fix: "Deploy the guardrails with computeguard:dns Block, which link every new network, and run the commands of their output remediate for those that exist; or link the networks named to a DNS resolver policy whose lists hold the pools that computeguard indicators prints. Compute without a network of the customer's is not covered, for no DNS resolver policy sees what it asks: Batch, machine learning and container groups outside a subnet; Foundry, Synapse and runbooks always.",
  control: "mining-workload",

  counts: true,
  needs: ["tenant", "subscriptions", "dnsLinks"],
  examines: activeSubscriptions,
  *run({ tenant, subscriptions, dnsLinks }, { manifest }) {
    const links = grouped(dnsLinks, ({ subscription }) => subscription.toLowerCase());
    // Elsewhere nothing can be created.
    const places = subscriptions.filter(takesRequests).map(subscription => ({
      subject: subscriptionSubject(subscription),
      rows: links.get(subscription.id.toLowerCase()) ?? [],
    }));
    const networks = places.flatMap(({ rows }) => rows);
    if (networks.length > 0 && networks.every(({ refuses }) => refuses === "no")) {
      yield {
        subject: tenantSubject(tenant, manifest.tenant),
        cure: byHand("enforceGuardrails"),
        fault: `${plural(networks.length, "virtual network")}, and no network refuses the addresses of mining pools`,
        proof: [...named(networks), "deploy it: pulumi config set computeguard:dns Block && pulumi up"],
      };
      return;
    }
    for (const { subject, rows } of places) {
      const open = rows.filter(({ refuses }) => refuses === "no");
      const unread = rows.filter(({ refuses }) => refuses === "unknown");
      if (open.length > 0)
        yield {
          subject,
          cure: byHand("enforceGuardrails"),
          fault: `${open.length === 1 ? "1 virtual network does" : `${open.length} virtual networks do`} not refuse the addresses of mining pools`,
          proof: named(open),
        };
      if (unread.length > 0)
        yield {
          subject,
          unknown: `whether ${plural(unread.length, "virtual network")} ${unread.length === 1 ? "refuses" : "refuse"} mining pools could not be known`,
        };
    }
  },
});

const named = (rows: readonly DnsLink[]): readonly string[] => capped(rows.map(lineOf).sort(), 5);

const lineOf = ({ network, region, policy, refused = 0 }: DnsLink): string => {
  const name = policy && `its DNS resolver policy ${nameOf(policy)}`;
  const told =
    name === undefined
      ? "linked to no DNS resolver policy"
      : refused === 0
        ? `${name} refuses no mining pool`
        : `${name} refuses ${refused} of the ${poolDomains().length} mining pools known`;
  return `${nameOf(network)} in ${region}: ${told}`;
};

const nameOf = (id: string): string => id.slice(id.lastIndexOf("/") + 1);
