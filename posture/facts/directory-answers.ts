import { derivation } from "./derivation";
import { logAnswers } from "./log-answers";

/** Who changed applications and authentication methods, by the question that it answers. */
export default derivation<"directoryAnswers">()({
  needs: ["directoryActivity"],
  derive: ({ directoryActivity }) => ({ value: logAnswers("directory", directoryActivity) }),
});
