import { derivation } from "./derivation";
import { logAnswers } from "./log-answers";

/** Who signed in to Azure management, by the question that it answers. */
export default derivation<"signInAnswers">()({
  needs: ["signInActivity"],
  derive: ({ signInActivity }) => ({ value: logAnswers("signIns", signInActivity) }),
});
