import { derivation, missingFor } from "./derivation";
import type { Idle } from "./types";

/** Since when each account has not been used. */
export default derivation<"idleAccounts">()({
  needs: ["users"],
  fields: ["lastSignIn", "createdOn"],
  derive({ users }) {
    const unread = users.gaps.filter(({ field }) => field === "lastSignIn");
    const idle = users.value.map(({ id, lastSignIn, createdOn }): [string, Idle | "unknown"] => {
      if (lastSignIn !== undefined) return [id, { since: lastSignIn, signedIn: true }];
      if (createdOn === undefined || missingFor(unread, id)) return [id, "unknown"];
      return [id, { since: createdOn, signedIn: false }];
    });
    return { value: new Map(idle) };
  },
});
