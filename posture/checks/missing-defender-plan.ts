import { abuseAlerts, type DefenderPlanName, defenderPlanNames } from "../../catalogue/compute-abuse-alerts";
import { defineCheck } from "../check";
import { switchOnDefender } from "../cures/guardrails";
import { grouped } from "../facts/collate";
import { activeSubscriptions } from "../facts/populations";
import { subscriptionSubject } from "../facts/subjects";
import { takesRequests } from "../facts/subscription-state";

/** The plan that watches all requests to ARM, whoever sends them and whatever they create. The others watch what was created. */
const watchesRequests: DefenderPlanName = "Arm";
const watching: readonly DefenderPlanName[] = ["Arm", "VirtualMachines", "Containers", "AppServices"];

/** The alerts that nobody raises without the plan, by the title that Microsoft's report has, or by their ids. */
const unseenWithout = (plan: DefenderPlanName): readonly string[] =>
  abuseAlerts
    .filter(({ from }) => from === plan)
    .map(({ statement, titles: [title], types }) =>
      [...(statement ? [statement] : []), title ?? types.join(", ")].join(" "),
    );

export default defineCheck({
  id: "missing-defender-plan",
  title: "Defender for Cloud watches requests, machines, containers and apps in every subscription",
  faultTitle: "A plan of Defender for Cloud that would see the abuse of compute is off",
  severity: "medium",
  why: "Each plan raises alerts of its own: when compute is created in a suspicious way, access is elevated, a GPU driver is installed or a miner runs. Without them the first sign is the bill. What does not stand in a subscription costs nothing there, and the attackers bring their own machines.",
  fix: "Switch on the plan named of Microsoft Defender for Cloud on the subscription, preferably by Azure Policy on all of them; Resource Manager first.",
  control: "defender-plans",

  sparesDecoys: true,
  needs: ["subscriptions", "defenderPlans"],
  examines: activeSubscriptions,
  *run({ subscriptions, defenderPlans }) {
    const plans = grouped(defenderPlans, ({ subscription }) => subscription.toLowerCase());
    for (const subscription of subscriptions) {
      if (!takesRequests(subscription)) continue; // nothing can be created there
      const subject = subscriptionSubject(subscription);
      const tiers = new Map(
        (plans.get(subscription.id.toLowerCase()) ?? []).map(({ name, tier }) => [
          name.toLowerCase(),
          tier.toLowerCase(),
        ]),
      );
      for (const plan of watching) {
        const tier = tiers.get(plan.toLowerCase());
        const first = plan === watchesRequests;
        if (tier === undefined && first)
          yield { subject, unknown: `whether ${defenderPlanNames[plan]} is on could not be read` };
        else if (tier === "free")
          yield {
            subject,
            fault: `${defenderPlanNames[plan]} is off`,
            cure: switchOnDefender(plan, subscription.id),
            proof: unseenWithout(plan).map(alert => `unseen: ${alert}`),
            ...(!first && { severity: "low" as const, key: plan }),
          };
      }
    }
  },
});
