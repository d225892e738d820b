import { byHand } from "../cures/identities";
import { signalCheck } from "../signal-check";
import { firstOf, timesOf } from "../signals/say";
import { peopleTypes } from "../signals/sign-in-log";

export default signalCheck({
  id: "scripted-password-guessing",
  title: "No script tries passwords of several accounts",
  faultTitle: "A script tried passwords of several accounts",
  severity: "high",
  why: "One script with a list of accounts is password guessing, from however many addresses it comes: Microsoft's report tells it by the agent that all attempts share.",
  fix: "Look for an account of the list that signed in afterwards, reset the passwords of those that were tried, and ban common passwords.",
  cure: byHand("closeSignIns"),
  control: "sign-in-activity",

  log: "signIns",
  attack: "T1110.003",
  answers: ["RE-19"],
  grain: "guesses",
  where: { result: ["password"], scripted: ["yes"], signInType: peopleTypes },
  judgement: { is: "over", by: ["agent"], count: ["principal"], limit: "guessedAccounts", hours: "burstHours" },
  say: (answers, accounts) =>
    `${answers[0]?.key.agent} tried passwords of ${accounts.length} accounts within hours, ${timesOf(answers)} times from ${firstOf(answers)} on`,
});
