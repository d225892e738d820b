import { derivation } from "../derivation";

/** The states of an alert that somebody has dealt with. */
const closed = new Set(["resolved", "dismissed"]);

/**
 * Accounts that somebody else may hold already, by object id and, from alerts, by user principal name: both in lower
 * case. No kind of MFA answers that. It only ever adds to what is known: of whom nothing stands here nothing is said.
 */
export default derivation<"risk">()({
  needs: [],
  decidesSome: ["riskyUsers", "defenderAlerts"],
  derive({ riskyUsers, defenderAlerts }) {
    const value = new Map<string, string>();
    for (const { status, severity, accounts = [] } of defenderAlerts.value) {
      if (closed.has(status.toLowerCase()) || severity.toLowerCase() === "informational") continue;
      for (const account of accounts) value.set(account, "an open alert is about it");
    }
    for (const { user, state, level } of riskyUsers.value)
      if (state === "confirmedCompromised") value.set(user, "it is confirmed to be compromised");
      else if (level.toLowerCase() === "high") value.set(user, "it is at high risk");
    return { value };
  },
});
