import type { LiveResource } from "../evidence/resources";
import { operationsOf } from "../signals/operations";
import type { Answer } from "../signals/question";
import { callersIn } from "../signals/say";
import { grouped } from "./collate";
import { derivation } from "./derivation";
import { createdOn } from "./standing";

/** Minutes that a resource may count as created before the log's first record of it, and after its last. */
const slackMinutes = { before: 5, after: 20 } as const;
const minute = 60_000;

/**
 * Who created a resource, as far as the log tells: whoever created resources of its type, at its size and in its region, when it
 * came to be. The log is read by hours and not by resources, so that several may be named.
 */
export default derivation<"creators">()({
  needs: ["activityAnswers"],
  derive({ activityAnswers: { value: answers } }) {
    const creations = new Set<string>(operationsOf.compute);
    const acts = grouped(
      answers.of.hours.filter(({ key }) => creations.has(key.operation ?? "") && key.result === "done"),
      ({ key }) => `${key.subscription} ${key.operation}`,
    );
    const of = (resource: LiveResource): readonly string[] => {
      const created = createdOn({ resource });
      if (created === undefined) return [];
      const { type, subscription, region } = resource;
      const here = acts.get(`${subscription} ${type.toLowerCase()}/write`) ?? [];
      const found = here.filter(act => isWithin(act, Date.parse(created)) && isIn(act, region));
      return callersIn(found, answers);
    };
    return { value: { of } };
  },
});

const isWithin = ({ first, last }: Answer, created: number): boolean =>
  created >= Date.parse(first) - slackMinutes.before * minute &&
  created <= Date.parse(last) + slackMinutes.after * minute;

/** A record that does not name its region may tell of any. */
const isIn = ({ key }: Answer, region: string | undefined): boolean =>
  !key.region || region === undefined || key.region === region;
