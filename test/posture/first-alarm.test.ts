import assert from "node:assert/strict";
import { latencyOf } from "../../catalogue/alert-latency";
import { maybeMinutes } from "../../posture/evidence/reading/wire";
import { atLeast, exactly, unknownAmount } from "../../posture/facts/amount";
import { type Burner, lossBeforeAlarm, type Watched, type Watcher } from "../../posture/facts/loss-before-alarm";
import { alarmWords } from "../../posture/report/phrases";
import {
  assignment,
  denied,
  type Gaps,
  guid,
  healthy,
  logAlert,
  logExports,
  type Rows,
  roleIds,
  sentinelRule,
} from "./checks-tenant";
import { derived } from "./derived-kit";

const burner = (n: number, usdPerDay: Burner["usdPerDay"], ...subscriptions: string[]): Burner => ({
  principal: { id: guid(n), name: `user${n}` },
  usdPerDay,
  subscriptions,
});
const watcher = (name: string, minutes: number | undefined, fires: Watcher["fires"] = "yes"): Watcher => ({
  what: "rule",
  name,
  fires,
  latency: minutes === undefined ? undefined : { every: minutes, delay: 0, ingestion: 0 },
});
const by = (...watchers: Watcher[]): Watched => ({ watchers, whole: true, defender: "no" });
const unread: Watched = { watchers: [], whole: false, defender: "unknown" };

/** 2,400 USD a day are 100 an hour, and 25 in a quarter of one. */
const rich = (...subscriptions: string[]) => burner(2, exactly(2400), ...subscriptions);

describe("the loss before the first alarm", () => {
  const cases: readonly {
    readonly what: string;
    readonly burners: readonly Burner[];
    readonly seen: Readonly<Record<string, Watched>>;
    readonly usd: object;
    readonly minutes: object;
    readonly rule?: string;
    readonly unwatched?: readonly string[];
    readonly open?: readonly string[];
    readonly says: RegExp;
  }[] = [
    {
      what: "is what the greatest burner burns until the fastest rule tells",
      burners: [burner(1, exactly(240), "a"), rich("a")],
      seen: { a: by(watcher("slow", 60), watcher("fast", 15), watcher("maybe", 1, "unknown")) },
      usd: { is: "exact", value: 25 },
      minutes: { is: "atMost", value: 15 },
      rule: "fast",
      says: /^\$25 before the first alarm: \$100 an hour by user2, until the rule fast tells, at most 15 minutes later \(it runs every 15 minutes\)$/,
    },
    {
      what: "keeps how sure the figure is, and counts a burner of whom nothing is known behind one that burns",
      burners: [burner(1, unknownAmount, "a"), burner(3, atLeast(2400), "a")],
      seen: { a: by(watcher("fast", 30)) },
      usd: { is: "atLeast", value: 50 },
      minutes: { is: "atMost", value: 30 },
      rule: "fast",
      says: /^at least \$50 before/,
    },
    {
      what: "names where no rule watches, and where that is not known, beside the fastest of the others",
      burners: [rich("a", "b", "c", "d")],
      seen: { a: by(watcher("one", 60)), b: by(), c: unread, d: by(watcher("maybe", 1, "unknown")) },
      usd: { is: "exact", value: 100 },
      minutes: { is: "atMost", value: 60 },
      rule: "one",
      unwatched: ["b"],
      open: ["c", "d"],
      says: /\nIn 1 of the 4 subscriptions that it reaches no rule watches\nIn 2 of the 4 subscriptions that it reaches it is not known/,
    },
    {
      what: "is not known where no rule watches",
      burners: [rich("a", "b")],
      seen: { a: by(), b: by() },
      usd: unknownAmount,
      minutes: unknownAmount,
      unwatched: ["a", "b"],
      says: /^No rule watches the creation of machines: \$100 an hour by user2, and nobody is told$/,
    },
    {
      what: "is not known where the rules were not read",
      burners: [rich("a", "b")],
      seen: { a: by(), b: unread },
      usd: unknownAmount,
      minutes: unknownAmount,
      unwatched: ["a"],
      open: ["b"],
      says: /^It is not known whether a rule watches/,
    },
    {
      what: "is not known where it is not known which subscriptions are reached",
      burners: [rich()],
      seen: {},
      usd: unknownAmount,
      minutes: unknownAmount,
      says: /^It is not known whether a rule watches/,
    },
    {
      what: "is not known where the only rule does not say how often it runs",
      burners: [rich("a")],
      seen: { a: by(watcher("old", undefined)) },
      usd: unknownAmount,
      minutes: unknownAmount,
      rule: "old",
      says: /^not known before the first alarm: .* until the rule old tells, and how often it runs is not known$/,
    },
  ];
  for (const { what, burners, seen, usd, minutes, rule, unwatched = [], open = [], says } of cases)
    it(what, () => {
      const loss = lossBeforeAlarm(burners, id => seen[id]!);
      assert(loss);
      assert.deepEqual(
        [loss.usd, loss.minutes, loss.rule?.name, loss.unwatched, loss.open],
        [usd, minutes, rule, unwatched, open],
      );
      assert.match(alarmWords(loss).join("\n"), says);
    });

  it("is nothing to speak of where nobody can burn anything", () => {
    assert.equal(
      lossBeforeAlarm([], () => unread),
      undefined,
    );
    assert.equal(
      lossBeforeAlarm([burner(1, exactly(0), "a")], () => unread),
      undefined,
    );
  });

  it("says that Defender is on only where it is on everywhere", () => {
    const on = (...all: Watched["defender"][]) =>
      lossBeforeAlarm([rich(...all.map((_, i) => String(i)))], id => ({ ...by(), defender: all[Number(id)]! }))
        ?.defender;
    assert.deepEqual(
      [on("yes", "yes"), on("yes", "no"), on("yes", "unknown"), on("unknown", "no"), on()],
      ["yes", "no", "unknown", "no", "unknown"],
    );
  });
});

