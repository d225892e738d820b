import { signalCheck } from "../signal-check";
import { firstOf, listed } from "../signals/say";
import { peopleTypes } from "../signals/sign-in-log";

export default signalCheck({
  id: "scripted-sign-in",
  title: "Nobody signs in by a script who never did",
  faultTitle: "Somebody signed in to Azure management by a script",
  severity: "high",
  why: "The attackers of Microsoft's report used a default Python agent for everything. Tools that replay stolen passwords and tokens name themselves as the library does that they are made of.",
  fix: "Ask the person whether a program of theirs signs in. If not, revoke the sessions, reset the password, and look for what the account did since.",
  control: "sign-in-activity",

  log: "signIns",
  attack: "T1078.004",
  answers: ["RE-12"],
  grain: "origins",
  where: { scripted: ["yes"], result: ["done"], signInType: peopleTypes },
  judgement: { is: "first", by: ["principal"] },
  say: answers =>
    `signed in to Azure management for the first time by a script, at ${firstOf(answers)}: ${listed(answers, "agent")}`,
});
