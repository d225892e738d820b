import { hours, operations, reach } from "../signals/questions";
import { grouped } from "./collate";
import { derivation } from "./derivation";

/** What was done in Azure, by the question that it answers. */
export default derivation<"activityAnswers">()({
  needs: ["activity"],
  derive({ activity: { value, gaps } }) {
    const byQuestion = grouped(value, ({ question }) => question);
    const reaches = (byQuestion.get(reach.id) ?? []).filter(({ key }) => key.subscription !== "");
    return {
      value: {
        operations: byQuestion.get(operations.id) ?? [],
        hours: byQuestion.get(hours.id) ?? [],
        // The youngest log tells: what it does not hold may have been done there.
        whole: gaps.every(({ subjects }) => subjects?.length === 0),
        from: reaches
          .map(({ first }) => first)
          .sort()
          .at(-1),
      },
    };
  },
});
