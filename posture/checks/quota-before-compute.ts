import { familyKey, familyOf } from "../../catalogue/families";
import { sizeOf } from "../../catalogue/sizes";
import { approval } from "../facts/approval";
import { grouped } from "../facts/collate";
import type { CheckInput, Setting } from "../facts/needs";
import { acceleratorAsked } from "../facts/quota-asks";
import { drawnQuota, isForSpot } from "../facts/quota-draws";
import { subscriptionSubject } from "../facts/subjects";
import type { QuotaAsk } from "../facts/types";
import { signalCheck } from "../signal-check";
import { operationsOf } from "../signals/operations";
import type { Answer } from "../signals/question";
import { ticket } from "../signals/quota-operations";
import { callersOf, firstOf, machinesOf } from "../signals/say";

const day = 86_400_000;

export default signalCheck(
  {
    id: "quota-before-compute",
    title: "Nobody asks for quota of unapproved accelerators and then creates them",
    faultTitle: "Quota was asked for, and then accelerators of it were created",
    severity: "high",
    why: "Attackers raise the quota of a family of GPUs up to a month before they create the machines, often with one account and then with another.",
    fix: "Ask both for what it was. If nobody knows, stop what was created, lower the quota, and treat both accounts as stolen.",
    control: "quota-increase-activity",

    log: "activity",
    attack: "T1578.002",
    answers: ["IM-01", "IM-03", "RE-17"],
    grain: "hours",
    where: { operation: operationsOf.compute, result: ["done"], accelerator: ["yes"] },
    judgement: {
      is: "after",
      by: ["subscription", "region", "family"],
      cause: { where: { operation: operationsOf.quota, result: ["done"], unrelated: [""] } },
      days: "quotaLeadDays",
    },
    unwatched:
      "A rule of Sentinel looks back two weeks, and the request may be a month old; two other rules watch for the request and for the creation.",
    say: (answers, _, told) => {
      const [at, asked] = [firstOf(answers), firstOf(told.causes)];
      return `${callersOf(answers, told)} created accelerators of ${answers[0]!.key.family} in ${answers[0]!.key.region} from ${at} on (${machinesOf(answers)}), ${daysBetween(asked, at)} after ${callersOf(told.causes, told)} asked for that quota at ${asked}`;
    },
  },
  {
    needs: ["quotaAsks", "subscriptions", "activityAnswers"],
    seen: ({ activityAnswers, quotaAsks }) => drawnQuota(activityAnswers, quotaAsks),
    only({ quotaAsks, subscriptions }, { estate }) {
      const approves = approval(estate, subscriptions);
      return answer => {
        const ask = quotaAsks.get(answer);
        if (ask) return ask.raises !== "no" && (acceleratorAsked(ask) !== undefined || isForSpot(ask));
        const { size = "", region = "", subscription = "" } = answer.key;
        return approves({ sizes: [size], region, subscription }) !== "yes";
      };
    },
    told:
      ({ quotaAsks }) =>
      answer => ({ family: quotaAsks.get(answer)?.known?.key ?? familyWith(answer) }),
    *open(known, setting) {
      const after = afterUntold(known, setting);
      for (const place of known.subscriptions)
        if (after.has(place.id))
          yield {
            subject: subscriptionSubject(place),
            unknown:
              "accelerators that are not approved were created within weeks of a request for quota that does not tell of what",
          };
    },
  },
);

type Known = Pick<CheckInput, "activityAnswers" | "quotaAsks" | "subscriptions">;

/** The subscriptions in which accelerators followed a ticket of which nothing was kept: neither a family, nor a limit. */
function afterUntold(
  { activityAnswers, quotaAsks, subscriptions }: Known,
  { estate, manifest }: Setting,
): ReadonlySet<string> {
  const { detectionDays, quotaLeadDays } = estate.thresholds;
  const since = Date.parse(manifest.collectedAt) - detectionDays * day;
  const approves = approval(estate, subscriptions);
  const untold = grouped(
    [...quotaAsks].flatMap(([{ key }, ask]) =>
      ask.operation === ticket && ask.family === "" && !key.limit && !ask.refused ? [ask] : [],
    ),
    ({ subscription }) => subscription,
  );
  const found = new Set<string>();
  for (const { key, first, last } of activityAnswers.of.hours) {
    const { accelerator, result, subscription = "", region = "", size = "" } = key;
    const asks = untold.get(subscription);
    if (!asks || accelerator !== "yes" || result !== "done" || Date.parse(last) < since) continue;
    if (approves({ sizes: [size], region, subscription }) === "yes") continue;
    const isBefore = (ask: QuotaAsk) =>
      (ask.region === "" || ask.region === region) &&
      Date.parse(ask.at) <= Date.parse(last) &&
      Date.parse(first) - Date.parse(ask.at) <= quotaLeadDays * day;
    if (asks.some(isBefore)) found.add(subscription);
  }
  return found;
}

/** The quota that is named, or that a size draws on; empty where neither is known. */
const familyWith = ({ key }: Answer): string => {
  if (key.family) return familyKey(key.family);
  const { quotaFamily } = sizeOf(key.size ?? "") ?? {};
  return quotaFamily === undefined ? "" : (familyOf(quotaFamily)?.key ?? "");
};

function daysBetween(from: string, to: string): string {
  const days = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / day));
  return days === 1 ? "1 day" : `${days} days`;
}
