import type { Command as PlainCommand } from "commander";
import type { Severity } from "../catalogue/outcome";
import { version } from "../package.json";
import { type FormatName, formatNames } from "../posture/report/formats";
import { judgeAll } from "../posture/run/audit";
import { auditRules, kindsGathered } from "../posture/run/kinds";
import { baselineOf, baselineOption, since } from "./baseline";
import { Command } from "./command";
import { deliver } from "./deliver";
import { allOf } from "./deliveries";
import { estateOf } from "./estate-option";
import { exitCodeOf, exitCodes, type FailOn } from "./exit";
import { type ChosenRules, checkIds, failOnOption, frameworkOption, isChosen, severityOption } from "./judging-options";
import { type KeepingOptions, keepingOf } from "./keeping";
import { lastReport, sinceLast } from "./last-report";
import { listOf } from "./list-option";
import { addressOf, type NotifyOptions, notify, withNotify } from "./notify";
import { evidenceOf, type ReadingOptions, withReading } from "./reading";
import { held } from "./run-end";
import { type SendOptions, sending, streamOf, withSend } from "./send";
import { credentialOf } from "./sign-in-options";
import { marking, type StoreOptions, storeOf, storing, withStore } from "./store-option";
import { prepareReport } from "./write-report";

interface AuditCommandOptions
  extends ReadingOptions,
    KeepingOptions,
    ChosenRules,
    NotifyOptions,
    StoreOptions,
    SendOptions {
  readonly severity: Severity;
  readonly format: readonly FormatName[];
  readonly out: string;
  readonly quiet?: true;
  readonly failOn: FailOn;
  readonly estate?: string;
  readonly baseline?: string;
}

/** `computeguard audit`: reads a tenant, judges it, writes the report. */
export const auditCommand = (done: (code: number) => void) =>
  withNotify(withSend(withStore(withReading(new Command("audit")))))
    .option(
      "--check <ids>",
      "judge only these checks and rules (see: computeguard rules)",
      checkIds(auditRules, "check or rule"),
    )
    .addOption(frameworkOption(auditRules))
    .addOption(severityOption())
    .option("-f, --format <names>", `report formats: ${formatNames.join(", ")}`, listOf(formatNames), ["html", "json"])
    .option("-o, --out <folder>", "where the report is written; - writes its one format to standard output", "out")
    .option("-q, --quiet", "no summary: only the report is written")
    .addOption(failOnOption())
    .option("--estate <file>", "what the organisation approves (default: computeguard.yaml here)")
    .option("--save <folder>", "keep the evidence as it is read, to replay it with --from or to go on with --resume")
    .option("--resume <folder>", "go on with a reading that was cut off, and whose evidence is kept there")
    .addOption(baselineOption())
    .action(async (options: AuditCommandOptions, command: PlainCommand) => {
      const store = storeOf(options);
      const stream = streamOf(options);
      const address = addressOf(command, options.cloud);
      const baseline = baselineOf(options);
      const { estate, from, sha256 } = estateOf(options.estate);
      prepareReport(options.format, options.out);
      const last = store && options.sinceLast && (await lastReport(store, warn));
      const keeping = await keepingOf(options);
      const evidence = await evidenceOf(options, estate, kindsGathered(isChosen(options)), keeping.options);
      const { result: code, wasAskedToEnd } = await held(async () => {
        const { sha256: evidenceSha256, fault: unkept } = await keeping.finish(evidence.manifest);
        const judged = judgeAll(evidence.gathered, evidence.manifest, {
          estate,
          estateSource: { name: from, ...(sha256 !== undefined && { sha256 }) },
          version,
          select: isChosen(options),
          ...(options.framework && { frameworks: options.framework }),
          least: options.severity,
          ...(evidenceSha256 !== undefined && { evidenceSha256 }),
          ...(evidence.torn && { torn: evidence.torn }),
          ...(evidence.oddTimes && { oddTimes: evidence.oddTimes }),
        });
        const report = store && last ? sinceLast(judged, last, store, warn) : since(judged, options.baseline, baseline);
        const { written, unwritten, say } = await deliver(report, options);
        await allOf(
          say,
          [
            unkept,
            ...unwritten,
            store && storing(report, written, store),
            stream === undefined ? undefined : sending(report, stream, options),
            address === undefined ? undefined : () => notify(report, address, options, () => credentialOf(options)),
          ],
          store && marking(report, written, store),
        );
        return exitCodeOf(report, options.failOn);
      }, warn);
      done(wasAskedToEnd ? Math.max(code, exitCodes.incomplete) : code);
    });

const warn = (words: string): void => {
  process.stderr.write(`computeguard: ${words}\n`);
};
