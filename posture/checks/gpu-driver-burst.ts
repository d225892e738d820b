import { signalCheck } from "../signal-check";
import { driverTypes, operationsOf, withExtensions } from "../signals/operations";
import { firstOf, listed, timesOf } from "../signals/say";

export default signalCheck({
  id: "gpu-driver-burst",
  title: "GPU drivers are installed on few machines at a time",
  faultTitle: "GPU drivers were installed on many machines within hours",
  severity: "high",
  why: "The driver is the last step before mining begins. Attackers install it over the whole burst of machines.",
  fix: "Look at the machines and at whoever installed the drivers; stop what nobody knows of.",
  control: "gpu-extension-activity",

  log: "activity",
  attack: "T1072",
  answers: ["MI-01", "MI-02"],
  grain: "hours",
  where: { operation: [...operationsOf.extension, ...withExtensions], extension: driverTypes, result: ["done"] },
  judgement: { is: "over", by: ["caller"], count: [], limit: "driverInstalls", hours: "burstHours" },
  say: answers =>
    `installed GPU drivers ${timesOf(answers)} times within hours, from ${firstOf(answers)} on (${listed(answers, "extension")})`,
});
