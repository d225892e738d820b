import blastRadius from "./blast-radius";
import computeCreators from "./compute-creators";
import administrators from "./defence/administrators";
import defence from "./defence/defence";
import managementMfa from "./defence/management-mfa";
import risk from "./defence/risk";
import signInGuards from "./defence/sign-in-guards";
import type { Derivation } from "./derivation";
import elevationHistory from "./elevation-history";
import idleAccounts from "./idle-accounts";
import idleQuota from "./idle-quota";
import type { Derived } from "./types";

// Their needs differ, and `derive` is contravariant in them, so the erased type needs `any`.
// biome-ignore lint/suspicious/noExplicitAny: see above
export const derivations: { readonly [K in keyof Derived]: Derivation<K, any, any> } = {
  computeCreators,
  managementMfa,
  defence,
  risk,
  signInGuards,
  administrators,
  idleAccounts,
  idleQuota,
  elevationHistory,
  blastRadius,
};
