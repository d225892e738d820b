import { any, type Certainty } from "./certainty";
import type { Estate } from "./estate";
import { matches } from "./sizes";

/** What the estate says of an accelerator that it approves. */
export interface Approval {
  /** A size, or a pattern with *. */
  readonly size: string;
  /** Subscriptions, by id or name, and management groups by name: it holds there alone. */
  readonly in?: readonly string[] | undefined;
  /** `name=value`: it holds for resources with this tag alone. */
  readonly tag?: string | undefined;
  /** The most machines that it approves of. */
  readonly max?: number | undefined;
}

/** Where something stands, as far as it is known. */
export interface Place {
  readonly subscription: { readonly id: string; readonly name?: string };
  /** Names of the management groups above it; absent where they were not read. */
  readonly managementGroups?: readonly string[];
  /** Absent: it has none. */
  readonly tags?: Readonly<Record<string, unknown>>;
}

/** A plain text approves the size everywhere, and of any number. */
export const toApproval = (entry: Estate["gpuSizes"][number]): Approval =>
  typeof entry === "string" ? { size: entry } : entry;

/** Names of the tags on which approvals of the estate depend: the audit keeps no others. */
export const tagNamesOf = ({ gpuSizes }: Pick<Estate, "gpuSizes">): readonly string[] => [
  ...new Set(gpuSizes.map(toApproval).flatMap(({ tag }) => (tag === undefined ? [] : [tag.split("=", 1)[0]!]))),
];

/** Whether an approval holds at a place. Without a place, as in a preview, an approval with a scope may hold or not. */
export function holdsAt({ in: scopes, tag }: Approval, place?: Place): Certainty {
  if (!place) return scopes === undefined && tag === undefined ? "yes" : "unknown";
  if (tag !== undefined && !hasTag(place.tags ?? {}, tag)) return "no";
  if (scopes === undefined) return "yes";
  return any(() => scopes.map(scope => namesPlace(scope, place)));
}

const subscriptionId = /^(?:\/subscriptions\/)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `/subscriptions/<id>` and `/providers/Microsoft.Management/managementGroups/<name>` name what stands at their end. */
function namesPlace(scope: string, { subscription, managementGroups }: Place): Certainty {
  const name = plain(scope.replace(/^.*\//, ""));
  const names = [subscription.id, ...(subscription.name ? [subscription.name] : []), ...(managementGroups ?? [])];
  if (names.some(each => plain(each) === name)) return "yes";
  // It may be a management group, and it was not read which stand above.
  return managementGroups === undefined && !subscriptionId.test(scope.trim()) ? "unknown" : "no";
}

/** Names compare as people read them: Unicode's composed form, in any letter case. */
const plain = (name: string): string => name.normalize("NFC").trim().toLowerCase();

/** Azure compares the names of tags in any letter case, and their values exactly. */
function hasTag(tags: Readonly<Record<string, unknown>>, tag: string): boolean {
  const at = tag.indexOf("=");
  const name = tag.slice(0, at).toLowerCase();
  return Object.entries(tags).some(([key, value]) => key.toLowerCase() === name && value === tag.slice(at + 1));
}

/** The patterns under which so many machines may be created where no scope is known. `undefined`: it is not known how many. */
export const approvedSizes = (entries: Estate["gpuSizes"], machines: number | undefined): readonly string[] =>
  entries
    .map(toApproval)
    .filter(
      approval => holdsAt(approval) === "yes" && (approval.max === undefined || (machines ?? Infinity) <= approval.max),
    )
    .map(({ size }) => size);

/**
 * The estate as it is at a place: approvals that hold there hold without a scope, and all others are gone.
 * @param count which approvals hold: those that are known to, or also those of which it is not known.
 */
export const estateAt = (estate: Estate, place: Place, count: "known" | "possible" = "known"): Estate => ({
  ...estate,
  gpuSizes: estate.gpuSizes
    .map(toApproval)
    .filter(approval => {
      const holds = holdsAt(approval, place);
      return holds === "yes" || (holds === "unknown" && count === "possible");
    })
    .map(({ size, max }) => (max === undefined ? size : { size, max })),
});

/** Whether any approval depends on the place. */
export const isScoped = ({ gpuSizes }: Pick<Estate, "gpuSizes">): boolean =>
  gpuSizes.map(toApproval).some(approval => holdsAt(approval) !== "yes");

/** The approvals of a size. */
export const approvalsOf = (estate: Pick<Estate, "gpuSizes">, size: string): readonly Approval[] =>
  estate.gpuSizes.map(toApproval).filter(approval => matches(approval.size, size));
