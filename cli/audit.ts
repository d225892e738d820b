import { Command } from "commander";
import { tagNamesOf } from "../catalogue/approvals";
import type { Estate } from "../catalogue/estate";
import type { Severity } from "../catalogue/outcome";
import { version } from "../package.json";
import { Fault } from "../posture/azure/fault";
import type { Connection } from "../posture/azure/pipeline";
import type { Evidenced } from "../posture/evidence/gathered";
import { type FormatName, formatNames, formats } from "../posture/report/formats";
import { summary } from "../posture/report/text";
import { judgeAll } from "../posture/run/audit";
import { type GatherOptions, gather, WrongTenantError } from "../posture/run/gather";
import { auditRules, kindsGathered } from "../posture/run/kinds";
import { refuseUnknownGroups } from "../posture/run/known-resource-groups";
import { unfitFor } from "../posture/run/replayable";
import { ChoiceError, selectSubscriptions } from "../posture/run/select-subscriptions";
import { EvidenceError, readEvidence, saveEvidence } from "../posture/run/store";
import { estateOf } from "./estate-option";
import { exitCodeOf, type FailOn, UsageError } from "./exit";
import { type ChosenRules, checkIds, failOnOption, frameworkOption, isChosen, severityOption } from "./judging-options";
import { listOf } from "./list-option";
import { showProgress } from "./progress";
import { credentialOf, endpointsOf, type SignInOptions, withSignIn } from "./sign-in-options";
import { containerUrl, storeReport } from "./store-report";
import { prepareFolder, writeReport } from "./write-report";

interface AuditCommandOptions extends SignInOptions, ChosenRules {
  readonly subscription?: readonly string[];
  readonly managementGroup?: readonly string[];
  readonly excludeSubscription?: readonly string[];
  readonly resourceGroup?: readonly string[];
  readonly severity: Severity;
  readonly format: readonly FormatName[];
  readonly out: string;
  readonly failOn: FailOn;
  readonly estate?: string;
  readonly save?: string;
  readonly from?: string;
  readonly store?: string;
}

/** `computeguard audit`: reads a tenant, judges it, writes the report. */
export const auditCommand = (done: (code: number) => void) =>
  withSignIn(new Command("audit"))
    .description("Audit a live tenant and write the compliance report; reads only, never writes to the tenant")
    .option(
      "--subscription <names>",
      "subscriptions to look at, by id or name, separated by commas (default: all that the sign-in sees)",
      listOf(),
    )
    .option("--management-group <ids>", "look at the subscriptions below these management groups", listOf())
    .option("--exclude-subscription <names>", "subscriptions to leave out, by id or name", listOf())
    .option("--resource-group <names>", "judge the compute that runs in these resource groups alone", listOf())
    .option(
      "--check <ids>",
      "judge only these checks and rules (see: computeguard rules)",
      checkIds(auditRules, "check or rule"),
    )
    .addOption(frameworkOption(auditRules))
    .addOption(severityOption())
    .option("--format <names>", `report formats: ${formatNames.join(", ")}`, listOf(formatNames), ["html", "json"])
    .option("--out <folder>", "where the report is written", "out")
    .addOption(failOnOption())
    .option("--estate <file>", "what the organisation approves (default: computeguard.yaml here)")
    .option("--save <folder>", "keep the evidence, to replay it with --from")
    .option("--from <folder>", "judge saved evidence instead of reading the tenant")
    .option("--store <url>", "also store the report in this blob container, <account>/<container> or its address")
    .action(async (options: AuditCommandOptions) => {
      refuseChoiceOfReading(options);
      const store = options.store === undefined ? undefined : containerUrl(options.store, options.cloud);
      const { estate, from, sha256 } = estateOf(options.estate);
      prepareFolder(options.out, "--out");
      if (options.save) prepareFolder(options.save, "--save", 0o700);
      const evidence = options.from ? await replay(options.from, estate) : await read(options, estate);
      if (options.save) await saveEvidence(options.save, evidence);
      const report = judgeAll(evidence.gathered, evidence.manifest, {
        estate,
        estateSource: { name: from, ...(sha256 !== undefined && { sha256 }) },
        version,
        select: isChosen(options),
        ...(options.framework && { frameworks: options.framework }),
        least: options.severity,
      });
      const wanted = formats.filter(({ name }) => options.format.includes(name));
      const written = await writeReport(report, wanted, options.out);
      const colour = process.stdout.isTTY && !process.env.NO_COLOR;
      for (const line of summary(report, { colour })) process.stdout.write(line);
      process.stdout.write(`\nReport: ${written.map(({ file }) => file).join(", ")}\n`);
      if (store) {
        const stored = await storeReport(written, report.collectedAt, store, credentialOf(options));
        process.stdout.write(`Stored: ${stored.join(", ")}\n`);
      }
      done(exitCodeOf(report, options.failOn));
    });

