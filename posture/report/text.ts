import { styleText } from "node:util";
import { inWords } from "../../catalogue/exceptions";
import type { Severity, Status, Subject } from "../../catalogue/outcome";
import { severities, worstFirst } from "../../catalogue/severity";
import { amountWords, usd } from "../report-text";
import { effectWords, effortWords, targetWords } from "./act-words";
import { exceptedWords } from "./burning-excepted";
import { firstCommands, pasted, shells } from "./command-lines";
import { coverageLines, timeWords, titleOf } from "./coverage";
import { proofOf } from "./digest";
import { withDoers } from "./doers";
import { firstActs } from "./first-acts";
import { firstOf } from "./first-of";
import { fixedOf } from "./fixed";
import type { Format } from "./format";
import type { Report } from "./model";
import { hiddenWords, type Naming, namingOf, ofSubjects } from "./naming";
import {
  alarmWords,
  burningUsd,
  burningWords,
  burns,
  buyingWords,
  capabilityWords,
  counted,
  headlineOf,
  idleReasons,
  machineWords,
  missingRights,
  spotWords,
} from "./phrases";
import { populationWords } from "./population-words";
import { sinceWords } from "./since-words";
import { verdictOf } from "./verdict";
import { visibleText } from "./visible";

/** The summary that the console shows, as a file. */
export const text = {
  name: "text",
  extension: "txt",
  contentType: "text/plain; charset=utf-8",
  print: report => summary(report, { colour: false }),
} as const satisfies Format;

interface SummaryOptions {
  /** Only where a terminal reads it. */
  readonly colour: boolean;
  /**
   * Whether the digest of `report.json` stands at the end. Where that file is not written, nobody can hold it against anything,
   * and it would cost as much as printing the file.
   */
  readonly proof?: boolean;
}

/** A summary for a terminal or a mail, line by line. Only what it shows is made into text. */
export function* summary(report: Report, { colour, proof = true }: SummaryOptions): Generator<string> {
  const painted = (part: Part): string => {
    if (typeof part === "string") return visibleText(part);
    const [style, words] = part;
    return colour ? styleText(style, visibleText(words), { validateStream: false }) : visibleText(words);
  };
  for (const line of linesOf(report)) yield `${line.map(painted).join("")}\n`;
  if (proof) yield `${proofLine(report).map(painted).join("")}\n`;
}

type Style = Parameters<typeof styleText>[0];

/** Words of one style. */
type Part = string | readonly [style: Style, words: string];
type Line = readonly Part[];

const marks: Record<Status, Part> = {
  fail: ["red", "FAIL"],
  unknown: ["yellow", " ?  "],
  pass: ["green", "pass"],
};
const severityStyle: Record<Severity, Style> = {
  critical: ["bold", "red"],
  high: "red",
  medium: "yellow",
  low: "cyan",
};

/** At most this many rows of one list are shown; the other formats have them all. */
const shown = 5;
const indent = "       ";

function* linesOf(report: Report): Generator<Line> {
  const names = namingOf(report);
  yield [["bold", titleOf(report)]];
  yield [["bold", names.text(verdictOf(report))]];
  const [first = "", ...more] = coverageLines(report.coverage);
  yield [first];
  for (const line of more) yield [["yellow", line]];
  yield [`Read ${timeWords(report)}`];
  if (report.since) yield* sinceLines(report.since, report, names);
  yield* actLines(firstActs(report), names);
  yield [];
  for (const outcome of report.outcomes) yield* outcomeLines(outcome, names);
  if (report.excepted.length) {
    yield* heading("What the estate excepts:");
    for (const { finding, exception } of report.excepted.slice(0, shown))
      yield [`${indent}${finding.rule}: ${names.subject(finding.subject)}, ${inWords(exception)}`];
    yield* rest(report.excepted);
  }
  if (report.idleExceptions.length) {
    yield* heading("Exceptions of the estate that do nothing:");
    for (const { exception, why } of report.idleExceptions)
      yield [`${indent}${exception.rule} for ${exception.resource} ${idleReasons[why]} (${exception.owner})`];
  }
  if (report.gaps.length) {
    yield* heading("What could not be read:");
    const named = report.gaps.map(gap => ({ ...gap, what: `${names.text(gap.what)}${ofSubjects(names.ofGap(gap))}` }));
    for (const { missing, what } of missingRights(named))
      yield [
        `${indent}${what.slice(0, shown).join(", ")}${what.length > shown ? ` and ${what.length - shown} more` : ""}: needs ${missing}`,
      ];
  }
  if (report.burning) yield* burningLines(report.burning);
  if (report.blastRadius.length) {
    yield* heading(
      "What a stolen account could burn, the most USD per day at list prices and the most GPUs, the undefended first:",
    );
    for (const radius of report.blastRadius.slice(0, shown)) {
      yield [
        `${indent}${amountWords(radius.usdPerDay, usd).padStart(18)}  ${radius.principal.name} (${buyingWords(radius)}${spotWords(radius.spotUsdPerDay, radius.unread)}; ${radius.defence})`,
      ];
      const also = capabilityWords(radius.capabilities);
      if (also) yield [`${indent}${"".padStart(18)}  ${also}`];
    }
    yield* rest(report.blastRadius);
    if (report.tenantBlast) yield* tenantLines(report.tenantBlast);
    if (report.firstAlarm) for (const words of alarmWords(report.firstAlarm)) yield [`${indent}${words}`];
  }
  yield [];
  yield [totals(report)];
}

function proofLine(report: Report): Line {
  const { digests, command } = proofOf(report);
  const [[, own] = ["", ""]] = digests;
  return [["dim", `sha256 ${own}; to check: ${command}`]];
}

