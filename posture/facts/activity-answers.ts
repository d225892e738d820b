import { derivation } from "./derivation";
import { logAnswers } from "./log-answers";

/** What was done in Azure, by the question that it answers. */
export default derivation<"activityAnswers">()({
  needs: ["activity"],
  derive: ({ activity }) => ({ value: logAnswers("activity", activity) }),
});
