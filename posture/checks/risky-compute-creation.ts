import { defineCheck } from "../check";
import { judge } from "../signals/judge";
import { operationsOf } from "../signals/operations";
import { firstOf, listed, regionsOf } from "../signals/say";

export default defineCheck({
  id: "risky-compute-creation",
  title: "Nobody at risk creates compute",
  faultTitle: "An account at risk created compute",
  severity: "critical",
  why: "Somebody else may hold the account already. A risk that is followed by machines is the attack itself.",
  fix: "Stop what was created, revoke the account's sessions, have its password changed, and look for what else it did.",
  control: "risky-identities",

  needs: ["activityAnswers", "risk"],
  *run({ activityAnswers, risk }, { estate, manifest }) {
    const where = { operation: operationsOf.compute, result: ["done"] };
    const frame = { limits: estate.thresholds, now: manifest.collectedAt, ...activityAnswers };
    for (const verdict of judge({ is: "any", by: ["caller"] }, where, activityAnswers.hours, frame)) {
      if ("unknown" in verdict) continue;
      const { of, answers } = verdict;
      const id = of.caller ?? "";
      const why = risk.get(id);
      if (why === undefined) continue;
      const known = activityAnswers.operations.find(({ key, distinct }) => key.caller === id && distinct.name?.length);
      yield {
        subject: { kind: "user", id, name: known?.distinct.name?.[0] ?? id },
        fault: `${why}, and created compute at ${firstOf(answers)} (${listed(answers, "operation")})${regionsOf(answers)}`,
        proof: [`${listed(answers, "size") || "a size that no record tells"}`],
      };
    }
  },
});
