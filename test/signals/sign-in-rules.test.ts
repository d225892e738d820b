import assert from "node:assert/strict";
import { defaultEstate } from "../../catalogue/estate";
import { checks } from "../../posture/checks/all";
import { signInRecord } from "../../posture/evidence/reading/sign-in-records";
import type { SignalCheck } from "../../posture/signal-check";
import { actsOf } from "../../posture/signals/acts";
import { Fold } from "../../posture/signals/fold";
import { judge } from "../../posture/signals/judge";
import { type LogWithQuestions, logs } from "../../posture/signals/logs";
import { ruleOf } from "../../posture/signals/rule";
import { signInKinds } from "../../posture/signals/sign-in-log";
import type { Row } from "../../simulator/json";
import { logs as kusto } from "../../simulator/kql/language";
import { parseQuery } from "../../simulator/kql/query";
import { workspaceTable } from "../../simulator/logs/tables";
import { contoso } from "../../simulator/scenario/contoso";

/** Each rule of a workspace on sign-ins, and the audit beside it, on the same rows. */

const now = "2026-11-24T12:00:00.000Z";
/** So many minutes ago; rows come in some minutes later, and a rule looks for those of the last hour. */
const ago = (minutes: number) => new Date(Date.parse(now) - minutes * 60_000).toISOString();
const id = (n: number) => `00000000-0000-0000-0000-${String(n).padStart(12, "0")}`;
const days = 1440;

const signIn = (minutes: number, more: Row = {}): Row => ({
  id: id(minutes),
  signInEventTypes: ["interactiveUser"],
  createdDateTime: ago(minutes),
  ...{ userId: id(1), userPrincipalName: "dana@contoso.com", ipAddress: "192.0.2.44", autonomousSystemNumber: 64496 },
  location: { countryOrRegion: "NL" },
  resourceTenantId: id(900),
  resourceId: "797f4846-ba00-4fd7-ba43-dac1f8f63013",
  ...{ appDisplayName: "Azure Portal", userAgent: "Mozilla/5.0", status: { errorCode: 0 } },
  ...{ authenticationRequirement: "multiFactorAuthentication", authenticationProtocol: "none" },
  ...more,
});

const script = { userAgent: "python-requests/2.32.3" };
const device = { authenticationProtocol: "deviceCode" };
const single = { authenticationRequirement: "singleFactorAuthentication" };
const elsewhere = { autonomousSystemNumber: 64511, location: { countryOrRegion: "BR" } };
const workload = { signInEventTypes: ["servicePrincipal"], userId: null, servicePrincipalId: id(9) };
const abroad = { resourceTenantId: id(931) };
const wrong = { status: { errorCode: 50126 } };
const guesses = (count: number, more: (n: number) => Row) =>
  Array.from({ length: count }, (_, n) => signIn(50 - n, { ...wrong, userId: id(100 + n), ...more(n) }));
const usual = signIn(10 * days);

const planted: Readonly<
  Record<string, { readonly fires: readonly Row[]; readonly quiet: readonly (readonly Row[])[] }>
