import { signalCheck } from "../signal-check";
import { deploymentOperations, operationsOf, quotaCodes } from "../signals/operations";
import { firstOf, listed } from "../signals/say";

export default signalCheck({
  id: "failed-compute-burst",
  title: "Nobody tries size after size until quota allows one",
  faultTitle: "Creation failed over several sizes or regions for want of quota",
  severity: "high",
  why: "Whoever does not know the quota of a subscription tries every size in every region: the script of an attacker, and no administrator.",
  fix: "Ask the person. If nobody knows, treat the account as stolen: what it tried here it will try wherever it has rights.",
  control: "compute-activity",

  log: "activity",
  attack: "T1580",
  answers: ["DE-07", "IM-02"],
  grain: "failures",
  where: { operation: [...operationsOf.compute, ...deploymentOperations], result: ["failed"], code: quotaCodes },
  judgement: {
    is: "over",
    by: ["caller"],
    count: ["size", "region", "tried"],
    limit: "failedSizes",
    hours: "burstHours",
  },
  say: (answers, values) =>
    `failed to create compute for want of quota or capacity, from ${firstOf(answers)} on, over ${values.join(", ")} (${listed(answers, "code")})`,
});
