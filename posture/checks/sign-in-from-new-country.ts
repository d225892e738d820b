import { signalCheck } from "../signal-check";
import { firstOf, listed } from "../signals/say";
import { peopleTypes } from "../signals/sign-in-log";

export default signalCheck({
  id: "sign-in-from-new-country",
  title: "People sign in from countries that are theirs",
  faultTitle: "Somebody signed in to Azure management from a country that is new to them",
  severity: "medium",
  why: "Whoever bought a stolen password is seldom where its owner is.",
  fix: "Ask whether the person travelled. If not, revoke the sessions, reset the password, and look for what the account did since.",
  control: "sign-in-activity",

  log: "signIns",
  attack: "T1078.004",
  answers: ["RE-12"],
  grain: "origins",
  where: { result: ["done"], signInType: peopleTypes },
  judgement: { is: "first", by: ["principal", "country"], known: ["principal"] },
  say: answers =>
    `signed in to Azure management from ${listed(answers, "country")} for the first time, at ${firstOf(answers)}, from ${listed(answers, "address")}`,
});
