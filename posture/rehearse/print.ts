import { code, plain } from "../report/markdown-text";
import { counted } from "../report/phrases";
import { plural } from "../report-text";
import type { Group, Rehearsal, Tally } from "./rehearsal";

/** The forms in which a rehearsal is printed. */
export const rehearsalFormats: { readonly [name: string]: (rehearsal: Rehearsal) => Iterable<string> } = {
  text,
  markdown,
};

/** For a terminal or a mail. */
function* text(rehearsal: Rehearsal): Generator<string> {
  yield `${verdictLine(rehearsal)}\n`;
  for (const line of notes(rehearsal)) yield `${line}\n`;
  for (const { rule, faultTitle, groups } of rehearsal.refusals) {
    yield `\nRefused by ${rule}: ${faultTitle}\n`;
    for (const group of groups) yield `  ${group.who}: ${groupWords(group)}\n`;
  }
  if (rehearsal.missed.length > 0) {
    yield `\n${missedTitle}\n`;
    for (const group of rehearsal.missed) yield `  ${group.who}: ${groupWords(group)}\n`;
  }
  if (rehearsal.off.length > 0) {
    yield `\n${offTitle}\n`;
    for (const { rule, why } of rehearsal.off) yield `  ${rule}: ${why}\n`;
  }
}

/** For a change board. */
function* markdown(rehearsal: Rehearsal): Generator<string> {
  yield `# What a draft of the estate would have refused in ${code(rehearsal.tenant)}\n\n**${plain(verdictLine(rehearsal))}**\n\n`;
  for (const line of notes(rehearsal)) yield `${plain(line)}\n`;
  for (const { rule, faultTitle, groups } of rehearsal.refusals) {
    yield `\n## ${plain(rule)}\n\n${plain(faultTitle)}.\n\n`;
    yield* table(groups);
  }
  if (rehearsal.missed.length > 0) {
    yield `\n## What it misses\n\n${plain(missedTitle)}\n\n`;
    yield* table(rehearsal.missed);
  }
  if (rehearsal.off.length > 0) {
    yield `\n## Rules that refuse nothing\n\n`;
    for (const { rule, why } of rehearsal.off) yield `- ${plain(rule)}: ${plain(why)}\n`;
  }
}

const missedTitle = "Let through, of identities that did what attackers do:";
const offTitle = "Rules about machines that refuse nothing here:";

/** "This estate would have refused 12 of 340 creations by 3 identities and 4 of 60 resources that run." */
export function verdictLine({ creations, identities, running }: Rehearsal): string {
  const who = creations.refused > 0 ? ` by ${plural(identities, "identity", "identities")}` : "";
  return `This estate would have refused ${share(creations, "creation")}${who} and ${share(running, "resource")} that ${running.judged === 1 ? "runs" : "run"}.`;
}

const share = ({ refused, judged }: Tally, word: string): string =>
  `${refused.toLocaleString("en-US")} of ${counted(judged, word)}`;

function* notes({ tenant, collectedAt, since, creations, averaged, running, gaps }: Rehearsal): Generator<string> {
  yield `${tenant}, read ${collectedAt}; ${since === undefined ? "no log tells of creations" : `creations since ${since.slice(0, 10)}`}.`;
  if (creations.unknown > 0 || running.unknown > 0)
    yield `Not known, and not counted: ${counted(creations.unknown, "creation")} and ${counted(running.unknown, "resource")} of which nothing tells enough, such as the size.`;
  if (averaged > 0)
    yield `${counted(averaged, "creation")} stand in the log by the hour: of each the average number of machines was judged.`;
  if (gaps > 0) yield `${counted(gaps, "thing")} could not be read, and may hide more: computeguard audit names each.`;
}

/** So many names are told; the others are counted. */
const named = 5;
const some = (words: readonly string[]): string =>
  `${words.slice(0, named).join(", ")}${words.length > named ? ` and ${words.length - named} more` : ""}`;

const when = ({ first = "", last = "" }: Group): string =>
  first.slice(0, 10) === last.slice(0, 10) ? first.slice(0, 10) : `${first.slice(0, 10)} to ${last.slice(0, 10)}`;

/** "3 creations (6 machines) of Standard_NC64as_T4_v3 in eastus2, 2026-11-23; runs: vmss-render-1". */
function groupWords(group: Group): string {
  const { creations, machines, sizes, regions, running } = group;
  const what = `${sizes.length > 0 ? ` of ${some(sizes)}` : ""}${regions.length > 0 ? ` in ${some(regions)}` : ""}`;
  const acts =
    creations > 0 ? [`${counted(creations, "creation")} (${counted(machines, "machine")})${what}, ${when(group)}`] : [];
  const runs = running.length > 0 ? [`runs: ${some(running)}${creations > 0 ? "" : `, ${what.trim()}`}`] : [];
  return [...acts, ...runs].join("; ");
}

function* table(groups: readonly Group[]): Generator<string> {
  yield "| who | creations | machines | sizes | regions | when | runs now |\n| --- | ---: | ---: | --- | --- | --- | --- |\n";
  for (const group of groups) {
    const { who, creations, machines, sizes, regions, running } = group;
    const cells = [
      code(who),
      creations,
      machines,
      code(some(sizes)),
      code(some(regions)),
      when(group),
      code(some(running)),
    ];
    yield `| ${cells.join(" | ")} |\n`;
  }
}
