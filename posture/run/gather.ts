import { isDeepStrictEqual } from "node:util";
import type { Gap } from "../../catalogue/outcome";
import { systemClock } from "../azure/clock";
import { type Azure, type Claims, connect } from "../azure/connect";
import { type Cloud, clouds } from "../azure/endpoints";
import { isAbort } from "../azure/fault";
import type { Connection } from "../azure/pipeline";
import { whyStopped } from "../azure/stopped";
import {
  comesAfter,
  type Evidence,
  type EvidenceKind,
  evidence,
  evidenceKinds,
  isServed,
  withWhatTheyNeed,
} from "../evidence/all";
import { type Context, type EvidenceDefinition, Missing } from "../evidence/define";
import { type Collected, type Evidenced, type Gathered, type Manifest, notAskedFor } from "../evidence/gathered";
import { inHours, isAhead, longestReading } from "./odd-times";
import { ordered } from "./ordered";
import { lacking, wholeHistory } from "./replayable";

export interface GatherOptions extends Connection {
  /** What is wanted; what that needs is gathered along. Without it, everything. */
  readonly kinds?: readonly EvidenceKind[];
  /** Ids of the subscriptions to look at; without it, all that the sign-in sees. */
  readonly subscriptions?: readonly string[];
  /** Names of the resource groups whose compute is read; without it, of all. */
  readonly resourceGroups?: readonly string[];
  /** Regions to ask one by one where Resource Graph has no quota; without it, all of each subscription. */
  readonly regions?: readonly string[];
  /** Names of the tags that are kept of resources. Without it, none is. */
  readonly tagNames?: readonly string[];
  /** Decoys of the estate, of which traces are read. Without it, of none. */
  readonly decoys?: Context["decoys"];
  readonly historyDays?: number;
  /** The resource id of the Log Analytics workspace that adds logs up. Without it, none is asked. */
  readonly workspace?: string;
  /** The cloud, where the address of Azure Resource Manager does not tell it. */
  readonly cloud?: Cloud;
  /** The tenant that is meant. Where it is an id, a sign-in to another one is refused. */
  readonly tenant?: string;
  readonly onProgress?: (progress: Progress) => void;
  /** Evidence of a run that was cut off: what is whole in it is not gathered again. */
  readonly resume?: Evidenced;
  /** Told of each kind once it is read, with the manifest of all that is read by then; of none that is not gathered again. */
  readonly onCollected?: (kind: EvidenceKind, collected: AnyCollected, manifest: Manifest) => void;
}

export type Progress = { readonly kind: EvidenceKind; readonly title: string } & (
  | { readonly state: "started" | "resumed" }
  | { readonly state: "rows"; readonly rows: number }
  | { readonly state: "gap"; readonly gap: Gap }
  | { readonly state: "finished"; readonly rows: number; readonly gaps: number }
);

type AnyRow = Evidence[EvidenceKind];
/** The rows and gaps of one kind. */
export type AnyCollected = Collected<readonly AnyRow[]>;

/** Rows between two words of progress. */
const stride = 500;

/**
 * Gathers evidence. Whatever cannot be read becomes a gap; a collector that fails takes no other with it; and an abort
 * leaves what was read until then, with the rest as gaps. It rejects only where
 * signing in to Azure fails altogether, or is for another tenant than is meant, or where evidence cannot be resumed.
 */
export async function gather(options: GatherOptions): Promise<Evidenced> {
  const { clock = systemClock, resume } = options;
  const azure = connect(options);
  const claims = await azure.claims("arm");
  const { tid } = claims;
  assertTenant(tid, options.tenant);
  const tenant = typeof tid === "string" ? tid.toLowerCase() : "";
  if (resume) assertResumable(resume.manifest, tenant, clock.now(), options);
  // what goes on is of the time at which it was begun
  const now = resume?.manifest.collectedAt ?? new Date(clock.now()).toISOString();
  const context = contextOf(azure, tenant, now, options);
  const kinds = withWhatTheyNeed(options.kinds ?? evidenceKinds);

  const read = new Map<EvidenceKind, AnyCollected>();
  const auditor = auditorOf(claims);
  const manifestOf = (stopped: string): Manifest => ({
    schema: 1,
    collectedAt: now,
    endedAt: new Date(clock.now()).toISOString(),
    tenant: (read.get("tenant")?.value[0] as Evidence["tenant"] | undefined)?.id ?? tenant,
    subscriptions: ((read.get("subscriptions")?.value ?? []) as readonly Evidence["subscriptions"][]).map(
      ({ id }) => id,
    ),
    ...(context.chosenSubscriptions && { chosenSubscriptions: context.chosenSubscriptions }),
    ...(context.chosenResourceGroups && { chosenResourceGroups: context.chosenResourceGroups }),
    auditor,
    ...(stopped !== "" && { stopped }),
    kinds: evidenceKinds.filter(kind => kinds.has(kind) && read.has(kind)),
    ...(context.tagNames?.length && { tagNames: context.tagNames }),
    ...(context.decoys?.length && { decoys: context.decoys }),
    ...(context.historyDays !== wholeHistory && { historyDays: context.historyDays }),
    ...cloudAt(options),
  });

  const runs = new Map<EvidenceKind, Promise<AnyCollected>>();
  const run = (kind: EvidenceKind): Promise<AnyCollected> => {
    const known = runs.get(kind);
    if (known) return known;
    const earlier = resume && whole(kind, resume);
    const started = (
      earlier ? Promise.resolve(resumed(kind, earlier, options)) : collect(kind, context, run, options)
    ).then(collected => {
      read.set(kind, collected);
      if (!earlier) options.onCollected?.(kind, collected, manifestOf("before it had read everything"));
      return collected;
    });
    runs.set(kind, started);
    return started;
  };
  const entries = await Promise.all(
    evidenceKinds.map(async kind => [kind, kinds.has(kind) ? await run(kind) : notAskedFor(kind)] as const),
  );
  const gathered = Object.fromEntries(entries) as unknown as Gathered;
  const stopped = entries.some(([, { gaps }]) => gaps.some(isOfStop)) ? whyStopped(options.signal).trim() : "";
  return { gathered, manifest: manifestOf(stopped) };
}

