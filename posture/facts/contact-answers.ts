import { derivation } from "./derivation";
import { logAnswers } from "./log-answers";

/** Which machines asked for a mining pool, by the question that it answers. */
export default derivation<"contactAnswers">()({
  needs: ["poolContacts"],
  derive: ({ poolContacts }) => ({ value: logAnswers("contacts", poolContacts) }),
});
