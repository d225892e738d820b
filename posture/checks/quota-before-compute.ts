import { familyOf } from "../../catalogue/families";
import { sizeOf } from "../../catalogue/sizes";
import { approval } from "../facts/approval";
import { acceleratorAsked } from "../facts/quota-asks";
import { signalCheck } from "../signal-check";
import { operationsOf } from "../signals/operations";
import type { Answer } from "../signals/question";
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
    needs: ["quotaAsks", "subscriptions"],
    only({ quotaAsks, subscriptions }, { estate }) {
      const approves = approval(estate, subscriptions);
      return answer => {
        const ask = quotaAsks.get(answer);
        if (ask) return ask.raises !== "no" && acceleratorAsked(ask) !== undefined;
        const { size = "", region = "", subscription = "" } = answer.key;
        return approves({ sizes: [size], region, subscription }) !== "yes";
      };
    },
    told:
      ({ quotaAsks }) =>
      answer => ({ family: quotaAsks.get(answer)?.known?.key ?? familyWith(answer) }),
  },
);

/** The quota that a size draws on; empty where the size is not known. */
const familyWith = ({ key }: Answer): string => {
  const { quotaFamily } = sizeOf(key.size ?? "") ?? {};
  return quotaFamily === undefined ? "" : (familyOf(quotaFamily)?.key ?? "");
};

function daysBetween(from: string, to: string): string {
  const days = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / day));
  return days === 1 ? "1 day" : `${days} days`;
}
