import { signalCheck } from "../signal-check";
import { operationsOf } from "../signals/operations";
import { firstOf, machinesOf, regionsOf } from "../signals/say";

export default signalCheck({
  id: "joint-gpu-creation",
  title: "Accelerators are created by few at a time",
  faultTitle: "Several identities created accelerators within hours",
  severity: "high",
  why: "An attacker who holds several accounts has all of them create machines at once, before anybody reacts.",
  fix: "Ask the people one by one. If it was no common project, stop the machines and treat all of these accounts as stolen.",
  control: "compute-activity",

  log: "activity",
  attack: "T1578.002",
  answers: ["DE-02", "DE-06"],
  grain: "hours",
  where: { operation: operationsOf.compute, accelerator: ["yes"], result: ["done"] },
  judgement: { is: "over", by: [], count: ["caller"], limit: "burstCreators", hours: "burstHours" },
  say: (answers, callers, { nameOf }) =>
    `${callers.length} identities created accelerators within hours, from ${firstOf(answers)} on: ${machinesOf(answers)}${regionsOf(answers)}, by ${callers.map(nameOf).sort().join(", ")}`,
});
