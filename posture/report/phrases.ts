import { minutesOf } from "../../catalogue/alert-latency";
import type { GraphReadRole } from "../../catalogue/graph-app-roles";
import type { Gap, Outcome, Severity } from "../../catalogue/outcome";
import { askedLater, type Tier, tierOfPermission, tiers, tierTitles } from "../../catalogue/tiers";
import type { Amount } from "../facts/amount";
import type { TenantBlast } from "../facts/blast-radius-schema";
import type { Burning } from "../facts/burning-schema";
import type { CapabilitySummary } from "../facts/capability-schema";
import type { FirstAlarm } from "../facts/first-alarm-schema";
import { amountWords, gpuWords, usd, usdAndCents } from "../report-text";
import { burningAmount } from "./burning-amount";
import type { IdleException } from "./model";

/** "1,234 findings". */
export const counted = (count: number, word: string): string =>
  `${count.toLocaleString("en-US")} ${word}${count === 1 ? "" : "s"}`;

/**
 * The line above the findings of a rule. Where each of them is advice, because a value cannot be seen or the rule only
 * advises, the fault itself is not proved and is not stated.
 */
export function headlineOf({ rule, status, findings }: Pick<Outcome, "rule" | "status" | "findings">): {
  readonly severity: Severity;
  readonly title: string;
} {
  const { severity, title, faultTitle } = rule;
  if (status !== "fail") return { severity, title };
  const isAdvice = severity !== "low" && findings.length > 0 && findings.every(finding => finding.severity === "low");
  return isAdvice ? { severity: "low", title: `To be looked at: ${title}` } : { severity, title: faultTitle };
}

/** What could not be read, by what would allow it. */
export interface MissingRight {
  /** The right, licence or condition; or a whole tier of rights, where none of it is granted. */
  readonly missing: string;
  /** What it would open, for people. */
  readonly what: readonly string[];
}

/** A tier of which no right is granted is one line, and not one for each list that it would open. */
export function missingRights(gaps: readonly Gap[]): readonly MissingRight[] {
  const byRight = new Map<string, Set<string>>();
  for (const { what, missing } of gaps) byRight.set(missing, (byRight.get(missing) ?? new Set()).add(what));
  const withheld = tiers.filter(tier => {
    const rights = permissionsOf(tier).filter(right => !askedLater.has(right));
    return rights.length > 0 && rights.every(right => byRight.has(right));
  });
  const merged = withheld.map(tier => ({
    missing: `the rights of the tier ${tier} (${permissionsOf(tier).join(", ")})`,
    what: [tierTitles[tier]],
  }));
  const told = new Set<string>(withheld.flatMap(permissionsOf));
  const others = [...byRight].filter(([missing]) => !told.has(missing));
  return [...merged, ...others.map(([missing, what]) => ({ missing, what: [...what] }))];
}

const permissionsOf = (tier: Tier): readonly GraphReadRole[] =>
  (Object.keys(tierOfPermission) as GraphReadRole[]).filter(permission => tierOfPermission[permission] === tier);

/** Why an exception does nothing, after its name. */
export const idleReasons: { readonly [why in IdleException["why"]]: string } = {
  ended: "has ended",
  matchesNothing: "matches nothing",
};

/** "3 machines", "at least 1 machine". */
export const machineWords = (machines: Amount): string =>
  machines.is === "unknown"
    ? "machines whose number is not known"
    : `${amountWords(machines)} ${machines.value === 1 ? "machine" : "machines"}`;

/** Whether anything burns, or may. */
export const burns = ({ machines, unread }: Burning): boolean =>
  unread.length > 0 || machines.is !== "exact" || machines.value > 0;

/**
 * What machines cost a day, to the cent, so that parts add up to what is printed as their sum. Where all of them are spot
 * machines, it is what these cost: never nothing.
 */
export const burningUsd = (burning: Pick<Burning, "usdPerDay" | "spotUsdPerDay">): string =>
  amountWords(burningAmount(burning), usdAndCents);

const isNothing = (amount: Amount): boolean => amount.is === "exact" && amount.value === 0;

/** What machines amount to beside their price: "8 GPUs; 200 MH/s; since 2026-11-01". */
export const burningWords = ({
  gpus,
  usdPerDay,
  spotUsdPerDay: spot,
  megahashesPerSecond: rate,
  ...dates
}: Omit<Burning, "regions" | "resources" | "excepted" | "unread">): string =>
  [
    gpuWords(gpus),
    ...(isNothing(spot)
      ? []
      : isNothing(usdPerDay)
        ? ["spot machines"]
        : [`spot machines beside: ${amountWords(spot, usdAndCents)}`]),
    ...hashWords(rate),
    ...sinceWords(dates),
  ].join("; ");

