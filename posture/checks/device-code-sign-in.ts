import { signalCheck } from "../signal-check";
import { firstOf, listed } from "../signals/say";

export default signalCheck({
  id: "device-code-sign-in",
  title: "Nobody signs in to Azure management by device code who never did",
  faultTitle: "Somebody signed in to Azure management by device code for the first time",
  severity: "medium",
  why: "Whoever types in a code that somebody else sent gives that other person a token, and MFA does not help: it is the victim who passes it.",
  fix: "Ask the person where the code came from. If from somebody else, revoke the sessions. Block the device code flow by a policy.",
  control: "sign-in-activity",

  log: "signIns",
  attack: "T1528",
  answers: ["RE-12"],
  grain: "origins",
  where: { protocol: ["deviceCode"], result: ["done"] },
  judgement: { is: "first", by: ["principal"] },
  say: answers =>
    `signed in to Azure management by device code for the first time, at ${firstOf(answers)}, from ${listed(answers, "address")}`,
});
