import * as z from "zod";
import { poolDomains } from "../../../payloads/search";
import type { Azure } from "../../azure/connect";
import type { ArmCall } from "../calls";
import type { Missing } from "../define";
import { type Refusal, refusalOf } from "./pool-refusals";
import { all, apart, each, once, read } from "./read";
import { maybeText, text } from "./wire";

/** A DNS resolver policy: the networks that ask through it, and what its rules do with mining pools. */
export interface ResolverPolicy {
  readonly id: string;
  /** Resource ids of virtual networks, in lower case. They may stand in any subscription. */
  readonly networks: readonly string[];
  readonly refuses: Refusal;
  /** How many of the pools known here it blocks or tells of. */
  readonly refused: number;
  /** Of its links, the rest is not known. */
  readonly linksUnread: boolean;
  readonly gaps: readonly Missing[];
}

/** Source: Azure REST API, DNS Resolver, Virtual Network Links, DNS Security Rules and Domain Lists (2025-05-01). */
const version = "2025-05-01";
const link = z
  .object({ properties: z.object({ virtualNetwork: z.object({ id: text }) }) })
  .transform(({ properties }) => properties.virtualNetwork.id.toLowerCase());

/** A rule is on unless it says otherwise. */
const rule = z
  .object({
    properties: z.object({
      action: z.object({ actionType: text }),
      priority: z.number(),
      dnsResolverDomainLists: z.array(z.object({ id: text })).nullish(),
      managedDomainLists: z.array(text).nullish(),
      dnsSecurityRuleState: maybeText,
    }),
  })
  .transform(({ properties: { dnsSecurityRuleState = "Enabled", ...rest } }) => ({
    action: rest.action.actionType.toLowerCase(),
    priority: rest.priority,
    lists: rest.dnsResolverDomainLists?.map(({ id }) => id) ?? [],
    // what Azure's own lists hold nobody is told
    managed: (rest.managedDomainLists ?? []).length > 0,
    isOn: dnsSecurityRuleState.toLowerCase() === "enabled",
  }));

/** A list that was filled from a file tells no domains. "." is every name. */
const domainList = z
  .object({ properties: z.object({ domains: z.array(text).nullish() }) })
  .transform(({ properties: { domains } }) => domains?.map(domain => domain.toLowerCase().replace(/\.$/, "")));

interface PolicyCalls {
  readonly links: ArmCall;
  readonly rules: ArmCall;
  readonly domains: ArmCall;
}

/** Reads the links, the rules and the lists of one policy. */
export async function* resolverPolicy(azure: Azure, id: string, calls: PolicyCalls): AsyncGenerator<ResolverPolicy> {
  const list = (path: string) => azure.armList(`${id}/${path}?api-version=${version}`);
  const [links, rules] = await Promise.all([
    apart(
      read(list("virtualNetworkLinks"), {
        what: "networks linked to the DNS resolver policy",
        call: calls.links,
        as: link,
        of: [id],
      }),
    ),
    apart(
      read(list("dnsSecurityRules"), {
        what: "rules of the DNS resolver policy",
        call: calls.rules,
        as: rule,
        of: [id],
      }),
    ),
  ]);
  const on = rules.rows.filter(({ isOn }) => isOn);
  const lists = new Map(on.flatMap(({ lists }) => lists.map(list => [list.toLowerCase(), list] as const)));
  const domains = await all(
    each([...lists.values()], async function* (list) {
      const { rows, gaps } = await apart(
        read(
          once(() => azure.armGet(`${list}?api-version=${version}`)),
          { what: "domains that a DNS resolver policy names", call: calls.domains, as: domainList, of: [list] },
        ),
      );
      yield { list, names: rows[0], gaps };
    }),
  );
  const namesOf = new Map(domains.map(({ list, names }) => [list.toLowerCase(), names]));
  const known = on.map(({ action, priority, lists, managed }) => ({
    action,
    priority,
    domains: new Set(lists.flatMap(list => namesOf.get(list.toLowerCase()) ?? [])),
    isWhole: !managed && lists.every(list => namesOf.get(list.toLowerCase()) !== undefined),
  }));
  yield {
    id,
    networks: links.rows,
    ...refusalOf(known, rules.gaps.length === 0, poolDomains()),
    linksUnread: links.gaps.length > 0,
    gaps: [...links.gaps, ...rules.gaps, ...domains.flatMap(({ gaps }) => gaps)],
  };
}
