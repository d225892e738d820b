import blastRadius from "./blast-radius";
import computeCreators from "./compute-creators";
import defence from "./defence/defence";
import managementMfa from "./defence/management-mfa";
import risk from "./defence/risk";
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
  idleAccounts,
  idleQuota,
  elevationHistory,
  blastRadius,
};
