import { type EvidenceKind, evidence } from "../evidence/all";
import type { Collected, Gathered, Manifest } from "../evidence/gathered";
import { listFailed, unseenIn } from "../evidence/subscriptions";
import { by } from "../facts/collate";
import { whyInactive } from "../facts/subscription-state";
import type { UnfollowedVault } from "../facts/types";
import type { Coverage, EstateSource, Source } from "../report/coverage-schema";
import { openGaps } from "./resolve";
import { unproved } from "./subscription-gaps";

/** What was seen of the kinds that are judged. Pure. */
export function coverageOf(
  gathered: Gathered,
  manifest: Manifest,
  kinds: readonly EvidenceKind[],
  estate: EstateSource,
): Coverage {
  return {
    auditor: manifest.auditor,
    ...(manifest.stopped !== undefined && { stopped: manifest.stopped }),
    estate,
    ...(manifest.chosenResourceGroups &&
      kinds.includes("resources") && { resourceGroups: manifest.chosenResourceGroups }),
    sources: kinds.map((kind): Source => {
      const rows = gathered[kind]?.value.length ?? 0;
      const missing =
        !manifest.kinds.includes(kind) ||
        openGaps(gathered, kind, manifest).length > 0 ||
        !isAskedInFull(kind, gathered, manifest);
      return { kind, title: evidence[kind].title, rows, status: missing ? (rows > 0 ? "part" : "unread") : "whole" };
    }),
  };
}

/** What is looked up by ids from other evidence is whole where that is: nobody to ask for is no answer. */
const isAskedInFull = (kind: EvidenceKind, gathered: Gathered, manifest: Manifest): boolean =>
  evidence[kind].whole !== "named by other evidence" ||
  evidence[kind].namedBy.every(
    source =>
      openGaps(gathered, source.kind, manifest).every(({ field }) => field !== undefined) &&
      isAskedInFull(source.kind, gathered, manifest),
  );

/** The subscriptions that were seen, held against those that there are. */
export function subscriptionCoverage(gathered: Gathered, manifest: Manifest): NonNullable<Coverage["subscriptions"]> {
  const { chosenSubscriptions } = manifest;
  const seen = new Set((gathered.subscriptions?.value ?? []).map(({ id }) => id.toLowerCase()));
  const names = new Map(
    (gathered.hierarchy?.value ?? []).flatMap(({ kind, name, displayName }) =>
      kind === "subscription" ? [[name, displayName ?? name] as const] : [],
    ),
  );
  const all = chosenSubscriptions ?? [...new Set([...names.keys(), ...unseenIn(gathered.subscriptions?.gaps ?? [])])];
  const unseen = all.filter(id => !seen.has(id)).sort();
  // Subscriptions of other tenants stand in no list of this one: they count where they are seen.
  const chosen = chosenSubscriptions !== undefined;
  return {
    seen: seen.size,
    ...(seen.size === 0 && gathered.subscriptions?.gaps.some(listFailed) && { unlisted: true as const }),
    ...(unproved(gathered, manifest).length === 0 && { of: seen.size + unseen.length }),
    chosen,
    inactive: (gathered.subscriptions?.value ?? [])
      .flatMap(row => {
        const why = whyInactive(row);
        return why ? [{ id: row.id, name: `${row.name}, ${why === "offer" ? row.quotaId : row.state}`, why }] : [];
      })
      .sort(by(({ id }) => id)),
    unseen: unseen.map(id => ({ id, name: names.get(id) ?? id })),
  };
}

/** Key vaults through which no road was followed, with the first few who may read them. */
export const vaultCoverage = ({
  value,
  gaps,
}: Collected<readonly UnfollowedVault[]>): NonNullable<Coverage["vaults"]> =>
  value.map(({ id, name, readers }) => ({
    id,
    name,
    readers: readers.length,
    ...(gaps.length > 0 && { inPart: true as const }),
    some: readers.slice(0, 3),
  }));
