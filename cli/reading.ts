import { join } from "node:path";
import type { Command } from "commander";
import { tagNamesOf } from "../catalogue/approvals";
import type { Estate } from "../catalogue/estate";
import { Fault, isAbort } from "../posture/azure/fault";
import type { Connection } from "../posture/azure/pipeline";
import { whyStopped } from "../posture/azure/stopped";
import type { EvidenceKind } from "../posture/evidence/all";
import type { Evidenced, Manifest } from "../posture/evidence/gathered";
import { oddTimesWords } from "../posture/report/coverage";
import { type GatherOptions, gather, ResumeError, WrongTenantError } from "../posture/run/gather";
import { kindsGathered } from "../posture/run/kinds";
import { refuseUnknownGroups } from "../posture/run/known-resource-groups";
import { oddTimes } from "../posture/run/odd-times";
import { unfitFor } from "../posture/run/replayable";
import { ChoiceError, selectSubscriptions } from "../posture/run/select-subscriptions";
import { EvidenceError, readEvidence } from "../posture/run/store";
import { estateOf } from "./estate-option";
import { exitCodes, StoppedError, UsageError } from "./exit";
import { listOf } from "./list-option";
import { type Log, type LogOptions, logOf } from "./log";
import { showProgress } from "./progress";
import { type RunEndOptions, runEnd, withTimeout } from "./run-end";
import { credentialOf, endpointsOf, type SignInOptions, withSignIn } from "./sign-in-options";
import { refuseReadingOf } from "./with-saved";

/** What is read: a tenant, or a part of it, or evidence that was saved. */
export interface ReadingOptions extends SignInOptions, LogOptions, RunEndOptions {
  readonly subscription?: readonly string[];
  readonly managementGroup?: readonly string[];
  readonly excludeSubscription?: readonly string[];
  readonly resourceGroup?: readonly string[];
  readonly from?: string;
}

/** The options with which every command that judges a tenant says what it reads. */
export const withReading = (command: Command): Command =>
  withTimeout(withSignIn(command))
    .option(
      "--subscription <names>",
      "subscriptions to look at, by id or name, separated by commas (default: all that the sign-in sees)",
      listOf(),
    )
    .option("--management-group <ids>", "look at the subscriptions below these management groups", listOf())
    .option("--exclude-subscription <names>", "subscriptions to leave out, by id or name", listOf())
    .option("--resource-group <names>", "judge the compute that runs in these resource groups alone", listOf())
    .option("--from <folder>", "judge saved evidence instead of reading the tenant")
    .option("-v, --verbose", "tell each request and each list that was read, on standard error")
    .option("--log <file>", "write the same to the end of a file")
    .hook("preAction", (_, command) => refuseReadingOf(command));

/** The estate under which is read; of what was saved it may follow from how it was read. */
type EstateOf = Estate | ((manifest: Partial<Manifest>) => Estate);

/**
 * Reads what is asked for, or what was saved of it.
 * @throws UsageError where nothing can be read, or where what was saved cannot be judged by this estate
 */
export const evidenceOf = (
  options: ReadingOptions,
  estate: EstateOf,
  kinds: readonly EvidenceKind[],
  more: Pick<GatherOptions, "resume" | "onCollected"> = {},
): Promise<Evidenced> =>
  options.from === undefined ? read(options, estateIn(estate, {}), kinds, more) : replay(options.from, estate, options);

const estateIn = (estate: EstateOf, manifest: Partial<Manifest>): Estate =>
  typeof estate === "function" ? estate(manifest) : estate;

/** What a command that judges a whole tenant is given. */
export interface WholeOptions extends ReadingOptions {
  readonly estate?: string;
}

/**
 * The estate and all evidence of a tenant, for the commands that ask of all checks what follows from them. Where reading was cut off
 * it says so on standard error, and the command ends with the exit code of an audit that was.
 * @param how whether the command can do without an estate
 */
