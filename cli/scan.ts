import type { Severity } from "../catalogue/outcome";
import { version } from "../package.json";
import { policies } from "../policies/all";
import { leftLines } from "../posture/report/coverage";
import { type FormatName, formatNames } from "../posture/report/formats";
import type { Report } from "../posture/report/model";
import { fileKinds } from "../scan/all";
import { scanFiles } from "../scan/scan";
import { baselineOf, baselineOption, since } from "./baseline";
import { Command } from "./command";
import { deliver } from "./deliver";
import { allOf } from "./deliveries";
import { estateOf } from "./estate-option";
import { exitCodeOf, type FailOn, UsageError } from "./exit";
import { type ChosenRules, checkIds, failOnOption, frameworkOption, isChosen, severityOption } from "./judging-options";
import { listOf } from "./list-option";
import { filesAt } from "./scan-files";
import { prepareReport } from "./write-report";

interface ScanCommandOptions extends ChosenRules {
  readonly parameters?: readonly string[];
  readonly severity: Severity;
  readonly format?: readonly FormatName[];
  readonly out: string;
  readonly quiet?: true;
  readonly failOn: FailOn;
  readonly estate?: string;
  readonly baseline?: string;
}

const kinds = fileKinds.map(({ title }) => title).join(", ");

/** `computeguard scan`: judges files with the policies of the pack, without Pulumi, an engine or a sign-in. */
export const scanCommand = (done: (code: number) => void) =>
  new Command("scan")
    .argument(
      "<files...>",
      `files, folders (with all that lies below), or - for standard input: ${kinds}, and Bicep where bicep is on PATH`,
    )
    .option(
      "--parameters <files>",
      "values for the parameters of ARM templates, by files separated by commas",
      listOf(),
    )
    .option("--check <ids>", "judge only these rules (see: computeguard rules)", checkIds(policies, "rule"))
    .addOption(frameworkOption(policies))
    .addOption(severityOption())
    .option("-f, --format <names>", `also write reports: ${formatNames.join(", ")}`, listOf(formatNames))
    .option("-o, --out <folder>", "where the reports are written; - writes the one format to standard output", "out")
    .option("-q, --quiet", "no summary: only the reports are written")
    .addOption(failOnOption())
    .addOption(baselineOption())
    .option("--estate <file>", "what the organisation approves (default: computeguard.yaml here)")
    .action(async (paths: readonly string[], options: ScanCommandOptions) => {
      const baseline = baselineOf(options);
      const { estate, from, sha256 } = estateOf(options.estate);
      if (options.format) prepareReport(options.format, options.out);
      const { files, named, passed } = filesAt(paths, { alone: options.parameters !== undefined });
      const judged = scanFiles(files, {
        estate,
        estateSource: { name: from, ...(sha256 !== undefined && { sha256 }) },
        version,
        at: new Date().toISOString(),
        parameters: filesAt(options.parameters ?? [], { alone: true }).files,
        passed,
        select: isChosen(options),
        ...(options.framework && { frameworks: options.framework }),
        least: options.severity,
      });
      const report = since(judged, options.baseline, baseline);
      refuseUnknown(report.coverage.files?.leftOut ?? [], named);
      refuseNothing(report, paths);
      const { unwritten, say } = await deliver(report, options);
      await allOf(say, unwritten);
      done(exitCodeOf(report, options.failOn));
    });

/** In a folder lies what it may; of a file that was named somebody expects an answer. */
function refuseUnknown(
  leftOut: readonly { readonly name: string; readonly why: string }[],
  named: ReadonlySet<string>,
): void {
  const [first] = leftOut.filter(({ name }) => named.has(name));
  if (first) throw new UsageError(`${first.name} was not judged: ${first.why}. There are: ${kinds}.`);
}

/** Where no file was judged and none is broken, no rule has passed: there was nothing to judge. */
function refuseNothing({ coverage: { files }, summary: { gaps } }: Report, paths: readonly string[]): void {
  if (!files || files.judged > 0 || gaps > 0) return;
  const left = leftLines(files).map(line => ` ${line}.`);
  throw new UsageError(`Nothing in ${paths.join(", ")} was judged.${left.join("")} There are: ${kinds}.`);
}
