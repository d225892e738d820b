import { defineCheck } from "../check";
import { grouped } from "../facts/collate";
import { subscriptionSubject } from "../facts/subjects";
import { takesRequests } from "../facts/subscription-state";

/** The plan that watches all requests to ARM, whoever sends them, and those that watch what was created. */
const watchesRequests = "arm";
const watchMachines = new Map([
  ["virtualmachines", "Defender for Servers"],
  ["containers", "Defender for Containers"],
]);

export default defineCheck({
  id: "missing-defender-plan",
  title: "Defender for Resource Manager watches every subscription",
  faultTitle: "Defender for Resource Manager does not watch a subscription",
  severity: "medium",
  why: "It raises an alert when compute is created in a suspicious way, access is elevated or an operation comes from a suspicious address; without it the first sign is the bill.",
  fix: "Switch on the Resource Manager plan of Microsoft Defender for Cloud on the subscription, preferably by Azure Policy on all of them.",
  control: "defender-plans",

  sparesDecoys: true,
  needs: ["subscriptions", "defenderPlans"],
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
      const tier = tiers.get(watchesRequests);
      if (tier === undefined)
        yield { subject, unknown: "whether Defender for Resource Manager is on could not be read" };
      else if (tier === "free")
        yield {
          subject,
          fault: "Defender for Resource Manager is off",
          proof: [...watchMachines].flatMap(([name, title]) =>
            tiers.get(name) === "free" ? [`${title} is off as well`] : [],
          ),
        };
    }
  },
});
