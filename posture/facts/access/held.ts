import type { RoleDefinition } from "../../evidence/role-definitions";
import type { CreateRight } from "../principal-rights";
import type { Scope } from "../scopes";
import type { Denial } from "./denials";
import type { Holding } from "./holdings";
import type { Grantee } from "./role-power";

/** A holding with all that does not depend on who is asked for. */
export interface Held {
  readonly holding: Holding;
  readonly holder: number;
  readonly role: RoleDefinition;
  readonly scope: Scope;
  /** The scope in lower case, without a slash at its end. */
  readonly at: string;
  readonly subscriptions: readonly string[];
  /** Those that it may reach beside them. */
  readonly perhaps: readonly string[];
  /** Whether a condition looks at who is given the role. */
  readonly personal: boolean;
  /** Whether it is another's right to give roles, to whoever holds this. */
  readonly lent?: true;
  /** The rights that it gives where nothing is denied: to its holder, and to the members of its holder. */
  readonly plain: { readonly own: readonly CreateRight[]; readonly member: readonly CreateRight[] };
}

/** What one may do itself. */
export interface Own {
  readonly held: readonly Held[];
  readonly denials: readonly Denial[];
  readonly who: Grantee;
  readonly rights: readonly CreateRight[];
}
