import { defaultEstate } from "../catalogue/estate";
import { signals } from "../posture/checks/signals";
import { hoursOf, type Judgement } from "../posture/signals/judgement";
import { ruleOf } from "../posture/signals/rule";
import type { Signal } from "../posture/signals/signal";

const { thresholds } = defaultEstate;

export const signalsLead = [
  "A signal is a question over a log (Azure's activity log, the sign-ins to Azure management, or Entra's audit log) and what makes its answer a finding. It is described once, as data; from that follow the check of the audit, the rule below, which the guardrails deploy to the workspace that the estate names, and this page.",
  "The audit asks by three roads, which give the same: the workspace, which adds up itself; advanced hunting, where there is none; and the activity log of each subscription, record by record, for what neither holds. The tenant's own log and those of management groups are read in any case. Advanced hunting does not keep Entra's audit log.",
  `Limits are thresholds of the estate; their defaults stand here. What is new is new against the ${thresholds.newAfterDays} days before the last ${thresholds.detectionDays}; a log that goes back less far leaves it unknown, with the day from which it can be told.`,
].join("\n\n");

/** The judgement in words. */
function inWords(judgement: Judgement): string {
  const by = judgement.by.length > 0 ? `by ${judgement.by.join(" and ")}` : "in the whole tenant";
  switch (judgement.is) {
    case "any":
      return `at all, ${by}`;
    case "first":
      return `for the first time, ${by}${judgement.untold ? `; unknown where no record tells ${judgement.untold.what}` : ""}`;
    case "over": {
      const { count, sum = "times" } = judgement;
      const what = count.length > 0 ? `different values of ${count.join(" or ")}` : sum;
      return `at least ${thresholds[judgement.limit]} ${what} within ${thresholds[judgement.hours]} hours, ${by} (\`${judgement.limit}\`, \`${judgement.hours}\`)`;
    }
    case "after":
      return `within ${hoursOf(judgement, thresholds)} hours after the cause, ${by} (\`${judgement.days ?? judgement.hours}\`)`;
  }
}

/** One section of the page. */
export function signalSection(signal: Signal): string {
  const { id, title, faultTitle, severity, why, attack, judgement, unwatched } = signal;
  const { query, lookBack } = ruleOf(signal, thresholds);
  return [
    `## ${id}`,
    "",
    `**${title}.** ${faultTitle}: ${severity}. ${why}`,
    "",
    `Found ${inWords(judgement)}. MITRE ATT&CK ${attack}.`,
    "",
    ...(unwatched
      ? [`No rule of a workspace can watch for it: ${unwatched}`]
      : [
          `The rule looks back ${lookBack} hours every hour:`,
          "",
          "<details><summary>KQL</summary>",
          "",
          "```kusto",
          query,
          "```",
          "",
          "</details>",
        ]),
    "",
  ].join("\n");
}

export const signalSections = (): readonly string[] => signals.map(signalSection);