describe("how late a rule tells", () => {
  it("is known of each kind, but for how often a query runs", () => {
    assert.deepEqual(latencyOf("activityLogAlert"), { every: 0, delay: 0, ingestion: 20 });
    assert.deepEqual(latencyOf("logSearchAlert", 5), { every: 5, delay: 0, ingestion: 3 });
    assert.deepEqual(latencyOf("scheduledRule", 60), { every: 60, delay: 5, ingestion: 0 });
    assert.deepEqual(latencyOf("nearRealTimeRule"), { every: 1, delay: 2, ingestion: 3 });
    assert.equal(latencyOf("logSearchAlert"), undefined);
  });

  it("is read from durations as Azure writes them", () => {
    const durations = { PT5M: 5, PT1H: 60, PT1H30M: 90, P1D: 1440, P1DT12H: 2160, pt10m: 10 };
    for (const [text, minutes] of Object.entries(durations)) assert.equal(maybeMinutes.parse(text), minutes, text);
    for (const odd of ["", "P", "PT", "P1DT", "5", "PT5", "P1M", "PT5S", null, undefined])
      assert.equal(maybeMinutes.parse(odd), undefined, String(odd));
  });
});

describe("the first alarm of a tenant", () => {
  const gpus = {
    subscription: guid(1),
    region: "westeurope",
    name: "standardNCADSA100v4Family",
    displayName: "A100",
    used: 0,
    limit: 24,
  };
  const query = "AzureActivity | where OperationNameValue =~ 'Microsoft.Compute/virtualMachines/write'";
  const alert = healthy.alertRules[0]!;
  const search = (change: Partial<Rows["alertRules"][number]> = {}): Rows["alertRules"][number] => {
    const { all: _, ...rest } = alert;
    return {
      ...rest,
      name: "search",
      scopes: [healthy.logTables[0]!.workspace],
      queries: [query],
      everyMinutes: 5,
      ...change,
    };
  };
  const alarm = (change: Partial<Rows>, gaps: Gaps = {}) =>
    derived(
      {
        quota: [gpus],
        roleAssignments: [assignment(511, 101, roleIds.contributor, `/subscriptions/${guid(1)}`)],
        ...change,
      },
      gaps,
    )("firstAlarm").value;
  const rule = (change: Partial<Rows>, gaps?: Gaps) => {
    const found = alarm(change, gaps);
    assert(found);
    return found.rule
      ? `${found.rule.name} ${found.minutes.is === "atMost" ? found.minutes.value : "?"}`
      : found.open.length > 0
        ? "open"
        : "none";
  };
  const none = { alertRules: [], sentinelRules: [] };

  const cases: readonly (readonly [what: string, found: string, change: Partial<Rows>, gaps?: Gaps])[] = [
    ["an alert on the activity log", "Administrative 20", { ...none, alertRules: [logAlert(1, "Administrative")] }],
    [
      "one on another operation",
      "none",
      { ...none, alertRules: [logAlert(1, "Administrative", "Microsoft.Quota/quotas/write")] },
    ],
    ["one of another subscription", "none", { ...none, alertRules: [logAlert(2, "Administrative")] }],
    ["one that is off", "none", { ...none, alertRules: [{ ...logAlert(1, "Administrative"), enabled: false }] }],
    [
      "one that reaches nobody",
      "none",
      { ...none, alertRules: [{ ...logAlert(1, "Administrative"), actionGroups: [] }] },
    ],
    ["a query is faster", "search 8", { ...none, alertRules: [logAlert(1, "Administrative"), search()] }],
    [
      "a query of which no period was read",
      "search ?",
      { ...none, alertRules: [search({ everyMinutes: undefined as never })] },
    ],
    [
      "a query on a workspace to which nothing is sent",
      "none",
      { ...none, alertRules: [search({ scopes: ["/w/other"] })] },
    ],
    [
      "a query on sizes that are no longer sold",
      "none",
      { ...none, alertRules: [search({ queries: [`${query} | where vmSize in ('Standard_NC12')`] })] },
    ],
    [
      "a rule of Sentinel",
      "burst 65",
      { ...none, sentinelRules: [sentinelRule("burst", query, { everyMinutes: 60 })] },
    ],
    ["one that is always on", "burst 6", { ...none, sentinelRules: [sentinelRule("burst", query, { kind: "NRT" })] }],
    ["one that is off", "none", { ...none, sentinelRules: [sentinelRule("burst", query, { enabled: false })] }],
    [
      "one that gets no log of the subscription",
      "none",
      {
        ...none,
        sentinelRules: [sentinelRule("burst", query, { everyMinutes: 60 })],
        activityLogExports: [logExports(`/subscriptions/${guid(1)}`, ["Policy"])],
      },
    ],
    ["rules that were not read", "open", none, { alertRules: [denied("alertRules")] }],
    ["those of another subscription were not read", "none", none, { alertRules: [denied("alertRules", [guid(2)])] }],
    ["Sentinel was not read", "open", none, { sentinelRules: [denied("sentinelRules")] }],
  ];
  for (const [what, found, change, gaps] of cases)
    it(`${what}: ${found}`, () => assert.equal(rule(change, gaps), found));

  it("is of the quota that lies idle", () => {
    const found = alarm({});
    assert(found && found.usdPerHour.is !== "unknown" && found.usd.is !== "unknown");
    assert.equal(
      Math.round(found.usdPerHour.value / 3),
      Math.round(found.usd.value),
      "20 minutes are a third of an hour",
    );
    assert.equal(alarm({ roleAssignments: [] }), undefined);
  });
});
