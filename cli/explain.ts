import { version } from "../package.json";
import { explained } from "../posture/explain/explain";
import { knownFrom, type Match, matchesOf } from "../posture/explain/matches";
import { visibleText } from "../posture/report/visible";
import { plural } from "../posture/report-text";
import { judgeAll } from "../posture/run/audit";
import { resolverFor } from "../posture/run/resolve";
import { Command } from "./command";
import { UsageError } from "./exit";
import { type WholeOptions, wholeOf, withReading } from "./reading";
import { rulePageOf } from "./rules";
import { unclear } from "./unclear";

/** `computeguard explain`: a person, an application, a finding or a rule, and what to do. */
export const explainCommand = (done: (code: number) => void) =>
  withReading(new Command("explain"))
    .argument("<what>", "a name or an id, a finding's fingerprint, or the id of a rule")
    .option("--estate <file>", "what the organisation approves (default: computeguard.yaml here)")
    .action(async (what: string, options: WholeOptions) => {
      if (what.trim() === "")
        throw new UsageError("Nothing is named. Give a name, an id, a fingerprint, or a rule's id.");
      const page = rulePageOf(what);
      if (page) return print(page);
      const {
        estate,
        evidence: { gathered, manifest },
      } = await wholeOf(options, done);
      const know = resolverFor(gathered, { estate, manifest });
      const report = judgeAll(gathered, manifest, { estate, version, know });
      const gaps = report.gaps.length;
      const unread = `${plural(gaps, "thing")} could not be read, and may hide more`;
      const [match, ...others] = matchesOf(what, report, knownFrom(know));
      if (!match)
        throw new UsageError(
          `Nothing is called "${what}" in this tenant that can create compute, runs or was found${gaps > 0 ? `, by what was read: ${unread}` : ""}. Give a name, an id, a fingerprint, or a rule's id (computeguard rules).`,
        );
      if (others.length > 0) throw unclear(what, [match, ...others].map(named));
      if (gaps > 0) process.stderr.write(`computeguard: ${unread}; computeguard audit names each.\n`);
      print(explained(match, { report, know, setting: { estate, manifest } }));
    });

const named = (match: Match): string =>
  match.kind !== "finding" ? `${match.name} (${match.id})` : `the finding ${match.finding.fingerprint}`;

const print = (lines: Iterable<string>): void => {
  for (const line of lines) process.stdout.write(`${visibleText(line)}\n`);
};
