import type { LogAnswers } from "../facts/types";
import { signalCheck } from "../signal-check";
import { denial, deploymentOperations, operationsOf, policyCode } from "../signals/operations";
import { firstOf, listed, regionsOf } from "../signals/say";

export default signalCheck(
  {
    id: "refused-compute",
    title: "Nobody is refused compute by a policy",
    faultTitle: "An account tried to create compute that a policy refused",
    severity: "medium",
    why: "The door held. Whoever tried it may be an attacker, who will look for another one.",
    fix: "Ask the person what it was for. If nobody knows, treat the account as stolen.",
    control: "compute-activity",

    log: "activity",
    attack: "T1578.002",
    answers: ["RE-01"],
    grain: "failures",
    where: {
      operation: [...operationsOf.compute, ...deploymentOperations, denial],
      result: ["failed"],
      code: [policyCode],
      refused: ["compute", "itself"],
    },
    judgement: { is: "any", by: ["caller"] },
    people: true,
    say: answers =>
      `was refused compute by a policy, at ${firstOf(answers)} (${listed(answers, "operation")})${regionsOf(answers)}`,
  },
  {
    needs: ["activityAnswers"],
    // A template that was refused may not tell what of it; the record of the refusal itself, which Azure Policy leaves, does.
    *open({ activityAnswers }, { estate, manifest }) {
      const since = Date.parse(manifest.collectedAt) - estate.thresholds.detectionDays * 86_400_000;
      for (const [id, name] of untold(activityAnswers, since))
        yield {
          subject: { kind: "user", id, name },
          unknown: "a policy refused it a template, and the log does not tell whether there was compute in it",
        };
    },
  },
);

/** People whom a policy refused a template of which nothing tells what was in it, by id, with their names. */
function untold({ of: { failures }, nameOf }: LogAnswers<"activity">, since: number): ReadonlyMap<string, string> {
  const refused = failures.filter(({ key, last }) => key.code === policyCode && Date.parse(last) >= since);
  const told = refused.filter(({ key }) => key.operation === denial);
  const isTold = ({ key, first, last }: (typeof refused)[number]) =>
    told.some(
      other =>
        other.key.caller === key.caller &&
        Date.parse(other.first) - hour <= Date.parse(last) &&
        Date.parse(first) <= Date.parse(other.last) + hour,
    );
  return new Map(
    refused
      .filter(answer => answer.key.refused === "" && nameOf(answer.key.caller ?? "").includes("@") && !isTold(answer))
      .map(({ key: { caller = "" } }) => [caller, nameOf(caller)]),
  );
}

const hour = 3_600_000;
