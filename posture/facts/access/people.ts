import type { Resets } from "../../../catalogue/entra-roles";
import type { User } from "../../evidence/users";
import { membersOf } from "../membership";
import type { RoadEvidence } from "./becomes";
import { guardedIn } from "./directory-power";

/** People by what can be done to them, each list made when it is first asked for. */
export class People {
  readonly #enabled: readonly User[];
  readonly #blocked: readonly User[];
  readonly #lists = new Map<string, readonly string[]>();
  #roles: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  #guarded: ReadonlySet<string> | undefined;

  constructor(private readonly given: RoadEvidence<PeopleEvidence>) {
    this.#enabled = given.users.value.filter(({ enabled }) => enabled);
    // Of accounts of the premises it is decided there.
    this.#blocked = given.users.value.filter(({ enabled, synced }) => !enabled && !synced);
  }

  /**
   * Whose credentials can be replaced. Those who hold another directory role are left out, and those in groups that roles
   * can be assigned to, whose members only privileged administrators touch. A password alone is not reset for accounts of
   * the premises, unless it is written back, which is not known here.
   */
  resettable(resets: Resets): readonly string[] {
    return this.#resettable(resets, "enabled");
  }

  /** The same of those who are blocked: whoever resets them brings them back first. */
  unblockable(resets: Resets): readonly string[] {
    return resets.unblocks ? this.#resettable(resets, "blocked") : [];
  }

  #resettable({ what, whose }: Resets, state: "enabled" | "blocked"): readonly string[] {
    const of = state === "enabled" ? this.#enabled : this.#blocked;
    if (whose === "anybody") return this.#list(`anybody ${state}`, () => true, of);
    this.#roles ??= rolesHeld(this.given);
    this.#guarded ??= guardedIn(this.given);
    const [roles, guarded] = [this.#roles, this.#guarded];
    const may = (id: string): boolean => {
      for (const role of roles.get(id) ?? []) if (!whose.has(role)) return false;
      return true;
    };
    const fits = ({ id, synced }: User): boolean =>
      (what === "methods" || !synced) && !guarded.has(id) && (!roles.has(id) || may(id));
    return this.#list(`${what} ${state} ${[...whose].join(" ")}`, fits, of);
  }

  /**
   * Who signs in as whoever owns the domain says. Entra knows the person by an identifier that synchronisation writes: of
   * those of the cloud it is empty, and the domain that every tenant begins with cannot be federated. Source: Microsoft
   * Learn, "Use a SAML 2.0 identity provider for single sign-on".
   */
  federable(): readonly string[] {
    return this.#list("federable", ({ synced, upn }) => synced && !firstDomain.test(upn), this.#enabled);
  }

  #list(name: string, fits: (user: User) => boolean, of: readonly User[]): readonly string[] {
    const known = this.#lists.get(name) ?? of.filter(fits).map(({ id }) => id);
    this.#lists.set(name, known);
    return known;
  }
}

export type PeopleEvidence = "directoryRoles" | "users" | "memberships" | "principals" | "owners";

const firstDomain = /[@.]([^@.]+\.onmicrosoft\.(com|us)|[^@.]+\.partner\.onmschina\.cn)$/i;

/**
 * Of those who hold directory roles, active or eligible, directly or through a group: which. Microsoft's table of who resets whom
 * speaks of roles that somebody is assigned, and nothing was found on those that it may only activate: they count as assigned, so
 * that no road is told which may not be there. Source: Microsoft Learn, "Privileged roles and permissions in Microsoft Entra ID".
 */
function rolesHeld({
  directoryRoles,
  memberships,
}: RoadEvidence<"directoryRoles" | "memberships">): ReadonlyMap<string, ReadonlySet<string>> {
  const held = new Map<string, Set<string>>();
  const members = membersOf(memberships.value);
  for (const { principal, role } of directoryRoles.value)
    for (const holder of [principal, ...members(principal)])
      held.set(holder, (held.get(holder) ?? new Set()).add(role.toLowerCase()));
  return held;
}

/** Several kinds of way ask about the same people. */
export function peopleOf(given: RoadEvidence<PeopleEvidence>): People {
  const known = answered.get(given) ?? new People(given);
  answered.set(given, known);
  return known;
}

const answered = new WeakMap<object, People>();
