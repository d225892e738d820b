import { signalCheck } from "../signal-check";
import { operationsOf } from "../signals/operations";
import { firstOf, listed, regionsOf } from "../signals/say";

export default signalCheck({
  id: "first-compute-creator",
  title: "Nobody creates compute who never did before",
  faultTitle: "An account created compute for the first time",
  severity: "high",
  why: "In the attacks that Microsoft describes, the accounts that built the mine had never created compute before.",
  fix: "Ask the person what it was for. If nobody knows, treat the account as stolen: stop what it created, revoke its sessions, and take its roles.",
  control: "compute-activity",

  log: "activity",
  attack: "T1578.002",
  answers: ["DE-03", "RE-01"],
  grain: "operations",
  where: { operation: operationsOf.compute, result: ["done"] },
  judgement: { is: "first", by: ["caller"] },
  say: answers => {
    const times = answers.reduce((sum, answer) => sum + answer.times, 0);
    return `created compute for the first time, at ${firstOf(answers)}: ${times} ${times === 1 ? "act" : "acts"} (${listed(answers, "operation")})${regionsOf(answers)}`;
  },
});
