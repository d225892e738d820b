import type { Finding, Subject } from "../../catalogue/outcome";
import { type Amount, figure } from "../facts/amount";
import type { CapabilitySummary } from "../facts/capability-schema";
import { coverageLines } from "./coverage";
import type { Format } from "./format";
import { jsonPieces } from "./json-pieces";
import { markOf } from "./marks";
import type { BlastRadius, Report } from "./model";
import { gapWords, hiddenWords, type Naming, namingOf } from "./naming";
import { visible } from "./visible";

/**
 * BloodHound's OpenGraph (https://bloodhound.specterops.io/opengraph/schema): who could create compute, and with what else, as
 * edges from identities to subscriptions. The ids are those of AzureHound's nodes, in capitals as BloodHound keeps them
 * (SpecterOps/BloodHound, packages/go/ein/azure.go), so the edges join what AzureHound collected. What was audited, and
 * which checks failed or could not be assessed, stands on a node of the report.
 */
export const opengraph = {
  name: "opengraph",
  extension: "opengraph.json",
  contentType: "application/json",
  *print(report: Report) {
    const graph = {
      nodes: { [Symbol.iterator]: () => nodesOf(report) },
      edges: { [Symbol.iterator]: () => edgesOf(report) },
    };
    yield* jsonPieces({ metadata: { source_kind: "Computeguard" }, graph }, depthOfNodes);
  },
} as const satisfies Format;

const depthOfNodes = 3;

type Primitive = string | number | boolean;
type Properties = { readonly [name: string]: Primitive | readonly string[] };
interface Node {
  readonly id: string;
  readonly kinds: readonly string[];
  readonly properties: Properties;
}
interface Edge {
  readonly kind: string;
  readonly start: Endpoint;
  readonly end: Endpoint;
  readonly properties: Properties;
}
interface Endpoint {
  readonly match_by: "id";
  readonly value: string;
}

/** The kinds of AzureHound; a node of a kind that is not known is of its base. */
const kinds: { readonly [kind: string]: string } = {
  user: "AZUser",
  servicePrincipal: "AZServicePrincipal",
  group: "AZGroup",
  subscription: "AZSubscription",
  managementGroup: "AZManagementGroup",
  tenant: "AZTenant",
};

/** What an edge is called for each capability. */
const edgeKinds: { readonly [C in CapabilitySummary["capability"]]: string } = {
  createCompute: "CGCanCreateCompute",
  runCode: "CGCanRunCode",
  grantAccess: "CGCanGrantItself",
  raiseQuota: "CGCanRaiseQuota",
  openTicket: "CGCanOpenQuotaTicket",
  moveSubscription: "CGCanMoveSubscription",
  liftGuardrails: "CGCanLiftGuardrails",
};

function* nodesOf(report: Report): Generator<Node> {
  const { tenant, subscriptions, blastRadius, tenantBlast } = report;
  const names = namingOf(report);
  const failed = failuresBySubject(report);
  const said = (id: string, kind: string | undefined, name: string, more: Properties): Node =>
    visible({
      id,
      kinds: [kind ?? "AZBase"],
      // BloodHound joins nodes by id and writes names in capitals: one in other letters would stand in place of AzureHound's
      properties: { name: name.toUpperCase(), computeguard_name: name, ...more, ...failed(id) },
    });
  yield reportNode(report, names);
  const told = new Set<string>();
  const once = function* (node: Node): Generator<Node> {
    if (!told.has(node.id)) yield node;
    told.add(node.id);
  };
  if (tenant) yield* once(said(idOf(tenant.id), kinds.tenant, tenant.name, { ...moneyOf(tenantBlast) }));
  for (const { id, name } of subscriptions)
    yield* once(said(subscriptionId(id), kinds.subscription, name, { subscription_id: id }));
  for (const radius of blastRadius) {
    const { principal, defence, defended } = radius;
    const more = { ...moneyOf(radius), defence, defended: String(defended) };
    yield* once(said(idOf(principal.id), kinds[principal.kind], principal.name, more));
  }
  for (const id of subscriptionsOf(blastRadius))
    yield* once(said(subscriptionId(id), kinds.subscription, names.subscription(id), { subscription_id: id }));
  for (const { findings } of report.outcomes)
    for (const { subject } of findings)
      yield* once(said(idOf(subject.id), kinds[subject.kind] ?? "CGSubject", subject.name, placeOf(subject, names)));
}