/** What is new, and what was fixed, the worst first. */
function* sinceLines(since: NonNullable<Report["since"]>, { outcomes }: Report, names: Naming): Generator<Line> {
  yield [["bold", sinceWords(since)]];
  const fresh = new Set(since.new);
  const found = outcomes.flatMap(({ findings }) => findings.filter(({ fingerprint }) => fresh.has(fingerprint)));
  for (const finding of firstOf(worstFirst(found), shown)) {
    const { rule, severity, subject, path } = finding;
    yield [
      `${indent}new `,
      [severityStyle[severity], severity.padEnd(8)],
      ` ${rule}: ${whereOf(subject, names, path)}: ${names.text(withDoers(finding))}`,
    ];
  }
  yield* rest(found);
  const fixed = fixedOf({ since, outcomes }, names);
  for (const { severity, title, subject } of fixed.shown)
    yield [`${indent}fixed `, [severityStyle[severity], severity.padEnd(8)], ` ${title}: ${subject}`];
  if (fixed.more > 0) yield [`${indent}and ${fixed.more.toLocaleString("en-US")} more fixed`];
}

/** Each with the commands of what weighs most: they show how the others go. */
function* actLines(acts: Report["acts"], names: Naming): Generator<Line> {
  if (acts.length === 0) return;
  yield* heading("Do this first:");
  for (const [i, act] of acts.entries()) {
    yield [
      `${indent}${i + 1}. ${act.says}: ${targetWords(act, names)} (${effectWords(act)}; ${effortWords[act.effort]})`,
    ];
    const { commands, more } = firstCommands(act, pasted);
    for (const { shell, line } of commands) yield [`${indent}   ${shells[shell].words}: `, ["dim", line]];
    if (more !== "") yield [`${indent}   ${more}`];
  }
}

function* outcomeLines(outcome: Report["outcomes"][number], names: Naming): Generator<Line> {
  const { rule, status, findings, unknowns, population, hidden = 0 } = outcome;
  // Of the tenant as a whole there is no number to tell.
  const examined = population?.is === "each" ? `; ${populationWords(outcome)}` : "";
  const counts: Record<Status, string> = {
    fail: ` (${counted(findings.length + hidden, "finding")}${examined})`,
    unknown: " (could not be assessed)",
    pass: "",
  };
  const { severity, title } = headlineOf({ rule, status, findings });
  yield [
    marks[status],
    " ",
    [severityStyle[severity], severity.padEnd(8)],
    ` ${title}${counts[status]} `,
    ["dim", rule.id],
  ];
  for (const finding of firstOf(worstFirst(findings), shown)) {
    const { severity, subject, path } = finding;
    yield [
      indent,
      [severityStyle[severity], severity.padEnd(8)],
      ` ${whereOf(subject, names, path)}: ${names.text(withDoers(finding))}`,
    ];
  }
  yield* rest(findings);
  if (hidden > 0) yield [`${indent}${hiddenWords(hidden)}`];
  if (unknowns.length) yield [`${indent}${counted(unknowns.length, "subject")} could not be judged`];
}

/** In a file one looks for the place, in a tenant for the name. */
const whereOf = (subject: Subject, names: Naming, path: string | undefined): string =>
  [
    ...(subject.file !== undefined && subject.kind !== "file" ? [`${subject.file}: `] : []),
    names.subject(subject),
    ...(subject.file !== undefined && path ? [` ${path}`] : []),
  ].join("");

const heading = (words: string): Line[] => [[], [words]];

const rest = ({ length }: readonly unknown[]): Line[] =>
  length > shown ? [[`${indent}and ${length - shown} more`]] : [];

function* burningLines(burning: NonNullable<Report["burning"]>): Generator<Line> {
  const excepted = exceptedWords(burning);
  if (!burns(burning) && excepted === "") return;
  yield* heading("What burns now, in USD per day at list prices: machines that the estate does not approve:");
  for (const row of burning.regions.slice(0, shown))
    yield [
      `${indent}${burningUsd(row).padStart(18)}  ${machineWords(row.machines)} in ${row.region || "a region that is not known"} (${burningWords(row)})`,
    ];
  yield* rest(burning.regions);
  yield [`${indent}${burningUsd(burning).padStart(18)}  together (${burningWords(burning)})`];
  if (excepted !== "") yield [`${indent}${"".padStart(18)}  and ${excepted}`];
  if (burning.unread.length) yield [`${indent}Not counted: ${burning.unread.join("; ")}`];
}

/** What all of them could burn together, and what the figures leave out. */
function* tenantLines(all: NonNullable<Report["tenantBlast"]>): Generator<Line> {
  const { usdPerDay, spotUsdPerDay, unread } = all;
  yield [
    `${indent}${amountWords(usdPerDay, usd).padStart(18)}  together, each quota counted once (${buyingWords(all)}${spotWords(spotUsdPerDay, unread)})`,
  ];
  if (unread.length) yield [`${indent}Not counted: ${unread.join("; ")}`];
}

function totals({ summary: { findings, checks, excepted }, outcomes }: Report): string {
  const bySeverity = severities
    .toReversed()
    .map(severity => `${findings[severity].toLocaleString("en-US")} ${severity}`)
    .join(", ");
  const byStatus = `${checks.fail} of ${outcomes.length} checks fail, ${checks.unknown} could not be assessed, ${checks.pass} pass`;
  return `${bySeverity}${excepted ? `, ${excepted.toLocaleString("en-US")} excepted` : ""}; ${byStatus}`;
}
