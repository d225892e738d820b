import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEstate } from "../../catalogue/estate-file";
import type { Outcome, Rule } from "../../catalogue/outcome";
import { checks } from "../../posture/checks/all";
import { signals } from "../../posture/checks/signals";
import { type EvidenceKind, evidence } from "../../posture/evidence/all";
import { type Call, namedWorkspace } from "../../posture/evidence/calls";
import { requiredAccess } from "../../posture/permissions";
import type { Report } from "../../posture/report/model";
import { judgeAll } from "../../posture/run/audit";
import { gather } from "../../posture/run/gather";
import { kindsGathered, licenceOf } from "../../posture/run/kinds";
import type { LogName } from "../../posture/signals/logs";
import type { Fault } from "../../simulator/faults";
import { contoso } from "../../simulator/scenario/contoso";
import { scopes } from "../../simulator/scenario/ids";
import { sampled } from "../depth";
import { simulated } from "../simulated";

/**
 * Every signal, where the log that it looks at may not be read, or is sold with a licence that nobody bought: it is unknown, and
 * a gap names the right or the licence. It never passes, and it loses no finding without a word. The attacked Contoso has a
 * finding of each signal, the sound one of none.
 */

const estateFile = join(__dirname, "../../examples/computeguard.yaml");
const estate = parseEstate(readFileSync(estateFile, "utf8"), estateFile);
const at = "2026-11-24T12:00:00.000Z";
const clock = { now: () => Date.parse(at), sleep: async () => {}, random: () => 0.5 };

const ids = new Set(signals.map(({ id }) => id));
const isSignal = ({ id }: Rule) => ids.has(id);
const kinds = kindsGathered(isSignal);
const needed = requiredAccess(kinds);

/** What an auditor goes without. */
interface Without {
  readonly actions?: readonly string[];
  readonly permissions?: readonly string[];
  readonly grants?: readonly string[];
  readonly faults?: readonly Fault[];
  readonly licence?: "free";
  /** Rows on a page of a list. */
  readonly pageSize?: number;
}

const tenants = { attacked: [], sound: "all" } as const;
type TenantName = keyof typeof tenants;

/** Contoso's report on the signals, over HTTPS, by an auditor with the documented rights but for these. */
async function audit(tenant: TenantName, less: Without): Promise<Report> {
  const { licence, pageSize = 1000 } = less;
  const scenario = contoso({ at, without: tenants[tenant], ...(licence && { licence }) });
  const left = (all: readonly string[], gone: readonly string[] = []) => all.filter(each => !gone.includes(each));
  const grants = left(
    needed.builtInGrants.map(({ scope }) => scope),
    less.grants,
  );
  return simulated(
    {
      scenario,
      pageSize,
      faults: less.faults ?? [],
      graphPermissions: left(
        needed.graph.map(({ permission }) => permission),
        less.permissions,
      ),
      sight: {
        whole: scenario.arm.subscriptions.map(({ subscriptionId }) => String(subscriptionId)),
        rootGroup: true,
        actions: left(
          needed.actions.map(({ action }) => action),
          less.actions,
        ),
        readerAt: grants.map(scope => (scope === namedWorkspace ? estate.workspace! : scope)),
      },
    },
    async signed => {
      const { historyDays } = estate.thresholds;
      const { gathered, manifest } = await gather({
        ...{ ...signed, clock, kinds, historyDays },
        ...(estate.workspace !== undefined && { workspace: estate.workspace }),
      });
      return judgeAll(gathered, manifest, { estate, version: "0.0.0", select: isSignal });
    },
  );
}

const outcomeOf = ({ outcomes }: Report, id: string) => outcomes.find(({ rule }) => rule.id === id)!;
const marksOf = ({ findings }: Outcome) => findings.map(({ fingerprint }) => fingerprint);
const lostOf = (before: Outcome, after: Outcome) => marksOf(before).filter(mark => !marksOf(after).includes(mark));

const logAction = "Microsoft.Insights/eventtypes/values/read";
/** No engine tells, so that the API has to. */
const noEngine = { permissions: ["ThreatHunting.Read.All"], grants: [namedWorkspace] } as const;
const refused = (path: string, answer: "denied" | "unlicensed" = "denied"): Without => ({
  ...noEngine,
  faults: [{ match: { path }, answer }],
});
const events = "/providers/Microsoft\\.Insights/eventtypes/";

interface Variant {
  readonly what: string;
  readonly log: LogName;
  readonly less: Without;
  /** What a gap of each signal names. */
  readonly names: RegExp;
  /** Of the attacked tenant findings are left that the rest of the log proves. */
  readonly inPart?: true;
}

