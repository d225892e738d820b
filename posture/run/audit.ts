import { defaultEstate, type Estate } from "../../catalogue/estate";
import type { Rule, Severity } from "../../catalogue/outcome";
import { policies } from "../../policies/all";
import { checks } from "../checks/all";
import type { Cure } from "../cures/cure";
import type { Gathered, Manifest } from "../evidence/gathered";
import { by } from "../facts/collate";
import type { Setting } from "../facts/needs";
import { isBreakGlass } from "../facts/subjects";
import type { EstateSource } from "../report/coverage-schema";
import type { Report } from "../report/model";
import type { Selected } from "../report/selected-schema";
import { visible } from "../report/visible";
import { actsOf } from "./acts";
import { agedTables } from "./aged-tables";
import { askedInUse } from "./asked-in-use";
import { capacityCreated } from "./capacity-created";
import { complianceOf } from "./compliance";
import { judgeInUse } from "./compute-in-use";
import { coverageOf, subscriptionCoverage, vaultCoverage } from "./coverage";
import { spareDecoys } from "./decoys";
import { settle } from "./exceptions";
import { grantsFor } from "./grants";
import { judgeCheck } from "./judge";
import { auditRules, kindsJudged, outOfReach } from "./kinds";
import { moneyOf } from "./money";
import { recounted } from "./population";
import { distinctGaps, openGaps, type Resolver, resolverFor } from "./resolve";
import { goesBySubscription } from "./subscription-gaps";
import { shown, summaryOf, worstFirst } from "./summary";

export interface AuditOptions {
  readonly estate: Estate;
  /** Of this tool; it stands in the report. */
  readonly version: string;
  /** Where the estate comes from; it stands in the report. The defaults, unless it is given. */
  readonly estateSource?: EstateSource;
  /** Which checks and policies are judged; all of them, unless it is given. The report speaks of those alone. */
  readonly select?: (rule: Rule) => boolean;
  /** Ids of the frameworks of which the report speaks; all of them, unless it is given. */
  readonly frameworks?: readonly string[];
  /** Findings below it are counted, and not shown. */
  readonly least?: Severity;
  /** Of the saved evidence, where it was saved: see `evidenceDigest`. */
  readonly evidenceSha256?: string;
  /** Files of saved evidence that are not as they were saved. */
  readonly torn?: readonly string[];
  /** What cannot be true of the times of saved evidence. */
  readonly oddTimes?: readonly string[];
  /** What is known of the same evidence under the same estate, where the caller asks more of it: facts are then derived once. */
  readonly know?: Resolver;
}

/**
 * The whole judgement of a tenant, from evidence to report. Pure: the same evidence, in any order, gives the same
 * report, and never throws on what it says.
 */
