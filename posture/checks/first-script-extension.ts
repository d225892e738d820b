import { signalCheck } from "../signal-check";
import { operationsOf, scriptTypes, untoldExtension } from "../signals/operations";
import { firstOf, listed } from "../signals/say";

export default signalCheck({
  id: "first-script-extension",
  title: "Nobody runs scripts by extension who never used extensions",
  faultTitle: "An account without any history of extensions had one run a script",
  severity: "medium",
  why: "A script extension runs as root whatever its settings say. The miner comes that way onto machines that exist already, and the stolen account has never done so before.",
  fix: "Ask the person what the script was. If nobody knows, isolate the machine and treat the account as stolen.",
  control: "gpu-extension-activity",

  log: "activity",
  attack: "T1651",
  answers: ["MI-03"],
  grain: "hours",
  where: { operation: operationsOf.extension, result: ["done"] },
  judgement: {
    is: "first",
    by: ["caller"],
    recent: { extension: scriptTypes },
    untold: untoldExtension,
  },
  say: answers =>
    `had an extension run a script at ${firstOf(answers)} (${listed(answers, "extension")}), and had never used an extension before`,
});
