import { effectWords, effortWords, stageWords } from "../report/act-words";
import type { Act } from "../report/acts-schema";
import { commented, fenced, pasted } from "../report/command-lines";
import { code, plain } from "../report/markdown-text";
import { counted } from "../report/phrases";
import { amountWords, plural, usd } from "../report-text";
import type { Plan } from "./plan";
import type { Removal, RemovalPlan } from "./removals";

/** The forms in which a plan is printed. Nothing here runs anything. */
export const planFormats: { readonly [name: string]: (plan: Plan) => Iterable<string> } = { text, markdown, script };

/** For a terminal or a mail. */
function* text({ tenant, collectedAt, acts, removals, gaps }: Plan): Generator<string> {
  yield `What to do about ${tenant}, read ${collectedAt}\n`;
  if (acts.length === 0) yield "\nNothing: no finding has a cure.\n";
  for (const [i, act] of acts.entries()) {
    yield `\n${i + 1}. ${stageWords[act.stage]}: ${act.says} (${effectWords(act)}; ${effortWords[act.effort]})\n`;
    yield `   ${act.learn}\n`;
    for (const { name, commands } of act.targets) {
      yield `   - ${name}\n`;
      for (const { line } of pasted(commands)) yield `       ${line}\n`;
    }
  }
  yield `\n${removalsHeadline(removals)}\n`;
  for (const [i, removal] of removals.removals.entries()) {
    yield `${String(i + 1).padStart(4)}. ${removal.says}${holders(removal)}\n`;
    for (const { line } of removal.commands) yield `       ${line}\n`;
  }
  if (gaps.length > 0) yield `\n${gapWords(gaps.length)}\n`;
}

/** For a ticket or a pull request. */
function* markdown({ tenant, collectedAt, acts, removals, gaps }: Plan): Generator<string> {
  yield `# What to do about ${code(tenant)}\n\nRead ${collectedAt}.\n`;
  for (const act of acts) {
    yield `\n## ${stageWords[act.stage]}: ${plain(act.says)}\n\n${effectWords(act)}; ${effortWords[act.effort]}; [how](${act.learn})\n\n`;
    for (const { name, commands } of act.targets) {
      yield `- [ ] ${code(name)}\n`;
      yield* fenced(commands);
    }
  }
  yield `\n## The fewest removals\n\n${removalsHeadline(removals)}\n\n`;
  for (const removal of removals.removals) {
    yield `- [ ] ${code(`${removal.says}${holders(removal)}`, 1000)}\n`;
    yield* fenced(removal.commands);
  }
  if (gaps.length > 0) yield `\n${gapWords(gaps.length)}\n`;
}

/** As one shell script in which every command is there and none runs by itself. */
function* script({ tenant, collectedAt, acts, removals }: Plan): Generator<string> {
  yield "#!/usr/bin/env bash\n";
  yield `# What to do about ${tenant}, read ${collectedAt}. Nothing here runs by itself:\n`;
  yield "# read each line, and take the # away from the commands that you want. Those of PowerShell belong into pwsh.\n";
  yield "set -eu\n";
  for (const act of acts) yield* actScript(act);
  yield `\n# ${removalsHeadline(removals)}\n`;
  for (const removal of removals.removals) {
    yield `# - ${removal.says}${holders(removal)}\n`;
    yield* commented(removal.commands);
  }
}

function* actScript(act: Act): Generator<string> {
  yield `\n# ${stageWords[act.stage]}: ${act.says} (${effectWords(act)}; ${effortWords[act.effort]})\n`;
  for (const { name, commands } of act.targets) {
    yield `# - ${name}\n`;
    yield* commented(commands);
  }
}

/** "3 removals take 92 % of it away …". */
export function removalsHeadline({ exposed, before, after, removals, atLeast }: RemovalPlan): string {
  const could = `${plural(exposed, "identity", "identities")} that a stolen password or secret may open, emergency accounts apart, could burn ${amountWords(before, usd)} a day together`;
  if (removals.length === 0) return `${could}: nothing here can be taken away that lowers it.`;
  const fewest = atLeast === removals.length ? "no fewer do" : `no fewer than ${atLeast} could`;
  return `${could}. ${counted(removals.length, "removal")} ${removals.length === 1 ? "leaves" : "leave"} ${amountWords(after, usd)}: at least nine tenths of what can be taken away, and ${fewest}.`;
}

/** So many are named; the others are counted. */
const named = 5;
const holders = ({ from }: Removal): string =>
  ` (of ${from.slice(0, named).join(", ")}${from.length > named ? ` and ${from.length - named} more` : ""})`;

const gapWords = (count: number): string =>
  `${counted(count, "thing")} could not be read, and may hide more: computeguard audit names ${count === 1 ? "it" : "them"}.`;
