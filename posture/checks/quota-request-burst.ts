import { signalCheck } from "../signal-check";
import { operationsOf } from "../signals/operations";
import { firstOf, listed, timesOf } from "../signals/say";

export default signalCheck({
  id: "quota-request-burst",
  title: "Nobody asks for quota again and again",
  faultTitle: "An account asked for quota several times within a day",
  severity: "high",
  why: "Attackers raise quota over regions and families before they create machines, up to a month before.",
  fix: "Ask the person. Lower what was granted and nobody needs, and withdraw the tickets that are open.",
  control: "quota-increase-activity",

  log: "activity",
  attack: "T1578.002",
  answers: ["IM-01", "RE-15", "RE-16"],
  grain: "hours",
  where: { operation: operationsOf.quota },
  judgement: { is: "over", by: ["caller"], count: [], limit: "quotaRequests", hours: "quotaHours" },
  say: answers =>
    `asked for quota ${timesOf(answers)} times within a day, from ${firstOf(answers)} on (${listed(answers, "operation")})`,
});
