import { isAtLeast } from "./defence/states";
import { derivation } from "./derivation";

/** What demands MFA of an account at Azure management. It is only said beside a finding, so nobody waits for it. */
export default derivation<"demandedMfa">()({
  needs: [],
  alongside: ["managementMfa"],
  derive: ({ managementMfa: { value } }) => ({
    value: {
      of(id) {
        const { level, by } = value.users.get(id) ?? value.unreadAccount(id);
        return isAtLeast(level, "mfa") ? (by ?? "a policy in force") : undefined;
      },
    },
  }),
});
