import { defenderRecommendations } from "../../catalogue/defender-recommendations";
import { type Severity, severities } from "../../catalogue/severity";
import { defineCheck } from "../check";
import { grouped } from "../facts/collate";
import { activeSubscriptions } from "../facts/populations";
import { subscriptionSubject } from "../facts/subjects";
import { takesRequests } from "../facts/subscription-state";

export default defineCheck({
  id: "unhealthy-assessment",
  title: "Defender's recommendations on accounts that can create compute are followed",
  faultTitle: "Defender for Cloud says that accounts which can create compute are not safe",
  severity: "low",
  why: "Defender for Cloud looks at the accounts of a subscription twice a day, and its owners see what it says: what stands there unhealthy is known, and left. Other checks say of each account what an attacker would gain; this one holds Azure's own word beside theirs.",
  fix: "Open the recommendations named in Defender for Cloud, Recommendations, and follow them; exempt there the emergency accounts that they name, with a reason.",
  control: "defender-plans",

  sparesDecoys: true,
  needs: ["subscriptions", "defenderAssessments"],
  examines: activeSubscriptions,
  *run({ subscriptions, defenderAssessments }) {
    const bySubscription = grouped(defenderAssessments, ({ subscription }) => subscription.toLowerCase());
    for (const subscription of subscriptions) {
      if (!takesRequests(subscription)) continue; // nothing can be created there
      const subject = subscriptionSubject(subscription);
      const assessed = bySubscription.get(subscription.id.toLowerCase()) ?? [];
      const unhealthy = new Set(
        assessed.flatMap(({ key, status }) => (status.toLowerCase() === "unhealthy" ? [key.toLowerCase()] : [])),
      );
      const told = defenderRecommendations.filter(({ keys }) => keys.some(key => unhealthy.has(key)));
      if (told.length > 0)
        yield {
          subject,
          severity: worst(told.map(({ severity }) => severity)),
          fault: `Defender for Cloud says that ${told.map(({ unhealthy }) => unhealthy).join("; ")}`,
          proof: told.map(({ unhealthy, keys: [key] }) => `${unhealthy}: assessment ${key}`),
        };
      // Microsoft retires recommendations: one that is not there says nothing, and where none is there nobody looked.
      else if (assessed.length === 0) yield { subject, unknown: "Defender for Cloud has not assessed its accounts" };
    }
  },
});

const worst = (all: readonly Severity[]): Severity =>
  all.reduce((one, other) => (severities.indexOf(other) > severities.indexOf(one) ? other : one));
