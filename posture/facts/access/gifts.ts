import { all, type Certainty } from "../../../catalogue/certainty";
import { idsIn } from "../../../catalogue/condition-judgement";
import type { RoleDefinition } from "../../evidence/role-definitions";
import type { Hand, Held, Rewriting } from "./held";
import { assign, type RolePowers } from "./role-power";
import { rank, type Taking } from "./taking";
import { allOf, type Tenure } from "./tenures";

/** A custom role that does not exist yet: whoever may write definitions makes one, under an id that no condition names. */
export const newRole: RoleDefinition = {
  id: "00000000-0000-0000-0000-000000000000",
  name: "a custom role of its own",
  custom: true,
  assignableScopes: [],
  permissions: [],
};

/** A rewritten role that somebody gives itself, at one place. */
export interface Gift {
  /** What lets it give the role. */
  readonly giver: Held;
  readonly role: RoleDefinition;
  /** What is held where the role is given: the same, or what lets its definition be written, whichever is further down. */
  readonly place: Held;
  readonly by: Held;
  readonly verdict: Certainty;
  readonly tenure: Tenure;
}

/**
 * Whoever may give roles under a condition, and write definitions, gives itself a custom role that the condition lets
 * through, and writes into it what it likes. The scopes in which a role can be assigned are a part of its definition, so it
 * is had wherever both rights are. Source: Microsoft Learn, "Azure custom roles", assignable scopes, and "Delegate Azure role
 * assignment management to others with conditions".
 */
export class Gifts {
  readonly #roles = new Map<RoleDefinition, Map<string | undefined, readonly RoleDefinition[]>>();
  readonly #custom: ReadonlyMap<string, RoleDefinition>;

  /** @param read the definitions that were read */
  constructor(
    private readonly powers: RolePowers,
    read: readonly RoleDefinition[],
    private readonly taking: Taking,
  ) {
    this.#custom = new Map(
      read
        .filter(({ custom, assignableScopes }) => custom && assignableScopes.length > 0)
        .map(role => [role.id.toLowerCase(), role]),
    );
  }

  /** The custom roles that a holding lets its holder give under a condition; a new one stands for all that are not named. */
  rolesOf({ role, holding, rewritten }: Pick<Held, "role" | "holding" | "rewritten">): readonly RoleDefinition[] {
    if (rewritten) return none;
    const known = this.#roles.get(role) ?? new Map<string | undefined, readonly RoleDefinition[]>();
    this.#roles.set(role, known);
    const found = known.get(holding.condition) ?? this.#find(role, holding.condition);
    known.set(holding.condition, found);
    return found;
  }

  #find(role: RoleDefinition, condition: string | undefined): readonly RoleDefinition[] {
    const blocks = this.powers.givingBlocks(role);
    const conditions = [condition, ...blocks.map(block => block.condition)].filter(text => text !== undefined);
    if (blocks.length === 0 || conditions.length === 0) return none;
    const named = conditions.flatMap(idsIn).flatMap(id => this.#custom.get(id) ?? []);
    return [...new Set([newRole, ...named])].filter(each => this.powers.gives(role, [each.id], condition) !== "no");
  }

  /** What somebody gives itself who holds these, where the roles are rewritten so: the best at each place. */
  *of(hand: Hand, rewritings: readonly Rewriting[]): Generator<Gift> {
    for (const giver of hand.held)
      for (const role of this.rolesOf(giver)) {
        const { holding, personal } = giver;
        const says = this.powers.gives(giver.role, [role.id], holding.condition, personal ? hand.who : undefined);
        if (says === "no") continue;
        for (const rewriting of rewritings)
          if (rewriting.role === role)
            for (const place of [giver, ...rewriting.over]) {
              const gift = this.#at(hand, giver, place, says, rewriting);
              if (gift) yield gift;
            }
      }
  }

  /** Those that no other has in it already. */
  widest(gifts: readonly Gift[]): readonly Gift[] {
    return gifts.filter(
      ({ giver, place, ...gift }) =>
        !gifts.some(
          other =>
            other.giver === giver &&
            other.place.at !== place.at &&
            rank(other) >= rank(gift) &&
            this.taking.over(other.place, place.at) === "yes",
        ),
    );
  }

  #at(hand: Hand, giver: Held, place: Held, says: Certainty, rewriting: Rewriting): Gift | undefined {
    const { at } = place;
    if (place !== giver && at === giver.at) return undefined;
    const written = rewriting.writes(at);
    const free = giver.lent ? "yes" : this.taking.isFree(hand, assign, at);
    const verdict = all(says, rewriting.verdict, written.verdict, this.taking.over(giver, at), free);
    if (verdict === "no") return undefined;
    const tenure = allOf([giver.holding.tenure, rewriting.tenure, written.tenure])!;
    const found = { giver, role: rewriting.role, place, by: written.by!, verdict, tenure };
    return rank(found) > rank(rewriting.gives(at)) ? found : undefined;
  }
}

const none: readonly RoleDefinition[] = [];