/** The sign-in is for another tenant than the one that is meant: it would audit the wrong one in good faith. */
export class WrongTenantError extends Error {
  override readonly name = "WrongTenantError";
}

function assertTenant(tid: unknown, meant: string | undefined): void {
  if (meant === undefined || !isGuid(meant) || typeof tid !== "string") return;
  if (tid.toLowerCase() !== meant.toLowerCase())
    throw new WrongTenantError(
      `The sign-in is for the tenant ${tid}, not ${meant}. Sign in to that one, or leave --tenant out.`,
    );
}

/** What is to be resumed was gathered for less than is wanted now: what it left out would look as if it were not there. */
export class ResumeError extends Error {
  override readonly name = "ResumeError";
}

function assertResumable(manifest: Manifest, tenant: string, now: number, options: GatherOptions): void {
  const { tagNames, decoys, historyDays = wholeHistory, subscriptions, resourceGroups } = options;
  const { tags, days, unwatched } = lacking(manifest, {
    historyDays,
    ...(tagNames && { tagNames }),
    ...(decoys && { decoys }),
  });
  const reason =
    tags.length > 0
      ? `it did not keep the tag ${tags.join(", ")} of resources`
      : unwatched.length > 0
        ? `it holds no traces of the decoy ${unwatched.join(", ")}`
        : days
          ? `it holds ${days[1]} days of the logs, and ${days[0]} are wanted`
          : tenant !== "" && manifest.tenant.toLowerCase() !== tenant
            ? `it is of the tenant ${manifest.tenant}, and the sign-in is for ${tenant}`
            : !isSameChoice(manifest.chosenSubscriptions, subscriptions) ||
                !isSameChoice(manifest.chosenResourceGroups, resourceGroups)
              ? "it was gathered of other subscriptions or resource groups"
              : now - Date.parse(manifest.collectedAt) > longestReading
                ? `it was begun at ${manifest.collectedAt}, more than ${inHours(longestReading)} hours ago`
                : isAhead(manifest.collectedAt, now)
                  ? `it was begun in the future, at ${manifest.collectedAt}`
                  : undefined;
  if (reason) throw new ResumeError(`The evidence cannot be resumed: ${reason}. Gather all of it again.`);
}

/** Whether two choices name the same, in any order and letters. No choice is all. */
function isSameChoice(one: readonly string[] | undefined, other: readonly string[] | undefined): boolean {
  const names = (choice: readonly string[] | undefined) =>
    choice && [...new Set(choice.map(name => name.toLowerCase()))].sort();
  return isDeepStrictEqual(names(one), names(other));
}

const isGuid = (text: string) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);

/** Who signed in, as the token for ARM says: https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference. */
function auditorOf(claims: Claims): Manifest["auditor"] {
  const said = (...names: readonly string[]) =>
    names.map(name => claims[name]).find(value => typeof value === "string" && value !== "") as string | undefined;
  const id = said("oid") ?? "";
  const kind = claims.idtyp === "app" ? "servicePrincipal" : said("upn", "unique_name", "scp") ? "user" : "unknown";
  const app = said("appid", "azp");
  const name =
    kind === "user" ? (said("upn", "unique_name", "preferred_username") ?? id) : app ? `the application ${app}` : id;
  return { id, name: name || "a sign-in that does not say whose it is", kind };
}

