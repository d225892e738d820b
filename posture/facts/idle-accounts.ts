import { derivation, missingFor } from "./derivation";
import { entraP1, hasPlan } from "./tenant-plans";
import type { Idle } from "./types";

/** Since when each account has not been used. */
export default derivation<"idleAccounts">()({
  needs: ["tenant", "users"],
  fields: ["lastSignIn", "createdOn"],
  derive({ tenant, users }) {
    const told = hasPlan(tenant.value, entraP1) !== "no";
    const unread = users.gaps.filter(({ field }) => field === "lastSignIn");
    const idle = users.value.map(({ id, lastSignIn, createdOn }): [string, Idle | "unknown"] => {
      if (lastSignIn !== undefined) return [id, { since: lastSignIn, signedIn: true }];
      if (!told || createdOn === undefined || missingFor(unread, id)) return [id, "unknown"];
      return [id, { since: createdOn, signedIn: false }];
    });
    return { value: new Map(idle) };
  },
});
