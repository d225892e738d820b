import { byHand } from "../cures/identities";
import { rangesOf } from "../facts/address-ranges";
import { signalCheck } from "../signal-check";
import { firstOf, listed, timesOf } from "../signals/say";
import { peopleTypes } from "../signals/sign-in-log";

export default signalCheck(
  {
    id: "password-guessing",
    title: "Nobody tries passwords of several accounts from one address",
    faultTitle: "Passwords of several accounts were tried from one address",
    severity: "high",
    why: "People mistype their own password, at their own machine. Wrong passwords of many accounts from one address are somebody with a list.",
    fix: "Block the address, look for an account of the list that signed in from it, and reset the passwords of those that were tried. If the address is yours, name it under ownedAddresses.",
    cure: byHand("closeSignIns"),
    control: "sign-in-activity",

    log: "signIns",
    attack: "T1110.003",
    answers: ["RE-19"],
    grain: "guesses",
    where: { result: ["password"], signInType: peopleTypes },
    judgement: { is: "over", by: ["address"], count: ["principal"], limit: "guessedAccounts", hours: "burstHours" },
    say: (answers, accounts) =>
      `passwords of ${accounts.length} accounts were tried within hours from ${listed(answers, "address")}, ${timesOf(answers)} times from ${firstOf(answers)} on`,
  },
  {
    needs: [],
    only: (_, { estate }) => {
      const own = rangesOf(estate.ownedAddresses);
      return ({ key }) => !own.has(key.address ?? "");
    },
  },
);
