import type { Amount } from "../facts/amount";
import { figure, largest } from "../facts/amount";
import { amountWords, plural, usd } from "../report-text";
import { seenMining } from "./mining";
import type { Report } from "./model";
import { burningUsd, burns, machineWords } from "./phrases";

/**
 * What a report comes to, in one sentence: what burns, what mines, who could burn more with how little. Where none of it was found
 * it says so only as far as was read.
 */
export function verdictOf(report: Report): string {
  const parts = [burningPart(report), miningPart(report), openPart(report), riskPart(report)].filter(
    part => part !== undefined,
  );
  const { findings, checks } = report.summary;
  if (parts.length > 0) return sentence(parts);
  const grave = findings.critical + findings.high;
  const unread = checks.unknown > 0 ? `; ${plural(checks.unknown, "check")} could not be assessed` : "";
  const found =
    grave > 0 ? `${plural(grave, "finding")} of high severity or above` : "no finding of high severity or above";
  if (!report.tenant) return sentence([`${found}${unread}`]);
  return report.burning
    ? sentence([`nothing that is not approved burns by all that was read, with ${found}${unread}`])
    : sentence([`what burns was not looked at, with ${found}${unread}`]);
}

function burningPart({ burning }: Report): string | undefined {
  if (!burning || !burns(burning)) return undefined;
  const { machines } = burning;
  if (machines.is === "unknown" || machines.value === 0) return "what burns could not be read in full";
  const regions = burning.regions.filter(({ region }) => region !== "").length;
  const where = regions > 0 ? ` in ${plural(regions, "region")}` : "";
  return `${machineWords(machines)} that the estate does not approve ${machines.is === "exact" && machines.value === 1 ? "runs" : "run"}${where} for ${burningUsd(burning)} a day`;
}

function miningPart(report: Report): string | undefined {
  const found = new Set(seenMining(report).map(({ id }) => id));
  return found.size === 0 ? undefined : `mining was seen on ${plural(found.size, "resource")}`;
}

function openPart({ blastRadius }: Report): string | undefined {
  const open = openToPassword(blastRadius);
  if (open.length === 0) return undefined;
  const most = mostOf(open);
  const money = most ? `, ${open.length > 1 ? "one of them " : ""}for ${amountWords(most, usd)} a day` : "";
  return `${plural(open.length, "person", "people")} can create compute with a password alone${money}`;
}

function riskPart({ blastRadius }: Report): string | undefined {
  const { length } = openAtRisk(blastRadius);
  return length === 0
    ? undefined
    : `${plural(length, "account that can create compute is", "accounts that can create compute are")} at high risk or named by an open alert: somebody else may hold ${length === 1 ? "it" : "them"} already`;
}

/** People of whom a password is enough. */
export const openToPassword = (radii: Report["blastRadius"]): Report["blastRadius"] =>
  radii.filter(({ principal, defended, atRisk }) => principal.kind === "user" && defended === false && !atRisk);

/** People whom more than a password is asked of, and whose account somebody else may hold already. */
export const openAtRisk = (radii: Report["blastRadius"]): Report["blastRadius"] =>
  radii.filter(({ principal, atRisk }) => principal.kind === "user" && atRisk === true);

/** Workloads, which MFA does not reach: whoever has their secret is they. */
export const openToSecret = (radii: Report["blastRadius"]): Report["blastRadius"] =>
  radii.filter(({ principal, defended }) => principal.kind !== "user" && defended !== true);

/** The most that one of them could burn a day, where it is known. */
export function mostOf(radii: Report["blastRadius"]): Amount | undefined {
  const most = largest(radii.map(({ usdPerDay }) => usdPerDay));
  return (figure(most) ?? 0) > 0 ? most : undefined;
}

/** "A, b, and c." */
function sentence(parts: readonly string[]): string {
  const last = parts.at(-1)!;
  const joined = parts.length === 1 ? last : `${parts.slice(0, -1).join(", ")}, and ${last}`;
  return `${joined[0]!.toUpperCase()}${joined.slice(1)}.`;
}
