import { grouped } from "../facts/collate";
import { type Inactivity, inactivity } from "../facts/subscription-state";
import type { Coverage } from "./coverage-schema";
import type { Report } from "./model";
import { counted } from "./phrases";

/** "4 of 6 subscriptions", "3 of an unknown number of subscriptions", "2 of the 2 chosen subscriptions: this is a part". */
function subscriptionWords({ seen, of, chosen }: NonNullable<Coverage["subscriptions"]>): string {
  if (of === undefined) return `${seen} of an unknown number of subscriptions`;
  if (chosen) return `${seen} of the ${counted(of, "chosen subscription")}, so this report is a part`;
  return `${seen.toLocaleString("en-US")} of ${counted(of, "subscription")}`;
}

/** "3 of 5 files judged (2 ARM templates, 1 scripts)". */
function fileWords({ judged, leftOut }: NonNullable<Coverage["files"]>, sources: Coverage["sources"]): string {
  const kinds = sources.map(({ rows, title }) => `${title}: ${rows.toLocaleString("en-US")}`);
  const all = `${judged.toLocaleString("en-US")} of ${counted(judged + leftOut.length, "file")} judged`;
  return kinds.length > 0 ? `${all} (${kinds.join(", ")})` : all;
}

/** What of the files is not judged, a line each: "Left out (…): package.json", "Not looked at: 12 files (.tf 1, .png 11); …". */
export function leftLines({ leftOut, notLookedAt = [] }: NonNullable<Coverage["files"]>): readonly string[] {
  const files = notLookedAt.reduce((sum, row) => sum + row.files, 0);
  const kinds = notLookedAt.map(({ kind, files }) => `${kind} ${files.toLocaleString("en-US")}`);
  const ways = notLookedAt.flatMap(({ kind, instead }) =>
    instead === undefined ? [] : [`; of ${kind} judge ${instead}`],
  );
  return [
    ...[...grouped(leftOut, ({ why }) => why)].map(
      ([why, left]) => `Left out (${why}): ${listed(left.map(({ name }) => name))}`,
    ),
    ...(files > 0 ? [`Not looked at: ${counted(files, "file")} (${listed(kinds)})${ways.join("")}`] : []),
  ];
}

/** "Contoso (…)", "3 files": whom or what a report is about. */
export const titleOf = ({ tenant, coverage: { files } }: Pick<Report, "tenant" | "coverage">): string =>
  tenant
    ? `${tenant.name || "Tenant"} (${tenant.id})`
    : counted((files?.judged ?? 0) + (files?.leftOut.length ?? 0), "file");

/** "2026-11-24T06:00:00Z to 2026-11-24T06:04:10Z": when it was read. */
export const timeWords = ({ collectedAt, endedAt = collectedAt }: Pick<Report, "collectedAt" | "endedAt">): string =>
  endedAt === collectedAt ? collectedAt : `${collectedAt} to ${endedAt}`;

