import { operationsOf } from "../signals/operations";
import { grouped } from "./collate";
import { derivation } from "./derivation";

const creating: ReadonlySet<string> = new Set(operationsOf.compute);

/**
 * What somebody created of compute, hour by hour, by the id of the caller in lower case. It only ever adds to what is known: of whom
 * nothing stands here nothing is said.
 */
export default derivation<"creations">()({
  needs: [],
  decidesSome: ["activityAnswers"],
  derive({ activityAnswers }) {
    const done = activityAnswers.value.of.hours.filter(
      ({ key }) => key.result === "done" && creating.has(key.operation ?? ""),
    );
    return { value: grouped(done, ({ key }) => key.caller ?? "") };
  },
});
