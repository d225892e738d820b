import { signalCheck } from "../signal-check";
import { operationsOf } from "../signals/operations";
import { firstOf, listed, regionsOf } from "../signals/say";

export default signalCheck({
  id: "refused-compute",
  title: "Nobody is refused compute by a policy",
  faultTitle: "An account tried to create compute that a policy refused",
  severity: "medium",
  why: "The door held. Whoever tried it may be an attacker, who will look for another one.",
  fix: "Ask the person what it was for. If nobody knows, treat the account as stolen.",
  control: "compute-activity",

  log: "activity",
  attack: "T1578.002",
  answers: ["RE-01"],
  grain: "hours",
  where: { operation: operationsOf.compute, result: ["failed"], code: ["RequestDisallowedByPolicy"] },
  judgement: { is: "any", by: ["caller"] },
  people: true,
  say: answers =>
    `was refused compute by a policy, at ${firstOf(answers)} (${listed(answers, "operation")})${regionsOf(answers)}`,
});
