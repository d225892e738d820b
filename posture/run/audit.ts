import type { Estate } from "../../catalogue/estate";
import { type Gap, type Outcome, type Rule, type Severity, type Status, severities } from "../../catalogue/outcome";
import { policies } from "../../policies/all";
import { checks } from "../checks/all";
import type { EvidenceKind } from "../evidence/all";
import type { Gathered, Manifest } from "../evidence/gathered";
import { unknownAmount } from "../facts/amount";
import type { BlastRadius, TenantBlast } from "../facts/blast-radius-schema";
import type { Burning } from "../facts/burning-schema";
import { by } from "../facts/collate";
import type { Setting } from "../facts/needs";
import type { Report, Summary } from "../report/model";
import { complianceOf, worst } from "./compliance";
import { judgeInUse } from "./compute-in-use";
import { settle } from "./exceptions";
import { broken, judgeCheck } from "./judge";
import { distinctGaps, openGaps, type Resolver, resolverFor } from "./resolve";

export interface AuditOptions {
  readonly estate: Estate;
  /** Of this tool; it stands in the report. */
  readonly version: string;
  /** Which checks and policies are judged; all of them, unless it is given. */
  readonly select?: (rule: Rule) => boolean;
}

/** Every rule that an audit judges: the checks of the tenant, and the policies over the compute that runs. */
export const auditRules: readonly Rule[] = [...checks, ...policies];

/**
 * The whole judgement of a tenant, from evidence to report. Pure: the same evidence, in any order, gives the same
 * report, and never throws on what it says.
 */
export function judgeAll(
  gathered: Gathered,
  manifest: Manifest,
  { estate, version, select = () => true }: AuditOptions,
): Report {
  const setting: Setting = { estate, manifest };
  const know = resolverFor(gathered, setting);
  const radius = blastRadius(know);
  const fire = burning(know);
  const judged = [
    ...checks.filter(select).map(check => judgeCheck(check, know, setting)),
    ...judgeInUse(policies.filter(select), know, setting),
  ].sort(
    by(
      ({ rule }) => String(severities.length - severities.indexOf(rule.severity)),
      ({ rule }) => rule.id,
    ),
  );
  const { outcomes, excepted, idleExceptions } = settle(judged, estate.exceptions, dayOf(manifest.collectedAt));
  const kinds = Object.keys(gathered) as EvidenceKind[];
  const gaps = distinctGaps([
    ...kinds.flatMap(kind => openGaps(gathered, kind)),
    ...outcomes.flatMap(outcome => outcome.gaps),
    ...radius.gaps,
    ...fire.gaps,
  ]);
  const tenant = gathered.tenant?.value[0];
  return {
    schema: "computeguard/report/1",
    tool: { name: "computeguard", version },
    collectedAt: manifest.collectedAt,
    tenant: { id: tenant?.id ?? manifest.tenant, name: tenant?.name || manifest.tenant },
    subscriptions: (gathered.subscriptions?.value ?? []).map(({ id, name }) => ({ id, name })).sort(by(({ id }) => id)),
    summary: summaryOf(outcomes, excepted.length, gaps),
    outcomes,
    excepted,
    idleExceptions,
    compliance: complianceOf(outcomes),
    gaps,
    burning: fire.value,
    tenantBlast: radius.tenant,
    blastRadius: radius.value,
  };
}

function blastRadius(know: Resolver): {
  readonly value: readonly BlastRadius[];
  readonly tenant: TenantBlast;
  readonly gaps: readonly Gap[];
} {
  try {
    return { value: know("blastRadius").value, tenant: know("tenantBlast").value, gaps: [] };
  } catch (error) {
    return { value: [], tenant: notKnown, gaps: [broken("the blast radius", error)] };
  }
}

function burning(know: Resolver): { readonly value: Burning; readonly gaps: readonly Gap[] } {
  try {
    return { value: know("burning").value, gaps: [] };
  } catch (error) {
    return { value: fireNotKnown, gaps: [broken("what burns now", error)] };
  }
}

const fireNotKnown: Burning = {
  machines: unknownAmount,
  gpus: unknownAmount,
  usdPerDay: unknownAmount,
  spotUsdPerDay: unknownAmount,
  regions: [],
  resources: [],
  unread: ["compute that could not be judged"],
};

const notKnown: TenantBlast = {
  identities: 0,
  subscriptions: [],
  usdPerDay: unknownAmount,
  spotUsdPerDay: unknownAmount,
  gpus: unknownAmount,
  vCpus: unknownAmount,
  unread: ["who can create compute"],
};

/** `2026-11-24T06:00:00Z` → `2026-11-24`. */
const dayOf = (time: string): string => time.slice(0, 10);

function summaryOf(outcomes: readonly Outcome[], excepted: number, gaps: readonly Gap[]): Summary {
  const findings = outcomes.flatMap(outcome => outcome.findings);
  const count = <K extends string>(keys: readonly K[], items: readonly K[]) =>
    Object.fromEntries(keys.map(key => [key, items.filter(item => item === key).length])) as { [P in K]: number };
  const statuses = outcomes.map(({ status }) => status);
  return {
    status: worst(statuses),
    findings: count<Severity>(
      severities,
      findings.map(({ severity }) => severity),
    ),
    checks: count<Status>(["pass", "fail", "unknown"], statuses),
    excepted,
    unknowns: outcomes.reduce((sum, { unknowns }) => sum + unknowns.length, 0),
    gaps: gaps.length,
  };
}
