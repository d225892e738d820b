import type { Certainty } from "../../catalogue/certainty";

/** Principals, and the rights over compute that they have or can come to. */

/** Who stands behind an object id. */
export interface Principal {
  /** Lower-case object id. */
  readonly id: string;
  /** The user principal name of a user, else the display name, else the id. */
  readonly name: string;
  readonly kind: "user" | "group" | "servicePrincipal" | "principal";
  /** `no`: the account is blocked, so nobody signs in with it. */
  readonly enabled: Certainty;
  readonly guest: Certainty;
  /** `no`: the directory was read and does not know the id: it was deleted. */
  readonly exists: Certainty;
  /** Of the directory of another tenant, by all that was read: it holds roles only on subscriptions of that tenant. */
  readonly foreign?: true;
}

/** A principal that can create compute, or give itself the right to. Sorted by id; rights by scope, role and assignment. */
export interface ComputeCreator {
  readonly principal: Principal;
  readonly rights: readonly CreateRight[];
  /** Something that could not be read may give it more rights than these, or take some away. */
  readonly inPart?: true;
  /** For those with roads: what would end every way at once. */
  readonly removal?: Removal;
}

/** How one becomes somebody else, or joins a group. */
export interface RoadStep {
  /** `elevation`, `group-owner` …: the files of `access/becomes`. */
  readonly kind: string;
  /** For people: "owns group Builders and can join it". */
  readonly says: string;
  /** What is owned, joined or acted as. */
  readonly to: { readonly id: string; readonly name: string };
  /** By what: the role, the permission, the machine. Empty where its kind says all. */
  readonly through: string;
}

/** The one thing whose removal ends every way to create compute, if there is one. */
export interface Removal {
  /** An imperative for people, or "no single removal". */
  readonly says: string;
  /** Id of the role assignment, the directory role, the ownership or the resource. */
  readonly id?: string;
}

/** One way in which one role assignment lets its holder create compute. */
export interface CreateRight {
  /** Id of the role assignment, or of PIM's schedule instance. */
  readonly assignment: string;
  readonly scope: string;
  /** The role definition's GUID. */
  readonly role: string;
  readonly roleName: string;
  readonly custom: boolean;
  /** The group that holds the assignment, where its member holds it only through that group. */
  readonly via?: { readonly id: string; readonly name: string };
  /** Where the right is not its own: the steps that lead to it. */
  readonly road?: readonly RoadStep[];
  /** Directory roles, by template id, that have to be activated on that road: policies for them bind its taker by then. */
  readonly activates?: readonly string[];
  /**
   * `standing`: in force now and of itself; `activated`: in force through PIM, for now; `eligible`: its holder may
   * activate it; `unknown`: in force, but PIM could not be read to tell the first two apart.
   */
  readonly tenure: "standing" | "activated" | "eligible" | "unknown";
  /** `create`: the role creates compute itself; `selfGrant`: it lets its holder assign a role that does, or write that into it. */
  readonly by: "create" | "selfGrant";
  /** A custom role is held, or may be given to oneself, and its definition may be written by its holder. */
  readonly rewritten?: "held" | "given";
  /** The role assignment that lets the definition be written, where no other does on that way. */
  readonly writer?: { readonly assignment: string; readonly roleName: string; readonly scope: string };
  /** A condition of the role or of the assignment decides, and it is not evaluated here. */
  readonly conditional: boolean;
  /** What it creates, for people: "scale sets". Empty for `selfGrant`. */
  readonly creates: readonly string[];
  /** Whether the subscription's compute quota bounds it, rather than a quota of the service's own. */
  readonly computeQuota: boolean;
  /** Namespaces of the services that create by quotas of their own, such as Microsoft.Batch. Absent: any of them may. */
  readonly serviceQuotas?: readonly string[];
  /** Ids of the subscriptions that the scope reaches, lower-case, sorted. */
  readonly subscriptions: readonly string[];
  /** Those that it may reach beside them: which management groups stand above those was not read. */
  readonly perhaps?: readonly string[];
  /** The way to the right, for people: "Contributor at /subscriptions/… through group Builders, eligible in PIM". */
  readonly path: string;
}

/** A key vault of which nothing says what its secrets open: no road leads through it, and none is ruled out. */
export interface UnfollowedVault {
  readonly id: string;
  readonly name: string;
  /** Who may read its secrets, or let itself: names of those who hold the right, a group as one. Sorted. */
  readonly readers: readonly string[];
}
