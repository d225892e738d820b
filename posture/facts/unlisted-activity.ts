import { unlisted } from "../signals/questions";
import { derivation } from "./derivation";

/** What was done in subscriptions that no list shows, as far as an engine keeps their logs. */
export default derivation<"unlistedActivity">()({
  needs: ["activity"],
  fields: [unlisted.id],
  derive: ({ activity }) => ({ value: activity.value.filter(({ question }) => question === unlisted.id) }),
});
