import { signalCheck } from "../signal-check";
import { operationsOf } from "../signals/operations";
import { firstOf, listed, regionsOf } from "../signals/say";

export default signalCheck({
  id: "password-only-compute",
  title: "Nobody creates compute with a password alone",
  faultTitle: "An account created compute with a password alone",
  severity: "high",
  why: "In nearly all attacks that Microsoft describes, the accounts had no MFA. A token that was got by a password alone is what a leaked password gives.",
  fix: "Ask for MFA at Azure management, and look at whether it was the person who signed in.",
  control: "mfa-compute-creators",

  log: "activity",
  attack: "T1078.004",
  answers: ["AL-02", "RE-05"],
  grain: "hours",
  where: { operation: operationsOf.compute, methods: ["pwd"], result: ["done"] },
  judgement: { is: "any", by: ["caller"] },
  say: answers =>
    `created compute with a password alone, at ${firstOf(answers)} (${listed(answers, "operation")})${regionsOf(answers)}`,
});
