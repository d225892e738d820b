import { signalCheck } from "../signal-check";
import { operationsOf } from "../signals/operations";
import { callersOf, firstOf, listed, regionsOf } from "../signals/say";

export default signalCheck({
  id: "first-gpu-creation",
  title: "No subscription gets its first accelerators unseen",
  faultTitle: "Accelerators were created in a subscription that had none",
  severity: "high",
  why: "Mines run on GPUs. In the attacks that Microsoft describes, GPU machines appeared where there had never been any.",
  fix: "Ask whoever created them what they are for. If nobody knows, delete them, and treat the account as stolen.",
  control: "compute-activity",

  log: "activity",
  attack: "T1578.002",
  answers: ["DE-04"],
  grain: "hours",
  where: { operation: operationsOf.compute, accelerator: ["yes"], result: ["done"] },
  judgement: {
    is: "first",
    by: ["subscription"],
    untold: {
      where: { operation: operationsOf.compute, size: [""], told: [""], result: ["done"] },
      what: "the size of what was created",
    },
  },
  say: (answers, _, told) =>
    `got accelerators for the first time, at ${firstOf(answers)}: ${listed(answers, "size")}${regionsOf(answers)}, by ${callersOf(answers, told)}`,
});
