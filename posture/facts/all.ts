import access from "./access/graph";
import blastRadius from "./blast-radius";
import burning from "./burning";
import computeCreators from "./compute-creators";
import type { Derivation } from "./derivation";
import elevationHistory from "./elevation-history";
import idleAccounts from "./idle-accounts";
import idleMlQuota from "./idle-ml-quota";
import idleQuota from "./idle-quota";
import mfa from "./mfa";
import tenantBlast from "./tenant-blast";
import type { Derived } from "./types";

// Their needs differ, and `derive` is contravariant in them, so the erased type needs `any`.
// biome-ignore lint/suspicious/noExplicitAny: see above
export const derivations: { readonly [K in keyof Derived]: Derivation<K, any> } = {
  access,
  computeCreators,
  mfa,
  idleAccounts,
  idleQuota,
  idleMlQuota,
  elevationHistory,
  blastRadius,
  tenantBlast,
  burning,
};
