import { plural } from "../report-text";
import { signalCheck } from "../signal-check";
import { operationsOf } from "../signals/operations";
import { firstOf, listed, machinesOf, regionsOf, timesOf } from "../signals/say";

export default signalCheck(
  {
    id: "compute-capacity-burst",
    title: "Nobody asks for a mine of machines within hours",
    faultTitle: "A person asked for very many machines within hours",
    severity: "medium",
    why: "In the attacks that Microsoft describes, capacity rose within about three hours. It need not spread over regions: one region with enough quota is a mine.",
    fix: "Ask the person. If nobody knows, stop the machines, revoke the account's sessions and take its roles. If it was planned, or a large set that was written anew, raise thresholds.burstMachines or except the account.",
    control: "compute-activity",

    log: "activity",
    attack: "T1578.002",
    answers: ["DE-02", "IM-01"],
    grain: "hours",
    where: { operation: operationsOf.compute, result: ["done"] },
    judgement: { is: "over", by: ["caller"], count: [], sum: "machines", limit: "burstMachines", hours: "burstHours" },
    // Whatever scales by itself writes its sets again and again.
    people: true,
    say: answers =>
      `asked for ${machinesOf(answers)} within hours, from ${firstOf(answers)} on, in ${plural(timesOf(answers), "act")}: ${listed(answers, "size") || "of no known size"}${regionsOf(answers)} (${listed(answers, "operation")})`,
  },
  {
    needs: [],
    also:
      () =>
      ({ answers }) =>
        answers.some(({ key }) => key.accelerator === "yes") ? { severity: "high" } : {},
  },
);
