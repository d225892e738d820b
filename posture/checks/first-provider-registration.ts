import { signalCheck } from "../signal-check";
import { operationsOf } from "../signals/operations";
import { callersOf, firstOf, servicesOf } from "../signals/say";

export default signalCheck({
  id: "first-provider-registration",
  title: "No service that creates compute is registered unseen",
  faultTitle: "A service that creates compute was registered in a subscription",
  severity: "medium",
  why: "Attackers register the services that the subscription never used, since each has quota of its own.",
  fix: "Ask whoever registered it. Unregister what nobody needs.",
  control: "compute-activity",

  log: "activity",
  attack: "T1578.002",
  answers: ["DE-08"],
  grain: "hours",
  where: { operation: operationsOf.registration, result: ["done"] },
  judgement: { is: "first", by: ["subscription", "operation"] },
  say: (answers, _, told) =>
    `${servicesOf(answers)} was registered at ${firstOf(answers)}, by ${callersOf(answers, told)}`,
});
