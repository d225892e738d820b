import type { Command as PlainCommand } from "commander";
import type { Severity } from "../catalogue/outcome";
import { version } from "../package.json";
import { type FormatName, formatNames } from "../posture/report/formats";
import { judgeAll } from "../posture/run/audit";
import { auditRules, kindsGathered } from "../posture/run/kinds";
import { evidenceDigest, saveEvidence } from "../posture/run/store";
import { baselineOf, baselineOption, since } from "./baseline";
import { Command } from "./command";
import { deliver } from "./deliver";
import { allOf } from "./deliveries";
import { estateOf } from "./estate-option";
import { exitCodeOf, type FailOn, UsageError } from "./exit";
import { type ChosenRules, checkIds, failOnOption, frameworkOption, isChosen, severityOption } from "./judging-options";
import { lastReport, sinceLast } from "./last-report";
import { listOf } from "./list-option";
import { addressOf, type NotifyOptions, notify, withNotify } from "./notify";
import { evidenceOf, type ReadingOptions, refuseChoiceOfReading, withReading } from "./reading";
import { type SendOptions, sending, streamOf, withSend } from "./send";
import { credentialOf } from "./sign-in-options";
import { marking, type StoreOptions, storeOf, storing, withStore } from "./store-option";
import { prepareFolder, prepareReport } from "./write-report";

interface AuditCommandOptions extends ReadingOptions, ChosenRules, NotifyOptions, StoreOptions, SendOptions {
  readonly severity: Severity;
  readonly format: readonly FormatName[];
  readonly out: string;
  readonly quiet?: true;
  readonly failOn: FailOn;
  readonly estate?: string;
  readonly save?: string;
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
    .option("--save <folder>", "keep the evidence, to replay it with --from")
    .addOption(baselineOption())
    .action(async (options: AuditCommandOptions, command: PlainCommand) => {
      refuseChoiceOfReading(options);
      if (options.from !== undefined && options.save !== undefined)
        throw new UsageError(
          "--save keeps what is read from Azure, and --from names evidence that is kept already. Leave one of them out.",
        );
      const store = storeOf(options);
      const stream = streamOf(options);
      const address = addressOf(command, options.cloud);
      const baseline = baselineOf(options);
      const { estate, from, sha256 } = estateOf(options.estate);
      prepareReport(options.format, options.out);
      const last = store && options.sinceLast && (await lastReport(store, warn));
      if (options.save) prepareFolder(options.save, "--save", 0o700);
      const evidence = await evidenceOf(options, estate, kindsGathered(isChosen(options)));
      if (options.save) await saveEvidence(options.save, evidence);
      const saved = options.save ?? options.from;
      const judged = judgeAll(evidence.gathered, evidence.manifest, {
        estate,
        estateSource: { name: from, ...(sha256 !== undefined && { sha256 }) },
        version,
        select: isChosen(options),
        ...(options.framework && { frameworks: options.framework }),
        least: options.severity,
        ...(saved !== undefined && { evidenceSha256: await evidenceDigest(saved) }),
      });
      const report = store && last ? sinceLast(judged, last, store, warn) : since(judged, options.baseline, baseline);
      const { written, say } = await deliver(report, options);
      await allOf(
        say,
        [
          store && storing(report, written, store),
          stream === undefined ? undefined : sending(report, stream, options),
          address === undefined ? undefined : () => notify(report, address, options, () => credentialOf(options)),
        ],
        store && marking(report, written, store),
      );
      done(exitCodeOf(report, options.failOn));
    });

const warn = (words: string): void => {
  process.stderr.write(`computeguard: ${words}\n`);
};
