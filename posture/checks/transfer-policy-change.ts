import { signalCheck } from "../signal-check";
import { operationsOf } from "../signals/operations";
import { firstOf } from "../signals/say";

export default signalCheck({
  id: "transfer-policy-change",
  title: "Nobody changes which subscriptions may leave the tenant and come into it",
  faultTitle: "The policy on transfers of subscriptions was changed",
  severity: "high",
  why: "Whoever means to carry a subscription away opens this policy first, or exempts an account from it; once it is gone, nothing of it is seen here.",
  fix: "Ask whoever changed it. Close the policy again, and look whether a subscription has left, or a transfer is pending.",
  control: "subscription-transfer",

  log: "activity",
  attack: "T1666",
  answers: ["AL-05"],
  grain: "hours",
  where: { operation: operationsOf.transferPolicy, result: ["done"] },
  judgement: { is: "any", by: ["caller"] },
  unwatched: "Azure exports the tenant's own log nowhere, so a workspace never sees it.",
  say: answers => `changed the tenant's policy on transfers of subscriptions at ${firstOf(answers)}`,
});
