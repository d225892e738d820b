import * as z from "zod";
import type { Azure } from "../../azure/connect";
import type { ArmCall } from "../calls";
import type { Missing } from "../define";
import { apart, read } from "./read";
import { maybeText, text } from "./wire";

/** What becomes of a query for a name in a policy's lists. */
export type Refusal = "yes" | "alerts" | "no" | "unknown";

/** A DNS resolver policy: the networks that ask through it, and what its rules do. */
export interface ResolverPolicy {
  readonly id: string;
  /** Resource ids of virtual networks, in lower case. They may stand in any subscription. */
  readonly networks: readonly string[];
  readonly refuses: Refusal;
  /** Of its links, the rest is not known. */
  readonly linksUnread: boolean;
  readonly gaps: readonly Missing[];
}

/** Source: Azure REST API, DNS Resolver, Virtual Network Links and DNS Security Rules (2025-05-01). */
const version = "2025-05-01";
const link = z
  .object({ properties: z.object({ virtualNetwork: z.object({ id: text }) }) })
  .transform(({ properties }) => properties.virtualNetwork.id.toLowerCase());

/** A rule is on unless it says otherwise. Its action, in lower case, where it is on and there is a list that it applies to. */
const rule = z
  .object({
    properties: z.object({
      action: z.object({ actionType: text }),
      dnsResolverDomainLists: z.array(z.unknown()).nullish(),
      dnsSecurityRuleState: maybeText,
    }),
  })
  .transform(({ properties: { action, dnsResolverDomainLists, dnsSecurityRuleState = "Enabled" } }) => {
    const isOn = dnsSecurityRuleState.toLowerCase() === "enabled";
    return isOn && dnsResolverDomainLists?.length ? action.actionType.toLowerCase() : undefined;
  });

/** Reads the links and the rules of one policy. Which domains are in the lists of its rules is not read. */
export async function* resolverPolicy(
  azure: Azure,
  id: string,
  calls: { readonly links: ArmCall; readonly rules: ArmCall },
): AsyncGenerator<ResolverPolicy> {
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
  yield {
    id,
    networks: links.rows,
    refuses: refusalOf(rules.rows, rules.gaps.length === 0),
    linksUnread: links.gaps.length > 0,
    gaps: [...links.gaps, ...rules.gaps],
  };
}

function refusalOf(actions: readonly (string | undefined)[], isWhole: boolean): Refusal {
  if (actions.includes("block")) return "yes";
  if (!isWhole) return "unknown";
  return actions.includes("alert") ? "alerts" : "no";
}
