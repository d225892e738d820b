import { all, any, type Certainty, not } from "../../../catalogue/certainty";
import type { RoleDefinition } from "../../evidence/role-definitions";
import type { Numbered } from "../numbered";
import { parseScope } from "../scopes";
import { type Denial, normalScope } from "./denials";
import type { Held, Own, Rewriting } from "./held";
import { assign, RolePowers, redefine } from "./role-power";
import { allOf, soonest, type Tenure } from "./tenures";

interface Given {
  readonly ids: Numbered;
  readonly powers: RolePowers;
  /** Whether one management group stands above another. */
  isAbove(group: string, other: string): Certainty;
  /** Whether an action is denied at a place, by these. */
  denied(own: Pick<Own, "denials">, action: string, at: string): Certainty;
  isOver(held: Held, at: string): boolean;
  allows(held: Held, action: string, who: Own["who"]): boolean;
}

/** Everything, as somebody writes it into a role. */
const everything = { actions: ["*"], notActions: [], dataActions: ["*"] };
/** No condition that can be judged: whether the role can be rewritten was not told. */
const untold = "whether the role may be rewritten";

/**
 * Whoever may write the definition of a custom role writes into it what it likes, and so does whoever holds the role, all
 * that it likes, where it holds it. That takes the right over every scope in which the role can be assigned. A built-in role
 * cannot be changed. Source: Microsoft Learn, "Azure custom roles", who can create, delete, update, or view a custom role.
 */
export class RoleRewriting {
  /** Custom roles in somebody's hand, with those who hold them. */
  readonly #roles = new Map<RoleDefinition, Set<number>>();
  /** The scopes in which each of them can be assigned, in lower case. */
  readonly #scopes = new Map<RoleDefinition, readonly string[]>();
  /** Those who may rewrite a role and those who hold one that may be rewritten: they are of use to each other. */
  readonly #sides = new Set<number>();
  readonly #written = new Map<RoleDefinition, Map<Certainty, RoleDefinition>>();
  readonly #helds = new WeakMap<Held, Map<string, Held>>();
  readonly #loans = new Map<string, Held>();
  /** What a role under a condition says of writing definitions: there are hundreds of thousands of holdings. */
  readonly #perhaps = new Map<RoleDefinition, Map<string | undefined, Certainty>>();

