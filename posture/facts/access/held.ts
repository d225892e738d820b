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

/** How a holding came to be taken as everything. */
export interface Rewritten {
  /** What is held as it stands: the custom role, or the right to give it. */
  readonly before: Held;
  /** The holding that lets the definition be written. */
  readonly by: Held;
  /** The one holding by which any definition is written, if there is one. */
  readonly writer?: Held;
  /** The name of the custom role, where its holder gives it to itself first. */
  readonly given?: string;
}

/** Whether an action can be taken at a place, when, and by which holding. */
export interface Taken {
  readonly verdict: Certainty;
  readonly tenure: CreateRight["tenure"] | undefined;
  readonly by: Held | undefined;
}

/** How a custom role may be rewritten: surely or perhaps, and when. */
export interface Rewriting {
  readonly role: RoleDefinition;
  readonly by: Held;
  readonly writer?: Held;
  readonly verdict: Certainty;
  readonly tenure: CreateRight["tenure"];
  /** What else its writer holds by which definitions are written, so that the role can be assigned there too. */
  readonly over: readonly Held[];
  /** Whether its writer may write definitions at a place, and whether it may give every role there. */
  writes(at: string): Taken;
  gives(at: string): Taken;
}

/** What somebody holds and what binds it, before its rights are worked out. */
export type Hand = Pick<Own, "held" | "denials" | "who">;

/** What one may do itself. */
export interface Own {
  readonly held: readonly Held[];
  readonly denials: readonly Denial[];
  readonly who: Grantee;
  readonly rights: readonly CreateRight[];
  /** The custom roles in somebody's hand that it may rewrite. */
  readonly rewrites: ReadonlyMap<RoleDefinition, Rewriting>;
}
