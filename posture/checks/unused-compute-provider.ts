import { defineCheck } from "../check";
import { unregister } from "../cures/guardrails";
import { grouped } from "../facts/collate";
import { activeSubscriptions } from "../facts/populations";
import { subscriptionSubject } from "../facts/subjects";
import { takesRequests } from "../facts/subscription-state";

export default defineCheck({
  id: "unused-compute-provider",
  title: "Resource providers that order compute are registered only where something may need them",
  faultTitle: "Resource providers that order compute are registered where nothing could need them",
  severity: "low",
  why: "A registered provider is open to whoever may create its resources: nobody has to register it first, which takes a right of its own and leaves an event in the activity log.",
  fix: "Unregister each provider with the command named. Azure refuses while a resource of it stands, and whoever needs it later registers it again.",
  control: "allowed-skus",

  sparesDecoys: true,
  needs: ["subscriptions", "computeProviders"],
  examines: activeSubscriptions,
  *run({ subscriptions, computeProviders }) {
    const registered = grouped(computeProviders, ({ subscription }) => subscription);
    for (const subscription of subscriptions) {
      if (!takesRequests(subscription)) continue; // nothing can be created there
      const subject = subscriptionSubject(subscription);
      const rows = registered.get(subscription.id) ?? [];
      const named = (use: boolean | undefined) =>
        rows
          .filter(({ inUse }) => inUse === use)
          .map(({ namespace }) => namespace)
          .sort();
      const [unused, unread] = [named(false), named(undefined)];
      if (unused.length > 0)
        yield {
          subject,
          fault: `${unused.join(", ")} ${unused.length > 1 ? "are" : "is"} registered, and nothing stands there that could need ${unused.length > 1 ? "them" : "it"}`,
          cure: unregister(unused, subscription.id),
          proof: unused.map(
            namespace => `az provider unregister --namespace ${namespace} --subscription ${subscription.id}`,
          ),
        };
      if (unread.length > 0)
        yield { subject, unknown: `whether something there may need ${unread.join(", ")} could not be read` };
    }
  },
});
