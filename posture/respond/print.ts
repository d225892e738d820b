import { commented, fenced, pasted } from "../report/command-lines";
import { code, plain } from "../report/markdown-text";
import type { Runbook } from "./runbook";
import type { Item } from "./step";

/** The forms in which a runbook is printed. Nothing here runs anything. */
export const runbookFormats: { readonly [name: string]: (runbook: Runbook) => Iterable<string> } = {
  text,
  markdown,
  script,
};

const titled = ({ does, name }: Item): string => (name === undefined ? does : `${does} ${name}`);

/** For a terminal or a mail. */
function* text({ tenant, collectedAt, verdict, steps }: Runbook): Generator<string> {
  yield `The first hour in ${tenant}, read ${collectedAt}\n${verdict}\n`;
  for (const [i, { title, why, items }] of steps.entries()) {
    yield `\n${i + 1}. ${title}\n   ${why}\n`;
    for (const item of items) {
      yield `   - ${titled(item)}\n`;
      for (const line of item.lines ?? []) yield `       ${line}\n`;
      if (item.link !== undefined) yield `       ${item.link}\n`;
      for (const { line } of pasted(item.commands)) yield `     $ ${line}\n`;
    }
  }
}

/** For a ticket. */
function* markdown({ tenant, collectedAt, verdict, steps }: Runbook): Generator<string> {
  yield `# The first hour in ${code(tenant)}\n\nRead ${collectedAt}. ${code(verdict, 1000)}\n`;
  for (const [i, { title, why, items }] of steps.entries()) {
    yield `\n## ${i + 1}. ${plain(title)}\n\n${plain(why)}\n\n`;
    for (const { does, name, lines = [], link, commands } of items) {
      yield `- [ ] ${plain(does)}${name === undefined ? "" : ` ${code(name)}`}${link === undefined ? "" : ` (<${link}>)`}\n`;
      for (const line of lines) yield `  - ${code(line, 1000)}\n`;
      yield* fenced(commands);
    }
  }
}

/** As one shell script in which every command is there and none runs by itself. */
function* script({ tenant, collectedAt, verdict, steps }: Runbook): Generator<string> {
  yield "#!/usr/bin/env bash\n";
  yield `# The first hour in ${tenant}, read ${collectedAt}. ${verdict} Nothing here runs by itself:\n`;
  yield "# read each line, and take the # away from the commands that you want. Those of PowerShell belong into pwsh.\n";
  yield "set -eu\n";
  for (const [i, { title, why, items }] of steps.entries()) {
    yield `\n# ${i + 1}. ${title}\n# ${why}\n`;
    for (const item of items) {
      yield `# - ${titled(item)}\n`;
      for (const line of item.lines ?? []) yield `#   ${line}\n`;
      if (item.link !== undefined) yield `#   ${item.link}\n`;
      yield* commented(item.commands);
    }
  }
}
