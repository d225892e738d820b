import blastRadius from "./blast-radius";
import type { Derivation } from "./derivation";
import elevationHistory from "./elevation-history";
import idleAccounts from "./idle-accounts";
import idleQuota from "./idle-quota";
import mfa from "./mfa";
import orderers from "./compute-creators";
import type { Derived } from "./types";

// Their needs differ, and `derive` is contravariant in them, so the erased type needs `any`.
// biome-ignore lint/suspicious/noExplicitAny: see above
export const derivations: { readonly [K in keyof Derived]: Derivation<K, any> } = {
  orderers,
  mfa,
  idleAccounts,
  idleQuota,
  elevationHistory,
  blastRadius,
};
