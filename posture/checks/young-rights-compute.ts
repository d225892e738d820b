import type { Certainty } from "../../catalogue/certainty";
import type { Estate } from "../../catalogue/estate";
import { grouped } from "../facts/collate";
import { withGroupGrants } from "../facts/group-grants";
import type { OlderRights } from "../facts/types";
import { signalCheck } from "../signal-check";
import { operationsOf } from "../signals/operations";
import type { Answer } from "../signals/question";
import { callersOf, firstOf, listed, regionsOf } from "../signals/say";

const isCompute: ReadonlySet<string> = new Set(operationsOf.compute);

export default signalCheck(
  {
    id: "young-rights-compute",
    title: "Nobody creates compute by rights that are hours old",
    faultTitle: "Somebody created compute by rights that were hours old",
    severity: "high",
    why: "Attackers give an account of theirs a role and build the mine with it before anybody reviews who holds what.",
    fix: "Ask whoever granted the role what it was for. If nobody knows, take it away, stop what was created, and treat both accounts as stolen.",
    control: "compute-activity",

    log: "activity",
    attack: "T1098.003",
    answers: ["AL-04"],
    grain: "hours",
    where: { operation: operationsOf.compute, result: ["done"] },
    judgement: {
      is: "after",
      by: ["caller"],
      cause: { where: { operation: operationsOf.grant, result: ["done"] }, by: ["grantee"] },
      hours: "youngRightsHours",
    },
    unwatched:
      "Privileged Identity Management grants a role with each activation, and no workspace knows who was eligible, or held another role before.",
    say: answers =>
      `created compute at ${firstOf(answers)}, by ${listed(answers, "operation")}${regionsOf(answers)}, within hours of being given a role`,
  },
  {
    needs: ["olderRights", "activityAnswers", "memberships"],
    // A role that a group is given is given to its members, which the log does not say.
    seen: ({ activityAnswers, memberships }) => ({ activityAnswers: withGroupGrants(activityAnswers, memberships) }),
    only: ({ olderRights }, { estate }) => {
      const held = before(olderRights, estate);
      return answer => !isCompute.has(answer.key.operation ?? "") || held(answer) !== "yes";
    },
    also: ({ olderRights, activityAnswers: { of: log, nameOf } }, { estate }) => {
      const held = before(olderRights, estate);
      const grants = grouped(
        log.hours.filter(({ key }) => key.grantee && key.result === "done"),
        ({ key }) => key.grantee!,
      );
      return ({ of: { caller = "" }, answers }) => {
        if (answers.every(answer => held(answer) === "unknown"))
          return {
            unknown:
              "it created compute within hours of being given a role, and it is not known which others it held before",
          };
        const given = grants.get(caller) ?? [];
        const groups = listed(given, "through");
        return { say: `, by ${callersOf(given, { nameOf })}${groups && `, through ${groups}`}` };
      };
    },
  },
);

/** Whether whoever created compute held a right there before, that was not young then. */
const before =
  (olderRights: OlderRights, { thresholds }: Estate) =>
  ({ key, first }: Answer): Certainty => {
    const old = new Date(Date.parse(first) - thresholds.youngRightsHours * 3_600_000).toISOString();
    return olderRights.heldBefore(key.caller ?? "", key.subscription ?? "", old);
  };