/** What is read from Azure cannot be chosen where nothing is read: a part that was not asked for would look like the whole. */
function refuseChoiceOfReading(options: AuditCommandOptions): void {
  const given = choicesOfReading.filter(([name]) => options[name] !== undefined).map(([, flag]) => flag);
  if (options.from === undefined || given.length === 0) return;
  throw new UsageError(
    `${given.join(" and ")} ${given.length > 1 ? "choose" : "chooses"} what is read from Azure and cannot be given with --from, which judges all that was saved. Leave ${given.length > 1 ? "them" : "it"} out, or --from.`,
  );
}

const choicesOfReading: readonly (readonly [keyof AuditCommandOptions, flag: string])[] = [
  ["tenant", "--tenant"],
  ["subscription", "--subscription"],
  ["managementGroup", "--management-group"],
  ["excludeSubscription", "--exclude-subscription"],
  ["resourceGroup", "--resource-group"],
];

async function replay(folder: string, estate: Estate): Promise<Evidenced> {
  try {
    const evidence = await readEvidence(folder);
    const unfit = unfitFor(evidence.manifest, estate);
    if (unfit === undefined) return evidence;
    throw new EvidenceError(`${folder} cannot be judged by this estate: ${unfit}. Audit the tenant again under it.`);
  } catch (error) {
    throw error instanceof EvidenceError ? new UsageError(error.message) : error;
  }
}

/** Reads what the selected checks need, of the subscriptions that were chosen. */
async function read(options: AuditCommandOptions, estate: Estate): Promise<Evidenced> {
  const connection: Connection = { endpoints: endpointsOf(options), credential: credentialOf(options) };
  const { tenant, subscription, managementGroup, excludeSubscription } = options;
  try {
    const isNarrowed = subscription || managementGroup || excludeSubscription;
    const subscriptions =
      isNarrowed &&
      (await selectSubscriptions(connection, {
        ...(subscription && { subscriptions: subscription }),
        ...(managementGroup && { managementGroups: managementGroup }),
        ...(excludeSubscription && { excluded: excludeSubscription }),
      }));
    if (options.resourceGroup) await refuseUnknownGroups(connection, options.resourceGroup, subscriptions || undefined);
    const kinds = kindsGathered(isChosen(options));
    return await gatherShown({
      ...connection,
      historyDays: estate.thresholds.historyDays,
      tagNames: tagNamesOf(estate),
      ...(estate.workspace !== undefined && { workspace: estate.workspace }),
      decoys: estate.decoys,
      kinds,
      ...(tenant && { tenant }),
      ...(subscriptions && { subscriptions }),
      ...(options.resourceGroup && { resourceGroups: options.resourceGroup }),
    });
  } catch (error) {
    const choice = error instanceof ChoiceError || error instanceof WrongTenantError;
    throw choice ? new UsageError(error.message) : inWords(error);
  }
}

/** A sign-in that fails altogether. */
const inWords = (error: unknown): unknown =>
  error instanceof Fault
    ? new UsageError(
        `The audit needs ${error.message}. Sign in with az login, or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET; computeguard permissions tells what is needed.`,
      )
    : error;

/** Gathers while the progress is shown; Ctrl+C ends the reading, and what was read until then is still judged. */
export async function gatherShown(options: GatherOptions): Promise<Evidenced> {
  const progress = showProgress();
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort();
  process.once("SIGINT", interrupt);
  try {
    return await gather({ ...options, signal: interrupted.signal, onProgress: progress.onProgress });
  } catch (error) {
    throw inWords(error);
  } finally {
    process.removeListener("SIGINT", interrupt);
    await progress.end();
  }
}