/** "since 2026-11-01"; "at least since 2026-11-01 for 1 of 3 machines", where not every machine has a date. */
function sinceWords({ machines, undated, since }: Pick<Burning, "machines" | "undated" | "since">): string[] {
  if (since === undefined) return [];
  const day = since.slice(0, 10);
  if (isNothing(undated)) return [`since ${day}`];
  const counts = machines.is === "exact" && undated.is === "exact";
  return [
    `at least since ${day} for ${counts ? `${machines.value - undated.value} of ${machineWords(machines)}` : "some"}`,
  ];
}

/**
 * What spot machines would add; nothing where there is no spot quota, or none was read, which the rest says. A bound beside
 * what is left out bounds only the rest.
 */
export const spotWords = (spot: Amount, unread: readonly string[] = []): string =>
  spot.is === "unknown" || spot.value === 0
    ? ""
    : `; spot machines${unread.length > 0 ? ", as far as known" : ""}: ${amountWords(spot, usd)}`;

/** "8 GPUs; 200 MH/s on …": what the idle quota could buy beside the money. */
export const buyingWords = ({
  gpus,
  megahashesPerSecond: rate,
}: Pick<TenantBlast, "gpus" | "megahashesPerSecond">): string => [gpuWords(gpus), ...hashWords(rate)].join("; ");

/** Nothing where no figure is known. */
export const hashWords = (rate: Amount | undefined): readonly string[] =>
  rate && rate.is !== "unknown" ? [`${amountWords(rate)} MH/s on Ethereum's proof of work`] : [];

/** What is lost before anybody is told, and what that is made of. The first line has the figure. */
export function alarmWords(alarm: FirstAlarm): readonly string[] {
  const { usd: lost, usdPerHour, principal, rule, subscriptions, unwatched, open, defender } = alarm;
  const burns = `${amountWords(usdPerHour, usd)} an hour by ${principal.name}`;
  const among = `of the ${counted(subscriptions.length, "subscription")} that it reaches`;
  const first = rule
    ? `${amountWords(lost, usd)} before the first alarm: ${burns}, until the ${rule.what} ${rule.name} tells, ${latencyWords(rule)}`
    : subscriptions.length > 0 && unwatched.length === subscriptions.length
      ? `No rule watches the creation of machines: ${burns}, and nobody is told`
      : `It is not known whether a rule watches the creation of machines: ${burns}`;
  return [
    first,
    ...(rule && unwatched.length > 0 ? [`In ${unwatched.length} ${among} no rule watches`] : []),
    ...(rule && open.length > 0 ? [`In ${open.length} ${among} it is not known whether a rule watches`] : []),
    ...(defender === "yes"
      ? ["Defender for Resource Manager is on there, and may tell as well; how soon, Microsoft does not say"]
      : []),
  ];
}

/** "at most 66 minutes later (it runs every 60; the record is there after 6)". */
function latencyWords({ latency }: NonNullable<FirstAlarm["rule"]>): string {
  if (!latency) return "and how often it runs is not known";
  const parts = [
    ...(latency.every > 0 ? [`it runs every ${counted(latency.every, "minute")}`] : []),
    ...(latency.delay > 0 ? [`looks ${counted(latency.delay, "minute")} late`] : []),
    ...(latency.ingestion > 0 ? [`the record is there after ${latency.ingestion}`] : []),
  ];
  return `at most ${counted(minutesOf(latency), "minute")} later (${parts.join("; ")})`;
}

const capabilities: { readonly [C in CapabilitySummary["capability"]]: string } = {
  createCompute: "create compute",
  runCode: "run code",
  grantAccess: "grant access",
  raiseQuota: "raise quota",
  openTicket: "open quota tickets",
  moveSubscription: "move subscriptions",
  liftGuardrails: "lift guardrails",
};

/** What an identity can do beside creating compute: "can also run code, grant access (under a condition)". */
export function capabilityWords(all: readonly CapabilitySummary[]): string {
  const words = all
    .filter(({ capability }) => capability !== "createCompute")
    .map(
      ({ capability, conditional, later }) =>
        `${capabilities[capability]}${conditional ? " (under a condition)" : later ? " (once activated)" : ""}`,
    );
  return words.length === 0 ? "" : `can also ${words.join(", ")}`;
}

/** The services through which alone it creates compute, where it is not all of them. */
export function servicesWords(all: readonly CapabilitySummary[]): string {
  const services = all.find(({ capability }) => capability === "createCompute")?.on ?? [];
  return services.length === 0 || services.length > 3 ? "" : `through ${services.join(", ")}`;
}
