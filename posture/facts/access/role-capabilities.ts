import type { Certainty } from "../../../catalogue/certainty";
import type { Capability } from "../../../catalogue/roles";
import { builtInRoles } from "../../../compute/roles/builtin-roles";
import { capabilityTable } from "../../../compute/roles/capability-actions";
import type { RoleDefinition } from "../../evidence/role-definitions";
import type { Scope } from "../scopes";
import { assign, type Grantee, isTakenIn, type RolePowers, typeOf } from "./role-power";

/** One action by which a capability is had. */
export interface Means {
  readonly action: string;
  /** The type of the resource on which it is taken, in lower case. */
  readonly type: string;
  /** What it reaches, for people. */
  readonly what: string;
}

/** What a role, held under one condition, lets its holder do towards one capability. */
export interface RoleCapability {
  readonly capability: Capability;
  /** What its holder may take itself, and what it may only after giving itself a role. */
  readonly own: readonly (readonly [Means, Certainty])[];
  /** Whether it may give itself a role that has the capability. */
  readonly giving: Certainty;
  /** Every action of the capability, of which one is enough for who may give itself a role. */
  readonly all: readonly Means[];
}

export const capabilities = Object.keys(capabilityTable) as readonly Capability[];

/**
 * Of the actions that give rights, one is judged here: requests to PIM ask for the right to assign roles too, elevation
 * asks for a directory role, whatever a role of Azure says, and a role that may be rewritten is held as it could be.
 */
const means = Object.fromEntries(
  Object.entries(capabilityTable).map(([capability, rows]) => [
    capability,
    rows
      .map(
        ({ action, what }): Means => ({
          action: action.toLowerCase(),
          type: typeOf(action),
          // Machines are told by the service that creates them: there are a hundred kinds.
          what: capability === "createCompute" ? action.split("/", 1)[0]! : what,
        }),
      )
      .filter(({ action }) => capability !== "grantAccess" || action === assign),
  ]),
) as unknown as { readonly [C in Capability]: readonly Means[] };

/** What each role is capable of: worked out once for each role, condition and kind of scope. */
export class RoleCapabilities {
  readonly #known = new Map<RoleDefinition, Map<string, readonly RoleCapability[]>>();
  readonly #able = new Map<Capability, readonly string[]>();

  /** @param read the definitions that were read */
  constructor(
    private readonly powers: RolePowers,
    private readonly read: readonly RoleDefinition[],
  ) {}

  /** Capabilities that come to nothing are left out. @param who where a condition looks at who is given a role */
  of(role: RoleDefinition, scope: Scope, condition?: string, who?: Grantee): readonly RoleCapability[] {
    if (scope.kind === "other") return [];
    if (who) return this.#workOut(role, scope, condition, who);
    const known = this.#known.get(role) ?? new Map<string, readonly RoleCapability[]>();
    this.#known.set(role, known);
    const key = `${scope.kind === "resource" ? scope.type : ""} ${condition ?? ""}`;
    const found = known.get(key) ?? this.#workOut(role, scope, condition, who);
    known.set(key, found);
    return found;
  }

  #workOut(
    role: RoleDefinition,
    scope: Scope,
    condition: string | undefined,
    who: Grantee | undefined,
  ): readonly RoleCapability[] {
    return capabilities.flatMap(capability => {
      // A role on one resource reaches only what can stand in it, and can be handed on there.
      const all = means[capability].filter(({ type }) => capability === "grantAccess" || isTakenIn(type, scope));
      if (all.length === 0) return [];
      const own = all
        .map(each => [each, this.#says(role, each, condition, who)] as const)
        .filter(([, verdict]) => verdict !== "no");
      const giving =
        capability === "grantAccess" ? "no" : this.powers.gives(role, this.#holders(capability), condition, who);
      return own.length > 0 || giving !== "no" ? [{ capability, own, giving, all }] : [];
    });
  }

  #says(role: RoleDefinition, { action }: Means, condition: string | undefined, who: Grantee | undefined): Certainty {
    // Under a condition on which roles may be given, only those count that make a difference.
    if (action === assign) return this.powers.grants(role, condition, who).verdict;
    return this.powers.says(role, action, condition);
  }

  /** The roles that have a capability outright. */
  #holders(capability: Capability): readonly string[] {
    const known = this.#able.get(capability);
    if (known) return known;
    const ids = new Set([
      ...builtInRoles()
        .filter(({ capabilities }) => capabilities[capability].length > 0)
        .map(({ id }) => id.toLowerCase()),
      ...this.read
        .filter(role => means[capability].some(({ action }) => this.powers.says(role, action) === "yes"))
        .map(({ id }) => id.toLowerCase()),
    ]);
    this.#able.set(capability, [...ids].sort());
    return this.#able.get(capability)!;
  }
}
