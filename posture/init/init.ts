import { defaultEstate, type Estate, estateSettings } from "../../catalogue/estate";
import type { Evidenced } from "../evidence/gathered";
import { capped, plural } from "../report-text";
import { judgeAll } from "../run/audit";
import { resolverFor } from "../run/resolve";
import { type Entry, gpuSizesOf, regionsOf, vmSizesOf } from "./approvals";
import { breakGlassSeen, creatorsSeen, tenantsSeen, workspacesSeen } from "./candidates";
import { left, list, notes } from "./estate-text";
import { largestSet, leftOut, setsOf } from "./largest-set";
import { suspectsIn } from "./suspects";
import { usesOf } from "./uses";
import { comment, scalar } from "./yaml-text";

/** An estate for a tenant, to be read before it is used. */
export interface FirstEstate {
  readonly text: string;
  /** How many entries are approved in it, and how many are left to a person. */
  readonly approved: number;
  readonly left: number;
}

/** The defaults, but for the days of the logs that the evidence holds. */
export const estateFor = ({ historyDays }: Pick<Evidenced["manifest"], "historyDays">): Estate =>
  historyDays === undefined
    ? defaultEstate
    : { ...defaultEstate, thresholds: { ...defaultEstate.thresholds, historyDays } };

/**
 * The estate that approves what a tenant runs and does not look like an attack, with the reason beside each entry. What looks
 * like one, and what only a person can know, stands in comments. Pure: the same evidence gives the same text, and the text is an
 * estate whatever the tenant's names are.
 */
export function firstEstate({ gathered, manifest }: Evidenced, version: string): FirstEstate {
  const estate = estateFor(manifest);
  const know = resolverFor(gathered, { estate, manifest });
  const report = judgeAll(gathered, manifest, { estate, version, know });
  const suspects = suspectsIn(report);
  const { detectionDays, newAfterDays, dormantDays } = estate.thresholds;
  const daysAgo = (days: number) => new Date(Date.parse(manifest.collectedAt) - days * 86_400_000).toISOString();
  const newSince = daysAgo(detectionDays);
  const uses = usesOf(know, suspects, daysAgo(detectionDays + newAfterDays));
  const [regions, vmSizes, gpuSizes] = [regionsOf(uses, newSince), vmSizesOf(uses), gpuSizesOf(uses)];
  const sets = setsOf(know, uses);
  const largest = largestSet(sets);
  const suspicious = leftOut(sets, largest?.machines ?? defaultEstate.maxInstances);
  const emergency = breakGlassSeen(know, manifest, dormantDays, suspects);
  const tenants = tenantsSeen(know, manifest);
  const workspaces = workspacesSeen(know).map(({ value, why, whole }, i, all): Entry => {
    const fits = estateSettings.workspace.safeParse(value).success;
    return { yaml: scalar(value), why, approved: whole && fits && i === 0 && !all[1]?.whole };
  });
  const unread = report.gaps.map(({ what, missing }) => `${what}: ${missing}`);
  const seen = report.coverage.subscriptions;

  const text = [
    comment(`The estate of ${report.tenant?.name}, as computeguard ${version} saw it at ${manifest.collectedAt}.`),
    comment(
      "What stands here without a # is approved: read each line before you use it, and take out what you do not know.",
    ),
    comment("Lines that begin with # approve nothing. They say what looks like an attack, and what only you can know."),
    comment("Every key is explained in docs/estate.md; computeguard estate check reads the file again."),
    ...(seen?.of !== undefined && seen.seen !== seen.of
      ? [comment(`Seen were ${seen.seen} of ${plural(seen.of, "subscription")}.`)]
      : []),
    ...(unread.length > 0
      ? [comment("Not all of the tenant was read: the end of this file says what is missing.")]
      : []),
    ...list("regions", ["Where machines may be placed; anything in another region is refused."], regions),
    ...list("vmSizes", ["Sizes without an accelerator."], vmSizes),
    ...list(
      "gpuSizes",
      [
        "Accelerators, each for as many machines as there are now. One that the log says nothing of is not approved.",
        "With in: [a subscription] an approval holds there alone; a preview does not know where it deploys.",
      ],
      gpuSizes,
    ),
    "",
    comment("The most machines that one scale set, pool or fleet may hold or grow to."),
    largest
      ? `maxInstances: ${largest.machines} ${comment(`${largest.name} in ${largest.subscription} is the largest`)}`
      : comment(`maxInstances: ${defaultEstate.maxInstances} (the default, for no set was seen)`),
    ...(suspicious
      ? [
          comment(
            `${suspicious.name} holds or may grow to ${suspicious.machines} and is left out, for it ${suspicious.against}`,
          ),
        ]
      : []),
    ...notes(
      ["Who creates compute, as the log tells. An estate has no list of them; their roles say what they may do."],
      capped(creatorsSeen(know, suspects).map(({ value, why }) => `${value}: ${why}`)),
    ),
    ...left(
      "breakGlass",
      ["Emergency accounts, which several checks spare: name two that you know. These look like some."],
      emergency,
    ),
    ...left(
      "trustedTenants",
      ["Tenants of others whose rights here are meant. These hold some; name those that you know."],
      tenants,
    ),
    "",
    comment("The Log Analytics workspace that the audit asks, in place of reading the logs record by record."),
    ...(workspaces.length === 0 ? [comment("None was seen that gets the activity log.")] : []),
    ...workspaces.map(({ yaml, why, approved }) =>
      approved ? `workspace: ${yaml} ${comment(why)}` : comment(`workspace: ${yaml} # ${why}`),
    ),
    ...notes(["thresholds are left at their defaults."]),
    ...(unread.length > 0 ? notes(["What could not be read, and so is missing above:"], capped(unread)) : []),
    "",
  ].join("\n");
  const entries = [...regions, ...vmSizes, ...gpuSizes, ...workspaces];
  const approved = entries.filter(each => each.approved).length;
  return { text, approved, left: entries.length - approved + emergency.length + tenants.length };
}
