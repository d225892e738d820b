import assert from "node:assert/strict";
import { AsyncLocalStorage } from "node:async_hooks";
import { type EvidenceKind, evidence, evidenceKinds } from "../../posture/evidence/all";
import type { Gathered } from "../../posture/evidence/gathered";
import { regionsOf } from "../../posture/evidence/quota";
import { groupsAbove } from "../../posture/evidence/reading/own-rights";
import { type Amounts, requestsFor, sends, sharedSends } from "../../posture/evidence/requests";
import { gather } from "../../posture/run/gather";
import { contoso } from "../../simulator/scenario/contoso";
import type { Tenant } from "../../simulator/tenant";
import { simulated } from "../simulated";

/** What each kind of evidence is said to ask is what it asks, at two sizes of the tenant. */

const at = "2026-11-24T06:00:00.000Z";
const clock = { now: () => Date.parse(at), sleep: async () => {}, random: () => 0.5 };
/** Rows on a page of the report on registrations, here. */
const reportPage = 100;

type Asker = EvidenceKind | "shared" | "nobody";
interface Run {
  readonly scenario: Tenant;
  readonly gathered: Gathered;
  readonly asked: ReadonlyMap<Asker, number>;
}

/** Which kind is being read, wherever a request of it is sent from. */
const reading = new AsyncLocalStorage<EvidenceKind>();
type Running = { run(context: unknown): AsyncIterable<unknown> };

/** Has each kind read under its name, and gives back how to undo that. */
function named(): () => void {
  const undo = evidenceKinds.map(kind => {
    const definition = evidence[kind] as unknown as Running;
    const { run } = definition;
    definition.run = context => {
      const rows = run.call(definition, context)[Symbol.asyncIterator]();
      return { [Symbol.asyncIterator]: () => ({ next: () => reading.run(kind, () => rows.next()) }) };
    };
    return () => {
      definition.run = run;
    };
  });
  return () => {
    for (const one of undo) one();
  };
}

/** What whoever comes first asks for all: the sign-in's own roles, and the providers of each subscription. */
const shared: readonly (readonly [RegExp, Asker])[] = [
  [/assignedTo|\/roleDefinitions\/[\da-f-]{36}\?/, "shared"],
  [/^[^/]+\/subscriptions\/[^/]+\/providers\?/, "computeProviders"],
];

async function run(subscriptions: number, users: number): Promise<Run> {
  const scenario = contoso({ at, size: { subscriptions, users } });
  const asked = new Map<Asker, number>();
  const undo = named();
  try {
    return await simulated({ scenario, pageSize: 1000, emptyPages: false }, async signed => {
      const onRequest = ({ address }: { readonly address: string }) => {
        const kind = shared.find(([form]) => form.test(address))?.[1] ?? reading.getStore() ?? "nobody";
        asked.set(kind, (asked.get(kind) ?? 0) + 1);
      };
      const { gathered } = await gather({ ...signed, clock, onRequest });
      return { scenario, gathered, asked };
    });
  } finally {
    undo();
  }
}

/** Regions of the subscriptions that have registered a service. */
function regions({ scenario, gathered }: Run, kind: Asker): number {
  const { providers, mlUsages, containerUsages } = scenario.arm;
  const rows =
    kind === "mlQuota"
      ? mlUsages
      : kind === "containerQuota"
        ? containerUsages
        : providers.filter(({ namespace }) => namespace === "Microsoft.Quota");
  const registered = new Set(rows.map(({ subscription }) => subscription));
  return regionsOf([...gathered.quota.value]).reduce(
    (sum, [subscription, found]) => sum + (registered.has(subscription) ? found.length : 0),
    0,
  );
}

/** Groups that hold a role, and those that Conditional Access names, as far as they are there. */
function groupsOf({ scenario, gathered }: Run): ReadonlySet<string> {
  const named = [...gathered.conditionalAccess.value].flatMap(({ users }) => [
    ...users.includeGroups,
    ...users.excludeGroups,
  ]);
  const { roleAssignments, eligibleAssignments, activeAssignments, directoryRoles } = gathered;
  const holding = [roleAssignments, eligibleAssignments, activeAssignments, directoryRoles].flatMap(({ value }) =>
    [...value].map(({ principal }) => principal),
  );
  const there = new Set(scenario.graph.groups.map(({ id }) => String(id).toLowerCase()));
  return new Set([...named, ...holding].map(id => id.toLowerCase()).filter(id => there.has(id)));
}

/** Pages of members beyond the first of each group. */
function furtherPages({ memberships }: Gathered): number {
  const members = new Map<string, number>();
  for (const { group } of memberships.value) members.set(group, (members.get(group) ?? 0) + 1);
  return [...members.values()].reduce((sum, count) => sum + Math.ceil(count / 999) - 1, 0);
}

function amountsOf(run: Run, kind: Asker): Amounts {
  const { subscriptions, perUserMfa, users, registrations } = run.gathered;
  return {
    run: 1,
    query: 1,
    subscription: subscriptions.value.length,
    parent: groupsAbove([...subscriptions.value]).length,
    region: regions(run, kind),
    group: groupsOf(run).size,
    memberPage: furtherPages(run.gathered),
    person: perUserMfa.value.length,
    userPage: Math.ceil(users.value.length / 999),
    reportPage: Math.ceil(registrations.value.length / reportPage),
  };
}

const sentBy = (kind: EvidenceKind | "shared") => (kind === "shared" ? sharedSends : sends[kind]);
const told = (run: Run, kind: EvidenceKind | "shared"): number => requestsFor(sentBy(kind), amountsOf(run, kind));

describe("requests, as documented", () => {
  let small: Run;
  let large: Run;
  before(async () => {
    small = await run(0, 0);
    large = await run(20, 1100);
  });

  it("are of two sizes that differ in all they grow with, but for what a tenant has few of", () => {
    const [few, many] = [amountsOf(small, "tenant"), amountsOf(large, "tenant")];
    for (const driver of ["subscription", "memberPage", "person", "userPage", "reportPage"] as const)
      assert(many[driver] > few[driver], driver);
  });

  for (const kind of [...evidenceKinds, "shared"] as const)
    it(`${kind}: what is told is what is sent`, () => {
      const counts = [small, large].map(run => run.asked.get(kind) ?? 0);
      const said = [small, large].map(run => told(run, kind));
      const beside = counts[0]! - said[0]!;
      if (sentBy(kind).beside === undefined) assert.equal(beside, 0, `${counts[0]} are sent, ${said[0]} are told`);
      else assert(beside >= 0, `${counts[0]} are sent, ${said[0]} are told`);
      assert.equal(counts[1]! - said[1]!, beside, `of the larger tenant ${counts[1]} are sent, ${said[1]} are told`);
    });

  it("are all told of", () => assert.equal(large.asked.get("nobody"), undefined));
});
