import { signalCheck } from "../signal-check";
import { operationsOf } from "../signals/operations";
import { firstOf, listed, regionsOf } from "../signals/say";

export default signalCheck({
  id: "compute-after-elevation",
  title: "Nobody creates compute after elevating access",
  faultTitle: "An account elevated its access and created compute",
  severity: "critical",
  why: "A Global Administrator has no rights on subscriptions until it elevates. An attacker who holds one elevates first and builds the mine next.",
  fix: "Remove the grant at the root scope, stop what was created, and treat the account as stolen unless the person explains both.",
  control: "elevate-access",

  log: "activity",
  attack: "T1098.003",
  answers: ["AL-04", "RE-06"],
  grain: "hours",
  where: { operation: operationsOf.compute, result: ["done"] },
  judgement: {
    is: "after",
    by: ["caller"],
    cause: { where: { operation: operationsOf.elevation, result: ["done"] } },
    hours: "followUpHours",
  },
  unwatched:
    "Azure exports the tenant's own log nowhere, so a workspace never sees the elevation beside the creation; the alert on elevation itself reads Entra's audit log.",
  say: answers =>
    `created compute at ${firstOf(answers)}, within hours of elevating its access (${listed(answers, "operation")})${regionsOf(answers)}`,
});