export function judgeAll(
  gathered: Gathered,
  manifest: Manifest,
  {
    estate,
    version,
    estateSource = { name: "the defaults" },
    select: chosen = () => true,
    frameworks,
    least = "low",
    evidenceSha256,
    torn,
    oddTimes,
    know: known,
  }: AuditOptions,
): Report {
  const setting: Setting = { estate, manifest };
  const know = known ?? resolverFor(gathered, setting);
  const beyond = outOfReach(manifest, gathered.tenant?.value ?? [], estate);
  const select = (rule: Rule) => chosen(rule) && !beyond.checks.has(rule.id);
  const kinds = kindsJudged(chosen).filter(kind => !beyond.kinds.has(kind));
  const notTested = checks.filter(chosen).flatMap(({ id }) => {
    const why = beyond.checks.get(id);
    return why === undefined ? [] : [{ rule: id, why }];
  });
  const { gaps: unpriced, ...money } = moneyOf(know, kinds);
  const cures = new Map<string, Cure>();
  const judged = [
    ...checks.filter(select).map(check => judgeCheck(check, know, setting, cures)),
    ...judgeInUse(policies.filter(select), know, setting, cures),
  ];
  const { outcomes: unspared, decoys } = spareDecoys(judged, know("decoys").value);
  const settled = settle(unspared, estate.exceptions, dayOf(manifest.collectedAt), { askedFor: askedInUse(know) });
  const { excepted, idleExceptions } = settled;
  const outcomes = settled.outcomes.map(recounted).sort(worstFirst);
  const told = outcomes.map(outcome => shown(outcome, least));
  const gaps = distinctGaps([
    ...kinds.flatMap(kind => openGaps(gathered, kind, manifest)),
    ...outcomes.flatMap(outcome => outcome.gaps),
    ...unpriced,
  ]);
  const tenant = gathered.tenant?.value[0];
  const aged = agedTables(manifest.collectedAt);
  const selected = selectedBy(chosen, frameworks, least);
  const { auditor, cloud, tenant: tenantId } = manifest;
  const grants = grantsFor(gaps, { auditor, tenant: tenantId, cloud, workspace: estate.workspace });
  const vaults = kinds.includes("vaults") ? vaultCoverage(know("unfollowedVaults")) : [];
  return visible<Report>({
    schema: "computeguard/report/1",
    tool: { name: "computeguard", version },
    collectedAt: manifest.collectedAt,
    ...(manifest.endedAt !== undefined && { endedAt: manifest.endedAt }),
    tenant: { id: tenant?.id ?? manifest.tenant, name: tenant?.name || manifest.tenant },
    ...(manifest.cloud !== undefined && { cloud: manifest.cloud }),
    subscriptions: (gathered.subscriptions?.value ?? []).map(({ id, name }) => ({ id, name })).sort(by(({ id }) => id)),
    ...(evidenceSha256 !== undefined && { evidence: { sha256: evidenceSha256 } }),
    ...(selected && { selected }),
    coverage: {
      ...coverageOf(gathered, manifest, kinds, { ...estateSource, ...otherThresholds(estate) }),
      ...(torn && { torn: [...torn] }),
      ...(oddTimes && { oddTimes: [...oddTimes] }),
      ...(notTested.length > 0 && { notTested }),
      ...(vaults.length > 0 && { vaults }),
      ...(decoys.length > 0 && { decoys }),
      ...(aged.length > 0 && { agedTables: aged }),
      ...(kinds.some(goesBySubscription) && { subscriptions: subscriptionCoverage(gathered, manifest) }),
    },
    summary: summaryOf(outcomes, excepted.length, gaps),
    acts: actsOf(told, cures, money, to => isBreakGlass(estate.breakGlass, to)),
    outcomes: told,
    excepted,
    idleExceptions,
    compliance: complianceOf(outcomes, frameworks),
    gaps,
    ...(grants.length > 0 && { grants }),
    ...money,
    ...(kinds.includes("activity") && {
      capacityCreated: capacityCreated(
        know("creations").value,
        { ...know("activityAnswers").value, gaps: know("activityAnswers").gaps },
        told,
        manifest.collectedAt,
      ),
    }),
  });
}

/** What a report says was selected; undefined where all of it was. `computeguard verify` judges by it again. */
function selectedBy(
  chosen: (rule: Rule) => boolean,
  frameworks: readonly string[] | undefined,
  least: Severity,
): Selected | undefined {
  const rules = auditRules.filter(chosen).map(({ id }) => id);
  const selected: Selected = {
    ...(rules.length < auditRules.length && { rules: rules.sort() }),
    ...(frameworks && { frameworks }),
    ...(least !== "low" && { least }),
  };
  return Object.keys(selected).length > 0 ? selected : undefined;
}

/** An estate that looks away loosens what is found: its reader sees by how much. */
function otherThresholds({ thresholds }: Estate): Pick<EstateSource, "thresholds"> {
  const usual: Readonly<Record<string, number>> = defaultEstate.thresholds;
  const others = Object.entries(thresholds).flatMap(([name, is]) =>
    is === usual[name] ? [] : [[name, { is, outOfTheBox: usual[name]! }] as const],
  );
  return others.length > 0 ? { thresholds: Object.fromEntries(others) } : {};
}

/** `2026-11-24T06:00:00Z` → `2026-11-24`. */
const dayOf = (time: string): string => time.slice(0, 10);
