import { signalCheck } from "../signal-check";
import { firstOf, listed } from "../signals/say";
import { peopleTypes } from "../signals/sign-in-log";

export default signalCheck({
  id: "sign-in-from-new-network",
  title: "People sign in from networks that are theirs",
  faultTitle: "Somebody signed in to Azure management from a network that is new to them",
  severity: "low",
  why: "A stolen account shows first by where it signs in from: a network that its owner has never used.",
  fix: "Ask the person. Together with another finding on the same account, treat the account as stolen.",
  control: "sign-in-activity",

  log: "signIns",
  attack: "T1078.004",
  answers: ["RE-12"],
  grain: "origins",
  where: { result: ["done"], signInType: peopleTypes },
  judgement: { is: "first", by: ["principal", "asn"], known: ["principal"] },
  say: answers =>
    `signed in to Azure management from network AS${listed(answers, "asn")} for the first time, at ${firstOf(answers)}, from ${listed(answers, "address")}`,
});
