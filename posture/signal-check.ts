import type { Subject } from "../catalogue/outcome";
import { type Check, defineCheck } from "./check";
import type { Subscription } from "./evidence/subscriptions";
import { subscriptionSubject } from "./facts/subjects";
import { judge } from "./signals/judge";
import type { Answer } from "./signals/question";
import type { Signal } from "./signals/signal";

/** A check that judges the activity log by a signal; the signal stays with it, for guardrails and docs. */
export type SignalCheck = Check<"activityAnswers" | "subscriptions"> & { readonly signal: Signal };

/** The check that follows from a signal. */
export function signalCheck(signal: Signal): SignalCheck {
  const { id, title, faultTitle, severity, why, fix, control, grain, where, judgement, people, say } = signal;
  const check = defineCheck({
    ...{ id, title, faultTitle, severity, why, fix, control },
    needs: ["activityAnswers", "subscriptions"],
    *run({ activityAnswers, subscriptions }, { estate, manifest }) {
      const frame = { limits: estate.thresholds, now: manifest.collectedAt, ...activityAnswers };
      for (const verdict of judge(judgement, where, activityAnswers[grain], frame)) {
        if ("unknown" in verdict) yield { subject: tenantSubject(manifest.tenant), unknown: verdict.unknown };
        else {
          const { of, answers, values = [] } = verdict;
          const { caller, subscription, ...others } = of;
          const name = caller === undefined ? undefined : nameOf(caller, activityAnswers.operations);
          if (people && !name?.includes("@")) continue;
          const key = Object.values(caller === undefined ? others : of).join(" ");
          yield {
            subject:
              name === undefined
                ? placeOf(subscription, subscriptions, manifest.tenant)
                : { kind: name.includes("@") ? "user" : "servicePrincipal", id: caller!, name },
            fault: say(answers, values),
            ...(caller === undefined && key && { key }),
            proof: proofOf(answers),
          };
        }
      }
    },
  });
  return { ...check, signal };
}

const tenantSubject = (tenant: string): Subject => ({ kind: "tenant", id: tenant, name: "the activity log" });

function placeOf(id: string | undefined, subscriptions: readonly Subscription[], tenant: string): Subject {
  if (!id) return tenantSubject(tenant);
  return subscriptionSubject(subscriptions.find(one => one.id === id) ?? { id, name: id, state: "Unknown" });
}

/** The name that the log has of whoever did it. People sign in by a name with an at sign. */
const nameOf = (caller: string, operations: readonly Answer[]): string =>
  operations.find(({ key, distinct }) => key.caller === caller && distinct.name?.length)?.distinct.name?.[0] ?? caller;

/** When, from where and by which methods, each list short enough to be read. */
function proofOf(answers: readonly Answer[]): string[] {
  const values = (column: string) =>
    [...new Set(answers.flatMap(({ key, distinct }) => distinct[column] ?? [key[column] ?? ""]))]
      .filter(Boolean)
      .sort()
      .slice(0, 5);
  const [addresses, methods] = [values("address"), values("methods")];
  const last = answers
    .map(answer => answer.last)
    .sort()
    .at(-1)!;
  return [
    `last at ${last}`,
    ...(addresses.length ? [`from ${addresses.join(", ")}`] : []),
    ...(methods.length ? [`signed in by ${methods.join("; ")}`] : []),
  ];
}