export async function wholeOf(
  options: WholeOptions,
  done: (code: number) => void,
  how?: { readonly needed: boolean },
): Promise<{ readonly estate: Estate; readonly evidence: Evidenced }> {
  const { estate } = estateOf(options.estate, how);
  const evidence = await evidenceOf(options, estate, kindsGathered(everything));
  const { stopped } = evidence.manifest;
  if (stopped !== undefined) {
    process.stderr.write(
      `computeguard: Reading was cut off ${stopped}; what was not read by then is not known here.\n`,
    );
    done(exitCodes.incomplete);
  }
  return { estate, evidence };
}

/** Whatever the checks and policies need. */
export const everything = (): boolean => true;

async function replay(folder: string, estate: EstateOf, options: LogOptions): Promise<Evidenced> {
  const log = logOf(options);
  try {
    const evidence = await readEvidence(folder);
    for (const file of evidence.torn ?? [])
      process.stderr.write(
        `computeguard: ${join(folder, file)} was torn or changed since it was saved; it proves nothing.\n`,
      );
    const odd = oddTimes(evidence.manifest, Date.now());
    if (odd.length > 0) process.stderr.write(`computeguard: ${folder}: ${oddTimesWords(odd)}.\n`);
    log?.say(`${folder}: evidence of ${evidence.manifest.collectedAt}`);
    const unfit = unfitFor(evidence.manifest, estateIn(estate, evidence.manifest));
    if (unfit === undefined) return { ...evidence, ...(odd.length > 0 && { oddTimes: odd }) };
    throw new EvidenceError(`${folder} cannot be judged by this estate: ${unfit}. Audit the tenant again under it.`);
  } catch (error) {
    throw error instanceof EvidenceError ? new UsageError(error.message) : error;
  } finally {
    log?.end();
  }
}

/** Reads what the selected checks need, of the subscriptions that were chosen. */
async function read(
  options: ReadingOptions,
  estate: Estate,
  kinds: readonly EvidenceKind[],
  more: Pick<GatherOptions, "resume" | "onCollected">,
): Promise<Evidenced> {
  const log = logOf(options);
  const signedIn = { endpoints: endpointsOf(options), credential: credentialOf(options) };
  const end = runEnd(options.timeout);
  const connection: Connection = { ...signedIn, signal: end.signal, ...(log && { onRequest: log.onRequest }) };
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
    return await gatherShown(
      {
        ...connection,
        ...more,
        historyDays: estate.thresholds.historyDays,
        tagNames: tagNamesOf(estate),
        ...(estate.workspace !== undefined && { workspace: estate.workspace }),
        decoys: estate.decoys,
        kinds,
        ...(tenant && { tenant }),
        ...(subscriptions && { subscriptions }),
        ...(options.resourceGroup && { resourceGroups: options.resourceGroup }),
      },
      log,
    );
  } catch (error) {
    const choice = [ChoiceError, WrongTenantError, ResumeError].some(each => error instanceof each);
    if (isAbort(error))
      throw new StoppedError(`Reading was cut off${whyStopped(end.signal)}, before anything was read.`);
    throw choice ? new UsageError((error as Error).message) : inWords(error);
  } finally {
    end.done();
    log?.end();
  }
}

/** A sign-in that fails altogether. */
const inWords = (error: unknown): unknown =>
  error instanceof Fault
    ? new UsageError(
        `The audit needs ${error.message}. Sign in with az login, or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET; computeguard permissions tells what is needed.`,
      )
    : error;

/** Gathers while the progress is shown. */
export async function gatherShown(options: GatherOptions, log?: Log): Promise<Evidenced> {
  // a list that is drawn anew and lines between it would spoil each other
  const progress = log?.onTerminal ? undefined : showProgress();
  try {
    return await gather({
      ...options,
      onProgress: each => {
        progress?.onProgress(each);
        log?.onProgress(each);
      },
    });
  } catch (error) {
    throw inWords(error);
  } finally {
    await progress?.end();
  }
}
