import { signalCheck } from "../signal-check";
import { operationsOf } from "../signals/operations";
import { firstOf, listed, machinesOf } from "../signals/say";

export default signalCheck({
  id: "compute-burst",
  title: "Nobody creates compute in many regions at once",
  faultTitle: "An account created compute in many regions within hours",
  severity: "critical",
  why: "Mines are built by scripts: in the attacks that Microsoft describes, capacity rose within three hours, region after region.",
  fix: "Stop what was created, revoke the account's sessions, take its roles, and look for what else it did. If it was a planned deployment, raise thresholds.burstRegions or except the account.",
  control: "compute-activity",

  log: "activity",
  attack: "T1578.002",
  answers: ["DE-02", "IM-02"],
  grain: "hours",
  where: { operation: operationsOf.compute, result: ["done"] },
  judgement: { is: "over", by: ["caller"], count: ["region"], limit: "burstRegions", hours: "burstHours" },
  say: (answers, regions) =>
    `created compute in ${regions.length} regions within hours, from ${firstOf(answers)} on: ${regions.join(", ")}; ${machinesOf(answers)} (${listed(answers, "operation")})`,
});
