import { signalCheck } from "../signal-check";
import { driverTypes, operationsOf, untoldExtension } from "../signals/operations";
import { firstOf, listed } from "../signals/say";

export default signalCheck({
  id: "first-gpu-driver-installer",
  title: "Nobody installs GPU drivers who never used extensions",
  faultTitle: "An account without any history of extensions installed a GPU driver",
  severity: "high",
  why: "In the attacks that Microsoft describes, the stolen accounts had never used an extension before they installed drivers in bulk.",
  fix: "Ask the person. If nobody knows, stop the machine and treat the account as stolen.",
  control: "gpu-extension-activity",

  log: "activity",
  attack: "T1072",
  answers: ["MI-03"],
  grain: "hours",
  where: { operation: operationsOf.extension, result: ["done"] },
  judgement: {
    is: "first",
    by: ["caller"],
    recent: { extension: driverTypes },
    untold: untoldExtension,
  },
  say: answers =>
    `installed a GPU driver at ${firstOf(answers)} (${listed(answers, "extension")}), and had never used an extension before`,
});
