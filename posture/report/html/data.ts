import { frameworks } from "../../../catalogue/frameworks";
import type { Finding, Subject } from "../../../catalogue/outcome";
import { requirementsTestedBy } from "../../../catalogue/requirements";
import { severities } from "../../../catalogue/severity";
import { type Amount, figure, unknownAmount } from "../../facts/amount";
import { amountPrefix } from "../../report-text";
import { batchesOf, shells } from "../command-lines";
import type { Report } from "../model";
import type { Naming } from "../naming";
import { populationWords } from "../population-words";
import { portalPages } from "../portal-link";
import { standingWords } from "../standing";
import { subjectMoney } from "../subject-money";
import { openToPassword, openToSecret } from "../verdict";
import { type Placed, worstOnPage } from "./worst";

/**
 * What the page's script works on: every finding as a short row, and what many rows share once. It stands in the page as a block
 * of JSON, which no browser runs; each `<` in it is escaped, so that no name ends the block.
 */
export function* pageData(report: Report, names: Naming): Generator<string> {
  const times = timesOf(report);
  const pages = portalPages(report);
  const worst = worstOnPage(report);
  const befores = new Set<string>();
  const shown = new Set<string>();
  for (const { finding } of worst) {
    const page = pages(finding.subject);
    if (page) befores.add(page.before);
    shown.add(finding.fingerprint);
  }
  const portals = [...befores];
  yield `{"severities":${text(severities.toReversed())},"rules":${text(rulesOf(report))},"acts":${text(actsOf(report, shown))},"times":${text(times.map(time => sinceSentence(time, report.collectedAt)))},"portals":${text(portals)},"bounds":${text(bounds.map(is => amountPrefix[is]))},"rows":[`;
  let comma = "";
  const short = withoutRepetition();
  for (const row of rowsOf(report, worst, names, times, portals)) {
    yield comma + text(short(row));
    comma = ",\n";
  }
  yield "]}";
}

/** How far a figure is known. */
const bounds = ["exact", "atLeast", "atMost"] as const satisfies readonly Amount["is"][];

/** Also U+2028 and U+2029, which old readers of scripts take for line breaks. */
const text = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>\u2028\u2029]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** When findings were first seen, or first judged, each once, the oldest first. */
function timesOf({ outcomes }: Report): readonly string[] {
  const times = new Set<string>();
  for (const { findings } of outcomes)
    for (const finding of findings) {
      const time = timeOf(finding);
      if (time) times.add(time);
    }
  return [...times].sort();
}

/** A word after the time tells the one from the other. */
const timeOf = ({ firstSeen, firstJudged }: Finding): string | undefined =>
  firstJudged === undefined ? firstSeen : `${firstJudged} judged`;

function sinceSentence(time: string, now: string): string {
  const [at = "", judged] = time.split(" ");
  return judged === undefined
    ? `Since ${standingWords(at, now)}`
    : `First judged on ${at.slice(0, 10)}: the report before that did not select its rule or its severity, so it is not known since when`;
}

const rulesOf = ({ outcomes }: Report) =>
  outcomes
    .filter(({ findings }) => findings.length > 0)
    .map(({ rule: { id, faultTitle, why, fix }, ...outcome }) => ({
      ...{ id, title: faultTitle, why, fix, examined: populationWords(outcome) },
      requirements: requirementsTestedBy(id).map(({ framework, id: one }) => `${frameworkNames.get(framework)} ${one}`),
    }));

const frameworkNames = new Map(frameworks.map(({ id, name, version }) => [id, `${name} ${version}:`]));

/** Of the findings that are shown. */
const actsOf = ({ acts }: Report, shown: ReadonlySet<string>) =>
  acts.flatMap(({ says, learn, targets }) =>
    targets
      .map(({ findings, commands }) => ({ findings: findings.filter(each => shown.has(each)), commands }))
      .filter(({ findings }) => findings.length > 0)
      .map(({ findings, commands }) => ({
        says,
        learn,
        findings,
        commands: batchesOf(commands).map(({ shell, lines }) => [shells[shell].words, lines.join("\n")]),
      })),
  );

/**
 * One finding: [severity, rule, subject, id, subscription, message, path, proof, USD a day, fingerprint, new, kind, portal, bound, since when, done by]. The portal is
 * the place in `portals` of what is before the id in the address, with the end of the address where that is not the id; -1 where there is none. Since
 * when is a place in `times`. New is 1 of what is new since the earlier report, and 2 of what that could not have.
 */
function* rowsOf(
  report: Report,
  worstOnes: Iterable<Placed>,
  names: Naming,
  times: readonly string[],
  portals: readonly string[],
): Generator<readonly unknown[]> {
  const money = subjectMoney(report);
  const [fresh, firstJudged] = [new Set(report.since?.new), new Set(report.since?.firstJudged)];
  const open = new Set(openToPassword(report.blastRadius).map(({ principal }) => principal.id.toLowerCase()));
  const secret = new Set(openToSecret(report.blastRadius).map(({ principal }) => principal.id.toLowerCase()));
  const worst = severities.toReversed();
  const pages = portalPages(report);
  const portalOf = (subject: Subject): unknown => {
    const page = pages(subject);
    if (!page) return -1;
    const at = portals.indexOf(page.before);
    return page.id === subject.id ? at : [at, page.id];
  };
  const placeOf = new Map(times.map((time, i) => [time, i]));
  for (const { rule, finding } of worstOnes) {
    const { severity, subject, message, path = "", proof, fingerprint, by } = finding;
    const time = timeOf(finding);
    const { burning, couldBurn } = money(subject.id);
    const amount = burning ?? couldBurn ?? unknownAmount;
    const kind = burning
      ? "burning"
      : open.has(subject.id.toLowerCase())
        ? "open"
        : secret.has(subject.id.toLowerCase())
          ? "secret"
          : "";
    yield [
      worst.indexOf(severity),
      rule,
      names.subject(subject),
      subject.id,
      names.subscriptionOf(subject)?.name ?? subject.file ?? "",
      names.text(message),
      path,
      proof,
      Math.round(figure(amount) ?? 0),
      fingerprint,
      fresh.has(fingerprint) ? 1 : firstJudged.has(fingerprint) ? 2 : 0,
      kind,
      portalOf(subject),
      amount.is === "unknown" ? 0 : bounds.indexOf(amount.is),
      // a column that nobody asks for is not in the file
      ...(time === undefined && by === undefined ? [] : [time === undefined ? null : placeOf.get(time)]),
      ...(by === undefined ? [] : [by.map(({ id, name }) => (name === "" ? id : `${name} (${id})`))]),
    ];
  }
}

/** Where a row has its texts: who or what, id, subscription, message, path, proof. */
const texts = [2, 3, 4, 5, 6, 7];
/** A shorter one takes no more room than the number of a row. */
const shortest = 8;

/**
 * Of many people the same is said, and of one person many things: a text that an earlier row has in the same column is that row's
 * number. The page's script puts the text back.
 */
function withoutRepetition(): (row: readonly unknown[]) => readonly unknown[] {
  const rowOf = texts.map(() => new Map<string, number>());
  let at = -1;
  return row => {
    at += 1;
    const short = [...row];
    for (const [i, column] of texts.entries()) {
      const cell = row[column];
      const key = typeof cell === "string" ? cell : JSON.stringify(cell);
      if (key.length < shortest) continue;
      const before = rowOf[i]!.get(key);
      if (before === undefined) rowOf[i]!.set(key, at);
      else short[column] = before;
    }
    return short;
  };
}