/** What it is and where it stands, of what AzureHound may have no node for: a quota, a role's assignment, a file. */
const placeOf = (subject: Subject, names: Naming): Properties => {
  const subscription = names.subscriptionOf(subject);
  return {
    subject_kind: subject.kind,
    ...(subscription && { subscription_id: subscription.id }),
    ...(subject.file !== undefined && { file: subject.file }),
  };
};

/** Every subscription on which an identity can do anything. Identities that share a list add nothing by it. */
function* subscriptionsOf(radii: readonly BlastRadius[]): Generator<string> {
  const read = new Set<readonly string[]>();
  for (const { subscriptions, capabilities } of radii)
    for (const list of [subscriptions, ...capabilities.flatMap(({ subscriptions: on }) => (on ? [on] : []))]) {
      if (read.has(list)) continue;
      read.add(list);
      yield* list;
    }
}

/** What AzureHound has no node for. */
function reportNode(report: Report, names: Naming): Node {
  const { tenant, collectedAt, tool, coverage, outcomes, gaps, excepted } = report;
  const of = (status: "fail" | "unknown") =>
    outcomes.filter(outcome => outcome.status === status || (status === "unknown" && outcome.unknowns.length > 0));
  return visible({
    id: `COMPUTEGUARD-${markOf("report", tenant?.id ?? "files", collectedAt).toUpperCase()}`,
    kinds: ["CGReport"],
    properties: {
      name: `COMPUTEGUARD ${(tenant?.name ?? "files").toUpperCase()}`,
      collected_at: collectedAt,
      version: tool.version,
      coverage: coverageLines(coverage),
      failed: of("fail").map(({ rule }) => rule.id),
      not_assessed: of("unknown").map(({ rule }) => rule.id),
      left_out: outcomes.flatMap(({ rule, hidden = 0 }) => (hidden > 0 ? [`${rule.id}: ${hiddenWords(hidden)}`] : [])),
      not_read: gaps.map(gap => gapWords(gap, names)),
      excepted: excepted.length,
    },
  });
}

function* edgesOf({ blastRadius }: Report): Generator<Edge> {
  for (const radius of blastRadius) {
    const { principal, subscriptions, capabilities, defence, defended } = radius;
    const start = endpoint(idOf(principal.id));
    for (const {
      capability,
      subscriptions: on = subscriptions,
      how,
      on: reaches = [],
      conditional,
      later,
    } of capabilities)
      for (const subscription of on)
        yield visible({
          kind: edgeKinds[capability],
          start,
          end: endpoint(subscriptionId(subscription)),
          properties: {
            ...moneyOf(radius),
            defence,
            defended: String(defended),
            how,
            reaches,
            conditional: conditional ?? false,
            later: later ?? false,
          },
        });
  }
}

/** The figure and how far it is known; of a sum that is not known the bound alone. */
function moneyOf(of: { readonly usdPerDay: Amount; readonly gpus: Amount } | undefined): Properties {
  if (of === undefined) return {};
  const [usd, gpus] = [figure(of.usdPerDay), figure(of.gpus)];
  return {
    ...(usd !== undefined && { usd_per_day: usd }),
    usd_per_day_bound: of.usdPerDay.is,
    ...(gpus !== undefined && { gpus }),
    gpus_bound: of.gpus.is,
  };
}

/** The rules of which a node has findings, and their worst severity first. */
function failuresBySubject({ outcomes }: Report): (id: string) => Properties {
  const rules = new Map<string, readonly string[]>();
  const longer = longerLists();
  for (const { findings } of outcomes)
    for (const { rule, severity, subject } of findings as readonly Finding[]) {
      const key = idOf(subject.id);
      rules.set(key, longer(rules.get(key), `${severity} ${rule}`));
    }
  return id => {
    const those = rules.get(id);
    return those ? { computeguard_findings: those } : {};
  };
}

/** A list with one word more, once. Of many subjects the same rules have findings: these share one list. */
function longerLists(): (list: readonly string[] | undefined, word: string) => readonly string[] {
  const none: readonly string[] = [];
  const known = new Map<readonly string[], Map<string, readonly string[]>>();
  return (list = none, word) => {
    const longer = known.get(list) ?? new Map<string, readonly string[]>();
    known.set(list, longer);
    const made = longer.get(word) ?? (list.includes(word) ? list : [...list, word]);
    longer.set(word, made);
    return made;
  };
}

const endpoint = (value: string): Endpoint => visible({ match_by: "id", value });

const idOf = (id: string): string => id.toUpperCase();

/** AzureHound's id of a subscription is its scope. */
const subscriptionId = (id: string): string => idOf(`/subscriptions/${id}`);
