import type { QuotaAsk } from "../facts/types";
import { plural } from "../report-text";
import { signalCheck } from "../signal-check";
import { operationsOf } from "../signals/operations";
import { firstOf, listed, timesOf } from "../signals/say";

export default signalCheck(
  {
    id: "quota-request-burst",
    title: "Nobody asks for quota again and again",
    faultTitle: "An account asked for quota several times within a day",
    severity: "high",
    why: "Attackers raise quota over regions and families before they create machines, up to a month before.",
    fix: "Ask the person. Lower what was granted and nobody needs, and withdraw the tickets that are open.",
    control: "quota-increase-activity",

    log: "activity",
    attack: "T1578.002",
    answers: ["IM-01", "RE-15", "RE-16", "RE-17"],
    grain: "hours",
    where: { operation: operationsOf.quota, unrelated: [""] },
    judgement: { is: "over", by: ["caller"], count: [], limit: "quotaRequests", hours: "quotaHours" },
    say: answers =>
      `asked for quota ${timesOf(answers)} times within a day, from ${firstOf(answers)} on (${listed(answers, "operation")})`,
  },
  {
    needs: ["quotaAsks"],
    // A request that lowers a limit has the same form.
    only:
      ({ quotaAsks }) =>
      answer =>
        quotaAsks.get(answer)?.raises !== "no",
    also:
      ({ quotaAsks }) =>
      ({ answers }) => {
        const asks = answers.flatMap(answer => quotaAsks.get(answer) ?? []);
        const refused = answers.filter(({ key }) => key.result === "failed");
        return { say: `${over(asks)}${refused.length > 0 ? `; ${plural(timesOf(refused), "time")} refused` : ""}` };
      },
  },
);

/** Over which regions, and of which families; empty where no record tells. */
function over(asks: readonly QuotaAsk[]): string {
  const regions = sorted(asks.map(({ region }) => region));
  const idle = sorted(asks.filter(({ idleRegion }) => idleRegion).map(({ region }) => region));
  const accelerators = sorted(asks.flatMap(({ known, family }) => (known?.accelerator ? [family] : [])));
  return [
    ...(regions.length > 0 ? [`over ${regions.join(", ")}`] : []),
    ...(idle.length > 0 ? [`nothing runs in ${idle.join(", ")}`] : []),
    ...(accelerators.length > 0 ? [`of the accelerators ${accelerators.join(", ")}`] : []),
  ]
    .map(part => `; ${part}`)
    .join("");
}

const sorted = (values: readonly string[]): readonly string[] => [...new Set(values)].filter(Boolean).sort();