const variants: readonly Variant[] = [
  {
    what: "no right to any log of Azure",
    log: "activity",
    less: { ...noEngine, actions: [logAction], grants: [namedWorkspace, "/providers/Microsoft.Insights"] },
    names: /^Microsoft\.Insights\/eventtypes\/values\/read$/i,
  },
  {
    what: "the log of one subscription refused",
    log: "activity",
    less: refused(`^${scopes.production}${events}`),
    names: /^Microsoft\.Insights\/eventtypes\/values\/read$/i,
    inPart: true,
  },
  {
    // The youngest records come first: without the others everyday work looks as if it were new.
    what: "the log of one subscription refused from its second page on",
    log: "activity",
    less: { ...refused(`^${scopes.development}${events}.*skiptoken`), pageSize: 20 },
    names: /^Microsoft\.Insights\/eventtypes\/values\/read$/i,
    inPart: true,
  },
  {
    what: "the log of the tenant refused",
    log: "activity",
    less: { faults: [{ match: { path: `^${events}` }, answer: "denied" }] },
    names: /^Reader at \/providers\/Microsoft\.Insights$/,
    inPart: true,
  },
  {
    // The same, by the page that has the last sign-in of Q132 and not the one weeks before.
    what: "sign-ins refused from the second page on",
    log: "signIns",
    less: { ...refused("/auditLogs/signIns.*skiptoken"), pageSize: 15 },
    names: /^AuditLog\.Read\.All$/,
    inPart: true,
  },
  {
    what: "no right to sign-ins",
    log: "signIns",
    less: { ...noEngine, permissions: [...noEngine.permissions, "AuditLog.Read.All"] },
    names: /^AuditLog\.Read\.All$/,
  },
  {
    what: "sign-ins refused for want of a licence",
    log: "signIns",
    less: refused("/auditLogs/signIns", "unlicensed"),
    names: /^Microsoft Entra ID P1$/,
  },
  {
    what: "the sign-ins of people refused where they type a password",
    log: "signIns",
    less: refused("/auditLogs/signIns.*[^n]interactiveUser"),
    names: /^AuditLog\.Read\.All$/,
    inPart: true,
  },
];

/** Who else tells the same: nothing is missing. */
const replaced: readonly { readonly what: string; readonly less: Without }[] = [
  { what: "the workspace refused, and the APIs tell", less: { grants: [namedWorkspace] } },
  { what: "no engine to be had, and the APIs tell", less: noEngine },
];

/** What signals rest on beside the logs: addresses, policies, who holds which right. */
const others = kinds.filter(kind => kind !== "activity" && kind !== "signInActivity");

/** All rights of a kind of evidence, but for those on which every collector rests. */
function rightsOf(kind: EvidenceKind): Without {
  const calls = Object.values<Call>(evidence[kind].calls);
  return {
    actions: calls.flatMap(call =>
      call.api === "arm" && !call.grant ? call.actions.filter(a => !shared.test(a)) : [],
    ),
    grants: calls.flatMap(call => (call.api === "arm" && call.grant ? [call.grant.scope] : [])),
    permissions: calls.flatMap(call => (call.api === "graph" ? [call.permission] : [])),
  };
}
const shared = /^Microsoft\.(ResourceGraph|Resources\/subscriptions)\//;

describe("a signal, of what may not be read", () => {
  let whole: Report;
  before(async () => {
    whole = await audit("attacked", {});
  });

  for (const { id } of signals)
    it(`${id} fires where all is read`, () => assert.equal(outcomeOf(whole, id).status, "fail"));

  for (const { what, log, less, names, inPart } of sampled(variants, 4))
    describe(what, () => {
      let [attacked, sound]: Report[] = [];
      before(async () => {
        [attacked, sound] = [await audit("attacked", less), await audit("sound", less)];
      });

      for (const { id } of signals.filter(signal => signal.log === log))
        it(`${id} is unknown, by a gap that names what is missing, and tells nothing untrue`, () => {
          const [before, after, quiet] = [whole, attacked!, sound!].map(report => outcomeOf(report, id));
          if (!inPart) assert.equal(after!.status, "unknown");
          assert.notEqual(after!.status, "pass");
          assert.deepEqual(lostOf(after!, before!), [], "a refusal proves nothing");
          assert.equal(quiet!.status, "unknown");
          for (const { gaps } of [after!, quiet!])
            assert(
              gaps.some(({ missing }) => names.test(missing)),
              JSON.stringify(gaps),
            );
        });
    });

  for (const { what, less } of sampled(replaced, 3))
    it(`${what}: each signal says what it said`, async () => {
      const found = await audit("attacked", less);
      for (const { id, log } of signals) {
        // which names machines ask for no API lists
        if (log === "contacts" && less === noEngine) assert.equal(outcomeOf(found, id).status, "unknown");
        else assert.deepEqual(lostOf(outcomeOf(whole, id), outcomeOf(found, id)), [], id);
      }
    });

  it("without the licence that a log is sold with, its signals are not tested, and the report says so", async () => {
    const { outcomes, coverage } = await audit("attacked", { licence: "free" });
    const untested = new Map(coverage.notTested?.map(({ rule, why }) => [rule, why]));
    const sold = new Map(checks.map(check => [check.id, licenceOf(check)]));
    for (const { id } of signals)
      if (sold.get(id)) assert.equal(untested.get(id), `needs ${sold.get(id)}`, id);
      else assert.equal(outcomes.find(({ rule }) => rule.id === id)?.status, "fail", id);
    assert(outcomes.every(({ rule }) => !untested.has(rule.id)));
  });

  for (const kind of sampled(others, 100))
    it(`without ${evidence[kind].title} no signal passes in silence`, async () => {
      const found = await audit("attacked", rightsOf(kind));
      for (const { id } of signals) {
        const [before, after] = [whole, found].map(report => outcomeOf(report, id));
        assert.notEqual(after!.status, "pass", id);
        // whose machine it is is not known then, and it is named by its address
        if (after!.rule.id === "mining-pool-contact" && kind !== "poolContacts") continue;
        assert.deepEqual(lostOf(after!, before!), [], `${id}: a refusal proves nothing`);
        if (lostOf(before!, after!).length > 0)
          assert(after!.gaps.length + after!.unknowns.length > 0, `${id} lost a finding`);
      }
    });
});
