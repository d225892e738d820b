import { signalCheck } from "../signal-check";
import { operationsOf } from "../signals/operations";
import { firstOf, timesOf } from "../signals/say";

export default signalCheck({
  id: "created-subscription",
  title: "Nobody creates a subscription who never did before",
  faultTitle: "An account created a subscription for the first time",
  severity: "medium",
  why: "A new subscription comes with quota of its own, and often lands where no policy, no budget and no alert reaches it.",
  fix: "Ask the person what it is for. If nobody knows, cancel the subscription and treat the account as stolen.",
  control: "subscription-transfer",

  log: "activity",
  attack: "T1666",
  answers: ["AL-05"],
  grain: "hours",
  where: { operation: operationsOf.subscriptionCreation, result: ["done"] },
  judgement: { is: "first", by: ["caller"] },
  unwatched: "Azure exports the tenant's own log nowhere, so a workspace never sees it.",
  say: answers =>
    `created ${timesOf(answers) === 1 ? "a subscription" : `${timesOf(answers)} subscriptions`} for the first time, at ${firstOf(answers)}`,
});
