import type { Severity } from "../../catalogue/outcome";
import { worstFirst } from "../../catalogue/severity";
import type { Amount } from "../facts/amount";
import { amountWords } from "../report-text";
import { effectWords, effortWords, targetWords } from "./act-words";
import { exceptedWords } from "./burning-excepted";
import { fenced, firstCommands } from "./command-lines";
import { coverageLines, titleOf } from "./coverage";
import { withDoers } from "./doers";
import { firstActs } from "./first-acts";
import { fixedOf } from "./fixed";
import type { Format } from "./format";
import { code, plain } from "./markdown-text";
import type { Report } from "./model";
import { gapWords, hiddenWords, type Naming, namingOf, ofSubjects } from "./naming";
import { burns, counted, missingRights } from "./phrases";
import { sinceWords } from "./since-words";
import { verdictOf } from "./verdict";

/**
 * GitHub takes a comment of at most so many characters; of a job's summary it takes 1 MiB
 * (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#job-summary-limits).
 */
export const mostCharacters = 65_536;

/** Characters of each list, at most. Together with the headings they stay below `mostCharacters`. */
const room = {
  coverage: 6000,
  acts: 7000,
  burning: 6000,
  fixed: 3000,
  findings: 16_000,
  identities: 6000,
  open: 6000,
  excepted: 4000,
  gaps: 6000,
};

/**
 * The report for a job's summary, a pull request or a mail: the verdict, what is new, what to do first, what burns, the worst
 * findings, who could burn most, and what could not be read. Every list is cut where its room ends, and says how much is left out.
 */
export const markdown = {
  name: "markdown",
  extension: "md",
  contentType: "text/markdown; charset=utf-8",
  *print(report: Report) {
    const names = namingOf(report);
    yield `# ${plain(verdictOf(report))}\n\n`;
    yield `${code(titleOf(report), 200)}, read ${code(report.collectedAt)}.\n`;
    yield* list(
      coverageLines(report.coverage).map(line => code(line)),
      room.coverage,
    );
    yield* totals(report);
    if (report.since) yield `\n${code(sinceWords(report.since))}\n`;
    yield* fixed(report, names);
    yield* acts(report, names);
    yield* burning(report, names);
    yield* findings(report, names);
    yield* identities(report);
    yield* open(report, names);
    yield* excepted(report, names);
    yield* gaps(report, names);
  },
} as const satisfies Format;

function* totals({ summary: { findings, checks, excepted }, outcomes }: Report): Generator<string> {
  yield "\n| critical | high | medium | low | excepted | checks failed | not assessed | passed |\n";
  yield "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n";
  const { critical, high, medium, low } = findings;
  yield `| ${[critical, high, medium, low, excepted, checks.fail, checks.unknown, checks.pass].map(count => count.toLocaleString("en-US")).join(" | ")} |\n`;
  const hidden = outcomes.reduce((sum, outcome) => sum + (outcome.hidden ?? 0), 0);
  if (hidden > 0) yield `\n${hiddenWords(hidden)}.\n`;
}

function* fixed(report: Report, names: Naming): Generator<string> {
  const { shown, more } = fixedOf(report, names);
  if (shown.length === 0) return;
  yield "\n## Fixed\n";
  yield* list(
    [
      ...shown.map(({ severity, title, subject }) => `${marks[severity]} ${plain(title)}: ${code(subject)}`),
      ...(more > 0 ? [`and ${more.toLocaleString("en-US")} more`] : []),
    ],
    room.fixed,
  );
}

/** What to do first, each with the commands of what weighs most; nothing of it is run. */
function* acts(report: Report, names: Naming): Generator<string> {
  const first = firstActs(report);
  if (first.length === 0) return;
  yield "\n## Do this first\n";
  yield* list(
    first.map(act => {
      const { commands, more } = firstCommands(act);
      const words = `**${plain(act.says)}**: ${code(targetWords(act, names))} (${code(effectWords(act))}; ${effortWords[act.effort]})`;
      return `${words}\n${[...fenced(commands)].join("").trimEnd()}${more && `\n\n  ${more}`}`.trimEnd();
    }),
    room.acts,
  );
}