/** Which application guards Azure management differs by cloud, so saved evidence has to say where it comes from. */
function cloudAt({ endpoints, cloud: told }: GatherOptions): { readonly cloud?: Cloud } {
  if (told) return { cloud: told };
  const origin = new URL(endpoints.arm).origin;
  const cloud = (Object.keys(clouds) as Cloud[]).find(name => clouds[name].arm === origin);
  return cloud === undefined ? {} : { cloud };
}

type Bare = Omit<Context, "rows">;

function contextOf(azure: Azure, tenant: string, now: string, options: GatherOptions): Bare {
  const { subscriptions, resourceGroups, regions, tagNames, workspace, decoys, historyDays = wholeHistory } = options;
  return {
    azure,
    tenant,
    now,
    historyDays,
    ...cloudAt(options),
    ...(subscriptions && { chosenSubscriptions: subscriptions.map(id => id.toLowerCase()) }),
    ...(regions && { chosenRegions: regions }),
    ...(resourceGroups && { chosenResourceGroups: resourceGroups.map(name => name.toLowerCase()) }),
    ...(tagNames && { tagNames }),
    ...(workspace !== undefined && { workspace }),
    ...(decoys && { decoys }),
  };
}

async function collect(
  kind: EvidenceKind,
  context: Bare,
  run: (kind: EvidenceKind) => Promise<AnyCollected>,
  { onProgress, signal }: GatherOptions,
): Promise<AnyCollected> {
  const definition: EvidenceDefinition = evidence[kind];
  const { title } = definition;
  const inherits = new Set(definition.per.map(source => source.kind));
  const before = await Promise.all(comesAfter(kind).map(async other => [other, await run(other)] as const));
  const rows: AnyRow[] = [];
  // A field that is missing of rows leaves no row out.
  const gaps: Gap[] = before.flatMap(([other, { gaps }]) =>
    inherits.has(other) ? gaps.filter(({ field }) => field === undefined) : [],
  );
  const miss = (gap: Gap) => {
    gaps.push(gap);
    onProgress?.({ kind, title, state: "gap", gap });
  };
  if (!isServed(kind, context.cloud)) return { value: [], gaps: [] };
  onProgress?.({ kind, title, state: "started" });
  try {
    signal?.throwIfAborted();
    const given = Object.fromEntries(before.map(([other, { value }]) => [other, value])) as Context["rows"];
    for await (const found of definition.run({ ...context, rows: given })) {
      if (found instanceof Missing) miss(found.gap);
      else if (rows.push(found as AnyRow) % stride === 0)
        onProgress?.({ kind, title, state: "rows", rows: rows.length });
    }
  } catch (error) {
    miss(
      signal?.aborted || isAbort(error)
        ? { what: title, missing: `${endOfRun}${whyStopped(signal)}`, reason: "cutOff" }
        : { what: title, missing: `answers that could be worked on (${nameOf(error)})`, reason: "failed" },
    );
  }
  const collected = { value: ordered(rows), gaps: mergedGaps(gaps) };
  onProgress?.({ kind, title, state: "finished", rows: collected.value.length, gaps: collected.gaps.length });
  return collected;
}

/** What is missing where the run ended first. */
const endOfRun = "the end of the run, which was cut off";
const isOfStop = ({ missing }: Gap): boolean => missing.startsWith(endOfRun);

/** Only the name: the message of an unforeseen error may hold what was read. */
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

/** Gaps that say the same of several subjects are one gap of all of them. */
export function mergedGaps(gaps: readonly Gap[]): Gap[] {
  const merged = new Map<string, Gap>();
  for (const gap of gaps) {
    const { what, missing, reason, field, subjects } = gap;
    const key = JSON.stringify([what, missing, reason, field, subjects !== undefined]);
    const known = merged.get(key);
    merged.set(
      key,
      known?.subjects && subjects ? { ...known, subjects: [...new Set([...known.subjects, ...subjects])].sort() } : gap,
    );
  }
  return ordered([...merged.values()]);
}

/** Reasons that may be gone when it is asked again; that of a shard that was torn is among them. */
const isPassing: ReadonlySet<Gap["reason"]> = new Set(["cutOff", "failed", "malformed"]);

/** Evidence that was not cut off, and neither was what it was gathered from. */
function whole(kind: EvidenceKind, earlier: Evidenced): AnyCollected | undefined {
  const { value, gaps }: Collected<Iterable<AnyRow>> = earlier.gathered[kind];
  return isWhole(kind, earlier) ? { value: [...value], gaps } : undefined;
}

const isWhole = (kind: EvidenceKind, earlier: Evidenced): boolean =>
  earlier.manifest.kinds.includes(kind) &&
  !earlier.gathered[kind].gaps.some(({ reason }) => isPassing.has(reason)) &&
  comesAfter(kind).every(before => isWhole(before, earlier));

function resumed(kind: EvidenceKind, earlier: AnyCollected, { onProgress }: GatherOptions): AnyCollected {
  onProgress?.({ kind, title: evidence[kind].title, state: "resumed" });
  return earlier;
}
