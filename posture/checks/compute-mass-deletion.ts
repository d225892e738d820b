import { signalCheck } from "../signal-check";
import { operationsOf } from "../signals/operations";
import { firstOf, listed, timesOf } from "../signals/say";

export default signalCheck({
  id: "compute-mass-deletion",
  title: "Nobody deletes machines in bulk",
  faultTitle: "An account deleted many machines within hours",
  severity: "medium",
  why: "Attackers delete what they find, to free its quota for their own machines, and what they built, to hide it.",
  fix: "Ask the person. If nobody knows, restore what is gone, revoke the account's sessions, and look at what was created after it.",
  control: "compute-activity",

  log: "activity",
  attack: "T1578.003",
  answers: ["DA-01", "DC-13", "DC-14"],
  grain: "hours",
  where: { operation: operationsOf.deletion, result: ["done"] },
  judgement: { is: "over", by: ["caller"], count: [], limit: "deletions", hours: "burstHours" },
  say: answers =>
    `deleted compute or resource groups ${timesOf(answers)} times within hours, from ${firstOf(answers)} on (${listed(answers, "operation")})`,
});