function* burning({ burning: now }: Report, names: Naming): Generator<string> {
  const excepted = now ? exceptedWords(now) : "";
  if (!now || (!burns(now) && excepted === "")) return;
  yield "\n## What burns now\n\nMachines that the estate does not approve, at list prices.\n\n";
  if (now.resources.length > 0)
    yield "| resource | subscription | region | GPUs | USD a day |\n| --- | --- | --- | ---: | ---: |\n";
  yield* table(
    now.resources,
    ({ name, subscription, region, gpus, usdPerDay }) => [
      code(name),
      code(names.subscription(subscription)),
      code(region),
      amountWords(gpus),
      figure(usdPerDay),
    ],
    room.burning,
  );
  if (excepted !== "") yield `\n${now.resources.length > 0 ? "And" : "None, and"} ${plain(excepted)}.\n`;
  if (now.unread.length > 0) yield `\nNot counted: ${code(now.unread.join("; "))}\n`;
}

function* findings({ outcomes, since }: Report, names: Naming): Generator<string> {
  const fresh = new Set(since?.new);
  const worst = [...worstFirst(outcomes.flatMap(({ findings: found }) => found))];
  if (worst.length === 0) return;
  yield "\n## The worst findings\n\n| severity | who or what | what is wrong | rule |\n| --- | --- | --- | --- |\n";
  yield* table(
    worst,
    ({ severity, subject, path, fingerprint, ...finding }) => [
      `${marks[severity]}${fresh.has(fingerprint) ? " new" : ""}`,
      code(
        [...(subject.file === undefined ? [] : [subject.file]), names.subject(subject), ...(path ? [path] : [])].join(
          " ",
        ),
      ),
      code(names.text(withDoers(finding))),
      plain(finding.rule),
    ],
    room.findings,
  );
}

const marks: Record<Severity, string> = { critical: "**critical**", high: "**high**", medium: "medium", low: "low" };

function* identities({ blastRadius }: Report): Generator<string> {
  if (blastRadius.length === 0) return;
  yield "\n## What a stolen account could burn\n\nIn USD a day at list prices, the undefended first.\n\n";
  yield "| who | USD a day | GPUs | defence |\n| --- | ---: | ---: | --- |\n";
  yield* table(
    blastRadius,
    ({ principal, usdPerDay, gpus, defence }) => [
      code(principal.name),
      figure(usdPerDay),
      amountWords(gpus),
      code(defence),
    ],
    room.identities,
  );
}

function* open({ outcomes }: Report, names: Naming): Generator<string> {
  const unknown = outcomes.filter(({ unknowns, status }) => status === "unknown" || unknowns.length > 0);
  if (unknown.length === 0) return;
  yield "\n## What could not be judged\n";
  const lines = unknown.map(({ rule, unknowns, gaps }) => {
    const [first] = unknowns;
    const why = first
      ? `${counted(unknowns.length, "subject")}, first ${code(`${names.subject(first.subject)}: ${names.text(first.why)}`)}`
      : code(gaps.map(gap => gapWords(gap, names)).join("; "));
    return `${plain(rule.id)}: ${why}`;
  });
  yield* list(lines, room.open);
}

function* excepted({ excepted: all }: Report, names: Naming): Generator<string> {
  if (all.length === 0) return;
  yield "\n## What the estate excepts\n";
  yield "\n";
  yield* within(
    all,
    ({ finding, exception: { until, owner, reason } }) => {
      const words = `${names.subject(finding.subject)}: ${reason}`;
      return `- ${plain(finding.rule)}, until ${plain(until)} by ${code(owner, 100)}: ${code(words)}\n`;
    },
    room.excepted,
  );
}

function* gaps({ gaps: all }: Report, names: Naming): Generator<string> {
  if (all.length === 0) return;
  yield "\n## What could not be read\n";
  const named = all.map(gap => ({ ...gap, what: `${names.text(gap.what)}${ofSubjects(names.ofGap(gap))}` }));
  yield* list(
    missingRights(named).map(({ missing, what }) => `${code(what.join(", "))} needs ${code(missing)}`),
    room.gaps,
  );
}

const figure = (amount: Amount): string =>
  amountWords(amount, usd => usd.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 }));

/** Rows of a table, until its room is used; then how many are left out. */
function* table<T>(rows: readonly T[], cells: (row: T) => readonly string[], most: number): Generator<string> {
  yield* within(rows, row => `| ${cells(row).join(" | ")} |\n`, most);
}

/** A bulleted list, until its room is used. */
function* list(lines: readonly string[], most: number): Generator<string> {
  yield "\n";
  yield* within(lines, line => `- ${line}\n`, most);
}

function* within<T>(all: readonly T[], print: (each: T) => string, most: number): Generator<string> {
  let used = 0;
  for (const [done, each] of all.entries()) {
    const text = print(each);
    used += text.length;
    if (used > most) {
      yield `\nand ${(all.length - done).toLocaleString("en-US")} more; the other formats have them all\n`;
      return;
    }
    yield text;
  }
}
