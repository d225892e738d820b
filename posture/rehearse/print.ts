import { code, plain } from "../report/markdown-text";
import { counted } from "../report/phrases";
import { plural } from "../report-text";
import type { Rehearsal } from "./rehearsal";
import type { Group, Tally } from "./tally";

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
  for (const { rule, by, groups } of rehearsal.letThrough) {
    yield `\nLet through by an exception of the draft: ${rule} for ${by}\n`;
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
  for (const { rule, by, groups } of rehearsal.letThrough) {
    yield `\n## Let through by an exception: ${plain(rule)}\n\n${code(by, 1000)}\n\n`;
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
export function verdictLine({ creations, identities, installations, running }: Rehearsal): string {
  const who = creations.refused > 0 ? ` by ${plural(identities, "identity", "identities")}` : "";
  const parts = [
    `${share(creations, "creation")}${who}`,
    ...(installations.judged > 0 ? [share(installations, "installed extension")] : []),
    `${share(running, "resource")} that ${running.judged === 1 ? "runs" : "run"}`,
  ];
  return `This estate would have refused ${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}.`;
}

const share = ({ refused, judged }: Tally, word: string): string =>
  `${refused.toLocaleString("en-US")} of ${counted(judged, word)}`;

function* notes(rehearsal: Rehearsal): Generator<string> {
  const { tenant, collectedAt, since, creations, installations, averaged, running, perhapsLetThrough, gaps } =
    rehearsal;
  yield `${tenant}, read ${collectedAt}; ${since === undefined ? "no log tells of creations" : `creations since ${since.slice(0, 10)}`}.`;
  const unknown = [
    [creations.unknown, "creation"],
    [installations.unknown, "installed extension"],
    [running.unknown, "resource"],
  ] as const;
  const words = unknown.flatMap(([count, word]) => (count > 0 ? [counted(count, word)] : []));
  if (words.length > 0)
    yield `Not known, and not counted: ${words.join(", ")} of which nothing tells enough, such as the size or the machine.`;
  if (perhapsLetThrough > 0)
    yield `Of these, ${counted(perhapsLetThrough, "act")} may be what an exception of the draft names: no record tells what the resource was called.`;
  if (averaged > 0)
    yield `${counted(averaged, "creation")} stand in the log by the hour: of each the average number of machines was judged.`;
  yield notRehearsed;
  if (gaps > 0) yield `${counted(gaps, "thing")} could not be read, and may hide more: computeguard audit names each.`;
}

/** No record holds them. */
const notRehearsed =
  "Cannot be rehearsed: scripts, images and commands of what was created, and run commands, for no record holds their text (of what runs they were judged as far as Azure shows them); and what only a stack tells, such as its budget and exceptions by URN.";

/** So many names are told; the others are counted. */
const named = 5;
const some = (words: readonly string[]): string =>
  `${words.slice(0, named).join(", ")}${words.length > named ? ` and ${words.length - named} more` : ""}`;

const when = ({ first = "", last = "" }: Group): string =>
  first.slice(0, 10) === last.slice(0, 10) ? first.slice(0, 10) : `${first.slice(0, 10)} to ${last.slice(0, 10)}`;

/** "3 creations (6 machines) of Standard_NC64as_T4_v3 in eastus2, 2026-11-23; runs: vmss-render-1". */
function groupWords(group: Group): string {
  const { creations, machines, installations, sizes, regions, running } = group;
  const what = `${sizes.length > 0 ? ` of ${some(sizes)}` : ""}${regions.length > 0 ? ` in ${some(regions)}` : ""}`;
  const parts = [
    ...(creations > 0 ? [`${counted(creations, "creation")} (${counted(machines, "machine")})`] : []),
    ...(installations > 0 ? [counted(installations, "installed extension")] : []),
  ];
  const acts = parts.length > 0 ? [`${parts.join(" and ")}${what}, ${when(group)}`] : [];
  const runs =
    running.length > 0 ? [`runs: ${[some(running), ...(acts.length > 0 ? [] : [what.trim()])].join(", ")}`] : [];
  return [...acts, ...runs].join("; ");
}

function* table(groups: readonly Group[]): Generator<string> {
  yield "| who | creations | machines | extensions | sizes or types | regions | when | runs now |\n| --- | ---: | ---: | ---: | --- | --- | --- | --- |\n";
  for (const group of groups) {
    const { who, creations, machines, installations, sizes, regions, running } = group;
    const cells = [
      code(who),
      creations,
      machines,
      installations,
      code(some(sizes)),
      code(some(regions)),
      when(group),
      code(some(running)),
    ];
    yield `| ${cells.join(" | ")} |\n`;
  }
}