> = {
  "scripted-sign-in": {
    fires: [usual, signIn(30, script)],
    quiet: [
      [usual, signIn(30)],
      [signIn(10 * days, script), signIn(30, script)],
      [signIn(30, { ...script, ...workload })],
    ],
  },
  "single-factor-sign-in": {
    fires: [signIn(30, single)],
    quiet: [[signIn(30)], [signIn(30, { ...single, ...wrong })], [signIn(30, { ...single, ...workload })]],
  },
  "device-code-sign-in": {
    fires: [usual, signIn(30, device)],
    quiet: [
      [signIn(10 * days, device), signIn(30, device)],
      [usual, signIn(30, { authenticationProtocol: "ropc" })],
    ],
  },
  "sign-in-from-new-network": {
    fires: [usual, signIn(30, elsewhere)],
    quiet: [
      [signIn(30, elsewhere)],
      [usual, signIn(30)],
      [usual, signIn(30, { autonomousSystemNumber: null })],
      [signIn(10 * days, { autonomousSystemNumber: null }), signIn(30)],
    ],
  },
  "sign-in-to-new-tenant": {
    fires: [usual, signIn(30, abroad)],
    quiet: [
      [signIn(30, abroad)],
      [usual, signIn(30)],
      [usual, signIn(30, { resourceTenantId: null })],
      [signIn(10 * days, { resourceTenantId: null }), signIn(30)],
      [signIn(10 * days, abroad), usual, signIn(30, abroad)],
      [usual, signIn(30, { ...abroad, ...wrong })],
    ],
  },
  "sign-in-from-new-country": {
    fires: [usual, signIn(30, elsewhere)],
    quiet: [
      [signIn(30, elsewhere)],
      [usual, signIn(30)],
      [usual, signIn(30, { location: null })],
      [signIn(10 * days, { location: null }), signIn(30)],
    ],
  },
  "password-guessing": {
    fires: guesses(10, () => ({})),
    quiet: [
      guesses(9, () => ({})),
      guesses(10, n => ({ ipAddress: `203.0.113.${n}` })),
      guesses(10, () => ({ userId: id(1) })),
    ],
  },
  "scripted-password-guessing": {
    fires: guesses(10, n => ({ ...script, ipAddress: `203.0.113.${n}` })),
    quiet: [guesses(9, () => script), guesses(10, n => ({ ipAddress: `203.0.113.${n}` }))],
  },
};

const signals = checks
  .filter((check): check is SignalCheck => "signal" in check)
  .map(({ signal }) => signal)
  .filter(({ log }) => log === "signIns");
const limits = defaultEstate.thresholds;
const story = contoso({ without: "all", at: now });
const workspace = {
  ...{ resourceId: "/subscriptions/s/w", customerId: id(77), exported: [], retentionDays: 90 },
  tables: Object.values(signInKinds) as readonly string[],
};

/** How many rows the rule answers, by the simulator's own reading of Kusto. */
function watched(query: string, signIns: readonly Row[], tables = workspace.tables): number {
  const tenant = { ...story, graph: { ...story.graph, signIns } };
  const table = (name: string) => workspaceTable(tenant, { ...workspace, tables }, name);
  return parseQuery(query, { language: kusto, now: Date.parse(now), table }).rows().length;
}

/** How many findings the audit has where no engine is there. */
async function audited({ grain, where, judgement }: SignalCheck["signal"], rows: readonly Row[]): Promise<number> {
  const { log, questions }: LogWithQuestions = logs.signIns;
  const fold = new Fold(questions[grain]!);
  async function* parsed() {
    for (const row of rows) yield signInRecord.parse(row);
  }
  for await (const act of actsOf(log, parsed())) fold.add(act);
  // An hour counts as now, as it does to the rule.
  const frame = {
    limits: { ...limits, detectionDays: 1 },
    now,
    whole: true,
    from: "2026-10-25T12:00:00.000Z",
    mostDays: 30,
    who: { column: "principal" },
  };
  const verdicts = [...judge(judgement, where, [...fold.answers()], frame)];
  assert(!verdicts.some(verdict => "unknown" in verdict));
  return verdicts.length;
}

describe("signals of sign-ins", () => {
  it("each that a workspace can watch for has rows that fire it, and twins that do not", () =>
    assert.deepEqual(Object.keys(planted).sort(), signals.flatMap(one => (one.unwatched ? [] : [one.id])).sort()));

  for (const signal of signals.filter(({ id }) => planted[id])) {
    const { fires, quiet } = planted[signal.id]!;
    const { query } = ruleOf(signal, limits);
    it(`${signal.id}: the rule and the audit fire`, async () => {
      assert.equal(watched(query, fires), 1, "the rule of the workspace");
      assert.equal(await audited(signal, fires), 1, "the audit");
    });
    it(`${signal.id}: the rule fires where only interactive sign-ins are exported`, () =>
      assert.equal(watched(query, fires, ["SigninLogs"]), 1));
    for (const [n, rows] of quiet.entries())
      it(`${signal.id}: quiet twin ${n + 1} is quiet to both`, async () => {
        assert.equal(watched(query, rows), 0, "the rule of the workspace");
        assert.equal(await audited(signal, rows), 0, "the audit");
      });
    it(`${signal.id}: fits into a rule of Sentinel`, () => assert(query.length <= 10_000, String(query.length)));
  }
});
