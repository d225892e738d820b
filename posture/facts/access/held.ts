import type { Certainty } from "../../../catalogue/certainty";
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
  /** Where its role is taken to be rewritten by its holder: what it was before, and by which right. */
  readonly rewritten?: Rewritten;
  /** Where it is another's right to rewrite a custom role, and nothing else. */
  readonly rewrites?: Rewriting;
  /** The rights that it gives where nothing is denied: to its holder, and to the members of its holder. */
  readonly plain: { readonly own: readonly CreateRight[]; readonly member: readonly CreateRight[] };
}

/** A custom role as it was read, and the holding that lets its definition be written. */
export interface Rewritten {
  readonly role: RoleDefinition;
  readonly by: Held;
}

/** How a custom role may be rewritten: surely or perhaps, and when. */
export interface Rewriting extends Rewritten {
  readonly verdict: Certainty;
  readonly tenure: CreateRight["tenure"];
}

/** What one may do itself. */
export interface Own {
  readonly held: readonly Held[];
  readonly denials: readonly Denial[];
  readonly who: Grantee;
  readonly rights: readonly CreateRight[];
  /** The custom roles in somebody's hand that it may rewrite. */
  readonly rewrites: ReadonlyMap<RoleDefinition, Rewriting>;
}
