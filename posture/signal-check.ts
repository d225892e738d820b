import type { Subject } from "../catalogue/outcome";
import { type Check, defineCheck } from "./check";
import { judge } from "./signals/judge";
import type { Answer } from "./signals/question";
import type { Signal } from "./signals/signal";

/** A check that judges the activity log by a signal; the signal stays with it, for guardrails and docs. */
export type SignalCheck = Check<"activityAnswers"> & { readonly signal: Signal };

/** The check that follows from a signal. */
export function signalCheck(signal: Signal): SignalCheck {
  const { id, title, faultTitle, severity, why, fix, control, grain, where, judgement, say } = signal;
  const check = defineCheck({
    ...{ id, title, faultTitle, severity, why, fix, control },
    needs: ["activityAnswers"],
    *run({ activityAnswers }, { estate, manifest }) {
      const frame = { limits: estate.thresholds, now: manifest.collectedAt, from: activityAnswers.from };
      for (const verdict of judge(judgement, where, activityAnswers[grain], frame)) {
        if ("unknown" in verdict) yield { subject: tenantSubject(manifest.tenant), unknown: verdict.unknown };
        else {
          const { of, answers, values = [] } = verdict;
          yield {
            subject: subjectOf(of.caller ?? "", activityAnswers.operations, manifest.tenant),
            fault: say(answers, values),
            proof: proofOf(answers),
          };
        }
      }
    },
  });
  return { ...check, signal };
}

const tenantSubject = (tenant: string): Subject => ({ kind: "tenant", id: tenant, name: "the activity log" });

/** Whoever did it, by the name that the log has. People sign in by a name with an at sign. */
function subjectOf(caller: string, operations: readonly Answer[], tenant: string): Subject {
  if (caller === "") return tenantSubject(tenant);
  const name = operations.find(({ key, distinct }) => key.caller === caller && distinct.name?.length)?.distinct
    .name?.[0];
  return { kind: (name ?? caller).includes("@") ? "user" : "servicePrincipal", id: caller, name: name ?? caller };
}

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
