import type { Finding } from "../catalogue/outcome";
import { differenceOf } from "../posture/report/difference";
import type { Since } from "../posture/report/since-schema";
import { sinceWords } from "../posture/report/since-words";
import { visibleText } from "../posture/report/visible";
import { baselineIn, refuseOther, reportIn } from "./baseline";
import { Command } from "./command";

/** `computeguard diff`: what has changed between two reports of one tenant. */
export const diffCommand = () =>
  new Command("diff")
    .argument("<before>", "the earlier report.json")
    .argument("<now>", "the later one")
    .option("--json", "as JSON, as the report has it under since")
    .action((earlier: string, later: string, { json }: { json?: boolean }) => {
      const [before, now] = [baselineIn(earlier), reportIn(later)];
      refuseOther(before, now, earlier);
      const since = differenceOf(before, now);
      const found = new Map(now.outcomes.flatMap(({ findings }) => findings.map(each => [each.fingerprint, each])));
      if (json) process.stdout.write(`${JSON.stringify(since, null, 2)}\n`);
      else for (const line of linesOf(since, found)) process.stdout.write(`${visibleText(line)}\n`);
    });

function* linesOf(since: Since, found: ReadonlyMap<string, Finding>): Generator<string> {
  yield sinceWords(since);
  for (const fingerprint of since.new) yield line("new", found.get(fingerprint)!);
  for (const finding of since.fixed) yield line("fixed", finding);
  for (const { fingerprint, severity, message } of since.changed) {
    const now = found.get(fingerprint)!;
    yield line("changed", now);
    yield `${"".padEnd(9)}was ${severity}: ${message}`;
  }
  for (const finding of since.excepted) yield line("excepted", finding);
  for (const finding of since.unseen) yield line("unknown", finding);
}

const line = (what: string, { severity, rule, subject, message }: Finding): string =>
  `${what.padEnd(9)}${severity.padEnd(9)}${rule}: ${subject.name}: ${message}`;
