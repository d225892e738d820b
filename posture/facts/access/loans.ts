import { idsIn } from "../../../catalogue/condition-judgement";
import type { RoleDefinition } from "../../evidence/role-definitions";
import type { Numbered } from "../numbered";
import type { Denial } from "./denials";
import type { Held, Own, Rewriting } from "./held";
import { assign, type Grantee, type RolePowers } from "./role-power";

/** The right to give roles that somebody holds under a condition on who is given one, as whoever it controls may come by them. */
export interface Loan {
  readonly held: Held;
  /** Whether somebody may be given a role. */
  accepts(who: Grantee): boolean;
  /** Those whom the condition names. */
  readonly named: ReadonlySet<number>;
}

/**
 * Whoever may give roles to an application that it owns, and not to itself, gives them to the application and acts as it.
 * So where somebody can be both the giver and the receiver, the receiver is taken to hold the right to give, and no other.
 */
export class Loans {
  readonly #known = new WeakMap<Own, readonly Loan[]>();
  readonly #byHeld = new WeakMap<Held, Loan | undefined>();
  readonly #givingOnly = new Map<RoleDefinition, RoleDefinition>();

  constructor(
    private readonly given: {
      readonly ids: Numbered;
      readonly powers: RolePowers;
      /** Whether a denial that holds for the giver takes from it the right to give at a place. */
      isDenied(own: Pick<Own, "denials">, at: string): boolean;
      /** The right to rewrite a role, for whoever it is of use to. */
      rewritingOf(rewriting: Rewriting, denials: readonly Denial[]): Loan | undefined;
    },
  ) {}

  /** What somebody with these rights lends to those whom it can become. */
  of(own: Own): readonly Loan[] {
    const known = this.#known.get(own);
    if (known) return known;
    const giving = own.held.some(({ personal, lent }) => personal && !lent)
      ? own.held.flatMap(held => this.#lent(held, own.denials) ?? [])
      : none;
    const rewriting = [...own.rewrites.values()].flatMap(each => this.given.rewritingOf(each, own.denials) ?? []);
    const found = rewriting.length === 0 ? giving : [...giving, ...rewriting];
    this.#known.set(own, found);
    return found;
  }

  #lent(held: Held, denials: readonly Denial[]): Loan | undefined {
    if (!held.personal || held.lent) return undefined;
    const known = this.#byHeld.get(held);
    const loan = known ?? this.#loanOf(held);
    if (!known && loan) this.#byHeld.set(held, loan);
    if (!loan || denials.length === 0) return loan;
    const at = (id: string) => (held.at.startsWith("/subscriptions/") ? held.at : `/subscriptions/${id}`);
    const free = (id: string) => !this.given.isDenied({ denials }, at(id));
    const lent = {
      ...loan.held,
      subscriptions: held.subscriptions.filter(free),
      perhaps: held.perhaps.filter(free),
    };
    return lent.subscriptions.length + lent.perhaps.length > 0 ? { ...loan, held: lent } : undefined;
  }

  #loanOf(held: Held): Loan | undefined {
    const { ids, powers } = this.given;
    const role = this.#givingOnlyOf(held.role);
    if (role.permissions.length === 0) return undefined;
    const conditions = [held.holding.condition, ...role.permissions.map(({ condition }) => condition)];
    return {
      held: { ...held, role, lent: true },
      accepts: who => powers.mayGiveTo(role, held.holding.condition, who),
      named: new Set(conditions.flatMap(text => idsIn(text ?? "")).flatMap(id => ids.find(id) ?? [])),
    };
  }

  #givingOnlyOf(role: RoleDefinition): RoleDefinition {
    const known = this.#givingOnly.get(role);
    if (known) return known;
    const permissions = this.given.powers
      .givingBlocks(role)
      .map(({ condition }) => ({ actions: [assign], notActions: [], ...(condition && { condition }) }));
    const reduced = { ...role, permissions };
    this.#givingOnly.set(role, reduced);
    return reduced;
  }
}

const none: readonly Loan[] = [];