/** The lines that stand at the head of every format, the most important first. */
export function coverageLines({
  auditor,
  stopped,
  torn = [],
  oddTimes = [],
  files,
  estate,
  subscriptions,
  resourceGroups,
  sources,
  notTested = [],
  vaults = [],
  decoys = [],
  agedTables = [],
}: Coverage): readonly string[] {
  const whole = sources.filter(({ status }) => status === "whole").length;
  const seen = [
    ...(files ? [fileWords(files, sources)] : []),
    ...(subscriptions ? [subscriptionWords(subscriptions)] : []),
    ...(files ? [] : [`${whole} of ${counted(sources.length, "source")} read in full`]),
  ];
  const sha = estate.sha256 === undefined ? "" : ` (sha256 ${estate.sha256.slice(0, 12)})`;
  const { unseen = [], inactive = [] } = subscriptions ?? {};
  return [
    `${seen.join(", ")}${auditor ? `, by ${auditor.name}` : ""}, under ${estate.name}${sha}`,
    ...(stopped === undefined ? [] : [stoppedWords(stopped)]),
    ...(torn.length > 0 ? [`Torn or changed since it was saved, so that it proves nothing: ${listed(torn)}`] : []),
    ...(oddTimes.length > 0 ? [oddTimesWords(oddTimes)] : []),
    ...(estate.thresholds
      ? [
          `Thresholds of the estate: ${Object.entries(estate.thresholds)
            .map(([name, { is, outOfTheBox }]) => `${name} ${is} (out of the box ${outOfTheBox})`)
            .join(", ")}`,
        ]
      : []),
    ...(subscriptions?.seen === 0 ? [subscriptions.unlisted ? nothingListed : nothingSeen] : []),
    ...(resourceGroups
      ? [`Compute that runs was looked at in ${resourceGroups.join(", ")} alone, so this report is a part`]
      : []),
    ...(subscriptions && subscriptions.of === undefined
      ? ["Whether there are more subscriptions could not be read, so no check of them can pass"]
      : []),
    ...inactivity.flatMap(why => {
      const those = inactive.filter(each => each.why === why);
      return those.length > 0 ? [`${counted(those.length, "subscription")} ${whyWords[why]}: ${namesOf(those)}`] : [];
    }),
    ...(files ? leftLines(files) : []),
    ...(unseen.length > 0 ? [`Not seen: ${namesOf(unseen)}`] : []),
    ...(vaults.length > 0
      ? [
          `What the secrets of ${counted(vaults.length, "key vault")} open is not known, so no road leads through them: ${listed(vaults.map(vaultWords))}`,
        ]
      : []),
    ...decoys.map(decoyWords),
    ...(agedTables.length > 0
      ? [
          `What is known of Azure's own lists is older than 90 days; update this tool, or renew them by npm run catalogue:refresh: ${agedTables.map(({ table, asOf, days }) => `${table} of ${asOf} (${days} days)`).join(", ")}`,
        ]
      : []),
    ...[...grouped(notTested, ({ why }) => why)].map(
      ([why, rules]) => `Not tested here (${why}): ${rules.map(({ rule }) => rule).join(", ")}`,
    ),
  ];
}

/** That a report is of a part, and why: a reader who misses it takes what is not there for healthy. */
export const stoppedWords = (stopped: string): string =>
  `Reading was cut off ${stopped}; what was not read by then is not judged`;

/** That the times of saved evidence cannot be true. */
export const oddTimesWords = (odd: readonly string[]): string =>
  `The times of this evidence cannot be true, and every age is reckoned from them: ${odd.join("; ")}`;

/** Why such an audit ends with exit code 2. */
export const nothingSeen =
  "This sign-in sees no subscription: give it Reader at the root management group, or check that the tenant is the right one";

const nothingListed =
  "The list of subscriptions could not be read, so none of them was looked at; see what could not be read";

/** What is said of subscriptions in which no compute can be created. */
const whyWords: { readonly [W in Inactivity]: string } = {
  state: "can create no compute until reactivated",
  deleted: "can create no compute, being deleted",
  offer: "can create no compute in any state, by the offer",
};

const most = 5;
const namesOf = (unseen: readonly { readonly id: string; readonly name: string }[]): string =>
  listed(unseen.map(({ id, name }) => (name === id ? id : `${name} (${id})`)));

const listed = (words: readonly string[]): string =>
  [...words.slice(0, most), ...(words.length > most ? [`and ${words.length - most} more`] : [])].join(", ");

/** "kv-build (at least 3 may read them: Ada, Bo and 1 more)". */
function vaultWords({ name, readers, some, inPart }: NonNullable<Coverage["vaults"]>[number]): string {
  if (readers === 0) return `${name} (nobody was found who may read them)`;
  const more = readers > some.length ? ` and ${(readers - some.length).toLocaleString("en-US")} more` : "";
  return `${name} (${inPart ? "at least " : ""}${readers.toLocaleString("en-US")} may read them: ${some.join(", ")}${more})`;
}

/** "Decoy: Contoso Lab with gpu-deploy; nothing can be created there, so their weakness is no fault (2 findings: …)". */
function decoyWords({ name, principal, proved, spared }: NonNullable<Coverage["decoys"]>[number]): string {
  const who = `${name} with ${principal.name}`;
  if (!proved) return `Named as a decoy, not proved to be one, and judged like anything else: ${who}`;
  const weak = spared.length > 0 ? ` (${counted(spared.length, "finding")}: ${[...new Set(spared)].join(", ")})` : "";
  return `Decoy: ${who}; nothing can be created there, so that it is weak is no fault${weak}`;
}
