import type { User } from "../evidence/users";
import { Accounts } from "./accounts";
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
    const idle = ({ id, lastSignIn, createdOn }: User): Idle | "unknown" => {
      if (lastSignIn !== undefined) return { since: lastSignIn, signedIn: true };
      if (!told || createdOn === undefined || missingFor(unread, id)) return "unknown";
      return { since: createdOn, signedIn: false };
    };
    const accounts = Accounts.of(users.value);
    return {
      value: {
        get(id) {
          const user = accounts.get(id);
          return user && idle(user);
        },
      },
    };
  },
});
