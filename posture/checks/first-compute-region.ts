import { signalCheck } from "../signal-check";
import { operationsOf } from "../signals/operations";
import { callersOf, firstOf, listed, regionsOf } from "../signals/say";

export default signalCheck({
  id: "first-compute-region",
  title: "No region gets its first compute unseen",
  faultTitle: "Compute was created in a region that had none",
  severity: "medium",
  why: "Each region has quota of its own, so mines spread over regions that the organisation has never used and does not watch.",
  fix: "Ask whoever created it. Name the regions that you use under regions in the estate, so that others are refused.",
  control: "compute-activity",

  log: "activity",
  attack: "T1535",
  answers: ["DE-05", "IM-02"],
  grain: "hours",
  where: { operation: operationsOf.compute, result: ["done"] },
  // What is part of something else, such as a pool of a cluster, tells no region: it is where that is.
  judgement: {
    is: "first",
    by: ["region"],
    untold: {
      where: { operation: operationsOf.compute, region: [""], told: [""], result: ["done"] },
      what: "the region of what was created",
    },
  },
  say: (answers, _, told) =>
    `compute was created${regionsOf(answers)} for the first time, at ${firstOf(answers)} (${listed(answers, "operation")}), by ${callersOf(answers, told)}`,
});
