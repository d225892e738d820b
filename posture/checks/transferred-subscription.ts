import { signalCheck } from "../signal-check";
import { operationsOf } from "../signals/operations";
import type { Answer } from "../signals/question";
import { callersOf, firstOf } from "../signals/say";

export default signalCheck({
  id: "transferred-subscription",
  title: "No subscription changes tenants unseen",
  faultTitle: "A subscription changed tenants, or its ownership was accepted",
  severity: "high",
  why: "Attackers move a subscription to a tenant of their own, or one victim's to another: what runs there goes on, out of reach of those who pay or in the name of those who never ordered it.",
  fix: "Ask whoever moved it. One that went away is brought back by Microsoft support alone; of one that came in, look at what runs there and who owns it.",
  control: "subscription-transfer",

  log: "activity",
  attack: "T1666",
  answers: ["AL-05"],
  grain: "hours",
  where: { operation: operationsOf.transfer, result: ["done"] },
  judgement: { is: "any", by: ["subscription"] },
  unwatched: "The alert on critical operations of each subscription tells of it within minutes.",
  say: (answers, _, told) => {
    const by = callersOf(answers, told);
    return `${moved(answers)} at ${firstOf(answers)}${by && `, by ${by}`}`;
  },
});

/** From where to where, as far as the record says it. */
function moved(answers: readonly Answer[]): string {
  const transfers = answers.filter(({ key }) => !key.operation?.includes("acceptownership"));
  if (transfers.length === 0) return "the ownership of a subscription was accepted";
  const from = [...new Set(transfers.flatMap(({ distinct }) => distinct.fromTenant ?? []))].sort();
  const to = [...new Set(transfers.map(({ key }) => key.toTenant ?? ""))].filter(Boolean).sort();
  return `was moved${from.length > 0 ? ` from tenant ${from.join(", ")}` : ""} to ${to.length > 0 ? `tenant ${to.join(", ")}` : "another tenant"}`;
}
