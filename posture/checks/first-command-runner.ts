import { signalCheck } from "../signal-check";
import { operationsOf } from "../signals/operations";
import { firstOf, listed, timesOf } from "../signals/say";

export default signalCheck({
  id: "first-command-runner",
  title: "Nobody runs commands on machines who never did before",
  faultTitle: "An account ran a command on a machine for the first time",
  severity: "medium",
  why: "A run command, a serial console or an exec starts the miner without any sign-in to the machine.",
  fix: "Ask the person what was run. If nobody knows, isolate the machine and treat the account as stolen.",
  control: "compute-activity",

  log: "activity",
  attack: "T1651",
  answers: ["DC-11", "DC-12"],
  grain: "operations",
  where: { operation: operationsOf.command, result: ["done"] },
  judgement: { is: "first", by: ["caller"] },
  say: answers =>
    `ran commands on machines for the first time, at ${firstOf(answers)}: ${timesOf(answers)} (${listed(answers, "operation")})`,
});
