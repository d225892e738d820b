import { by, grouped } from "../facts/collate";
import { signalCheck } from "../signal-check";
import { directoryOperations } from "../signals/directory-operations";
import { operationsOf } from "../signals/operations";
import { firstOf, listed, nameOf, regionsOf } from "../signals/say";

const changed = { operation: directoryOperations("method"), result: ["done"] };

export default signalCheck(
  {
    id: "mfa-method-change-before-compute",
    title: "Nobody creates compute right after another second factor was registered",
    faultTitle: "Somebody created compute right after the second factor of the account was changed",
    severity: "high",
    why: "Whoever has a password and may register a factor of their own passes every policy that asks for MFA. A new factor and new machines within hours are how a stolen account becomes a mine.",
    fix: "Ask the person whether they changed it. If not, take the factor away, revoke the sessions, have the password changed, and stop what was created.",
    control: "mfa-compute-creators",

    log: "activity",
    attack: "T1556.006",
    answers: ["DE-06"],
    grain: "hours",
    where: { operation: operationsOf.compute, result: ["done"] },
    judgement: {
      is: "after",
      by: ["caller"],
      cause: { log: "directory", grain: "changes", where: changed, by: ["target"] },
      hours: "followUpHours",
    },
    say: answers => `created compute at ${firstOf(answers)} (${listed(answers, "operation")})${regionsOf(answers)}`,
  },
  {
    needs: ["directoryAnswers"],
    also: ({ directoryAnswers }) => {
      const changes = grouped(
        directoryAnswers.of.changes.filter(
          ({ key }) => changed.operation.includes(key.operation ?? "") && changed.result.includes(key.result ?? ""),
        ),
        ({ key }) => key.target ?? "",
      );
      return ({ of, answers }) => {
        const last = answers
          .map(answer => answer.last)
          .sort()
          .at(-1)!;
        const before = (changes.get(of.caller ?? "") ?? [])
          .filter(({ first }) => first <= last)
          .sort(by(({ first }) => first))
          .slice(-1);
        return {
          say: `, within hours of a change of its second factor (${listed(before, "operation")}, at ${firstOf(before)}, by ${nameOf(before, "actorName", "actor")})`,
        };
      };
    },
  },
);