  /** @param held every role in anybody's hand */
  constructor(
    private readonly given: Given,
    held: readonly Held[],
    denials: readonly Denial[],
  ) {
    for (const { role, holder } of held) {
      if (!role.custom || role.assignableScopes.length === 0) continue;
      this.#roles.set(role, (this.#roles.get(role) ?? new Set()).add(holder));
      this.#scopes.set(role, [...new Set(role.assignableScopes.map(normalScope))]);
    }
    if (this.#roles.size === 0) return;
    // Whoever may give every role has nothing to gain by rewriting one, unless giving alone is denied.
    const apart = denials.some(denial => denial.denies(assign) !== "no" && denial.denies(redefine) !== "yes");
    const who = { ids: new Set<string>(), type: "" };
    const writers = held.filter(each => this.#writes(each, who) !== "no");
    const needing = writers.filter(each => apart || !this.#givesAll(each));
    for (const [role, holders] of this.#roles) {
      const reaching = (list: readonly Held[]) =>
        list.filter(each => this.#scopes.get(role)!.some(scope => this.#over(each, scope) !== "no"));
      if (reaching(needing).length === 0) continue;
      for (const holder of [...holders, ...reaching(writers).map(each => each.holder)]) this.#sides.add(holder);
    }
  }

  /** Whether somebody may rewrite a role that others hold, or holds one that others may rewrite. */
  concerns(principal: number): boolean {
    return this.#sides.has(principal);
  }

  /** What somebody holds once it has rewritten what it may, beside what it holds; and the roles that it may rewrite itself. */
  of(own: Pick<Own, "held" | "denials" | "who">): Pick<Own, "held" | "rewrites"> {
    const held = own.held.filter(({ rewrites }) => !rewrites);
    const lent = own.held.flatMap(({ rewrites }) => rewrites ?? []);
    const rewrites = new Map<RoleDefinition, Rewriting>();
    if (this.#sides.size === 0 || (lent.length === 0 && !held.some(each => this.#needsTo(each, own))))
      return { held: own.held, rewrites };
    const best = (role: RoleDefinition) =>
      [rewrites.get(role), ...lent.filter(each => each.role === role)].reduce<Rewriting | undefined>(
        (one, other) => (rank(other) > rank(one) ? other : one),
        undefined,
      );
    for (let found = held; ; ) {
      let isMore = false;
      for (const role of this.#roles.keys()) {
        const rewriting = this.#rewriting(role, { ...own, held: found });
        if (rank(rewriting) <= rank(rewrites.get(role))) continue;
        rewrites.set(role, rewriting!);
        isMore = true;
      }
      const written = held.flatMap(each => {
        const rewriting = best(each.role);
        return rewriting ? [this.#heldAs(each, rewriting)] : [];
      });
      found = [...held, ...written];
      if (!isMore) return { held: found, rewrites };
    }
  }

  /** The right to rewrite a role, as whoever holds it and can be the writer too comes by it. */
  loan(rewrites: Rewriting): { readonly held: Held; readonly holders: ReadonlySet<number> } | undefined {
    const { role, by, verdict, tenure } = rewrites;
    if (verdict !== "yes") return undefined;
    const id = `${by.holding.id} rewrites ${role.id} ${tenure}`;
    const known = this.#loans.get(id) ?? {
      ...by,
      holding: { ...by.holding, id, tenure },
      role: { ...role, permissions: [] },
      subscriptions: [],
      perhaps: [],
      personal: false,
      lent: true,
      rewrites,
      plain: { own: [], member: [] },
    };
    this.#loans.set(id, known);
    return { held: known, holders: this.#roles.get(role)! };
  }

  /** How the definition of a role can be written, over each scope in which it can be assigned; nothing where that brings no more. */
  #rewriting(role: RoleDefinition, own: Pick<Own, "held" | "denials" | "who">): Rewriting | undefined {
    const scopes = this.#scopes.get(role)!;
    const taken = scopes.map(at => this.#takes(own, redefine, at, each => this.#writes(each, own.who)));
    const verdict = all(...taken.map(each => each.verdict));
    if (verdict === "no") return undefined;
    const rewriting = { role, verdict, tenure: allOf(taken.map(each => each.tenure))!, by: taken[0]!.by! };
    const gives = scopes.map(at => this.#takes(own, assign, at, each => (this.#givesAll(each) ? "yes" : "no")));
    const giving = { verdict: all(...gives.map(each => each.verdict)), tenure: allOf(gives.map(each => each.tenure)) };
    return rank(giving) >= rank(rewriting) ? undefined : rewriting;
  }

  #takes(
    own: Pick<Own, "held" | "denials" | "who">,
    action: string,
    at: string,
    says: (held: Held) => Certainty,
  ): { readonly verdict: Certainty; readonly tenure: Tenure | undefined; readonly by: Held | undefined } {
    const free = own.denials.length === 0 ? "yes" : not(this.given.denied(own, action, at));
    const able = own.held.map(each => [each, all(this.#over(each, at), says(each), free)] as const);
    const verdict = any(() => able.map(([, verdict]) => verdict));
    const these = able.filter(each => each[1] === verdict).map(([each]) => each);
    const tenure = verdict === "no" ? undefined : soonest(these.map(({ holding }) => holding.tenure));
    return { verdict, tenure, by: these.find(({ holding }) => holding.tenure === tenure) };
  }

  #writes(held: Held, who: Own["who"]): Certainty {
    if (this.given.allows(held, redefine, who)) return "yes";
    const { role, holding } = held;
    const known = this.#perhaps.get(role) ?? new Map<string | undefined, Certainty>();
    this.#perhaps.set(role, known);
    const perhaps = known.get(holding.condition) ?? this.given.powers.says(role, redefine, holding.condition);
    known.set(holding.condition, perhaps);
    return perhaps === "unknown" ? "unknown" : "no";
  }

  /** Whether it lets its holder give every role, as it was assigned. */
  #givesAll({ role, holding, lent, rewritten, personal }: Held): boolean {
    return (
      !lent && !rewritten && !personal && this.given.powers.grants(role, holding.condition, undefined).roles === "all"
    );
  }

  #needsTo(held: Held, own: Pick<Own, "denials" | "who">): boolean {
    if (this.#writes(held, own.who) === "no") return false;
    return !this.#givesAll(held) || own.denials.some(({ denies }) => denies(assign) !== "no");
  }

  /** Whether a role is held at a place or above it. Which of two management groups is above the other is not always known. */
  #over(held: Held, at: string): Certainty {
    if (this.given.isOver(held, at)) return "yes";
    if (held.scope.kind !== "managementGroup" || held.lent) return "no";
    const scope = parseScope(at);
    if (scope.kind === "managementGroup") return this.given.isAbove(held.scope.name, scope.name);
    return "subscription" in scope && held.perhaps.includes(scope.subscription) ? "unknown" : "no";
  }

  #heldAs(held: Held, { role, by, verdict, tenure }: Rewriting): Held {
    const known = this.#helds.get(held) ?? new Map<string, Held>();
    this.#helds.set(held, known);
    const key = `${verdict} ${tenure} ${by.holding.id}`;
    const before = known.get(key);
    if (before) return before;
    const written = this.#roleAs(role, verdict);
    const found: Held = {
      ...held,
      holding: { ...held.holding, tenure: allOf([held.holding.tenure, tenure])! },
      role: written,
      personal: RolePowers.isPersonal(written, held.holding.condition),
      plain: { own: [], member: [] },
      rewritten: { role, by },
    };
    known.set(key, found);
    return found;
  }

  #roleAs(role: RoleDefinition, verdict: Certainty): RoleDefinition {
    const known = this.#written.get(role) ?? new Map<Certainty, RoleDefinition>();
    this.#written.set(role, known);
    const block = verdict === "yes" ? everything : { ...everything, condition: untold };
    const found = known.get(verdict) ?? { ...role, permissions: [block] };
    known.set(verdict, found);
    return found;
  }
}

/** What is sure comes before what is not, and what is in force before what has to be activated. */
const rank = (one: { readonly verdict: Certainty; readonly tenure: Tenure | undefined } | undefined): number => {
  if (!one || one.verdict === "no") return 0;
  return one.verdict === "unknown" ? 1 : one.tenure === "eligible" ? 2 : 3;
};
