import { all, type Certainty } from "../../../catalogue/certainty";
import { idsIn } from "../../../catalogue/condition-judgement";
import type { RoleDefinition } from "../../evidence/role-definitions";
import type { Numbered } from "../numbered";
import { type Denial, normalScope } from "./denials";
import { type Gift, Gifts, isNew } from "./gifts";
import type { Hand, Held, Own, Rewriting } from "./held";
import type { Loan } from "./loans";
import { assign, type Grantee, type RolePowers, redefine } from "./role-power";
import { type Places, rank, Taking } from "./taking";
import { allOf } from "./tenures";
import { Written } from "./written";

interface Given extends Places {
  readonly ids: Numbered;
  readonly powers: RolePowers;
  /** The definitions that were read. */
  readonly definitions: readonly RoleDefinition[];
  allows(held: Held, action: string, who: Grantee): boolean;
}

/** Who has a custom role in hand, and what lets somebody give it under a condition. */
interface Sides {
  readonly holders: Set<number>;
  readonly givers: Held[];
}

/**
 * Whoever may write the definition of a custom role writes into it what it likes, and so does whoever holds the role, all
 * that it likes, where it holds it; or may give it to itself. That takes the right over every scope in which the role can be
 * assigned. A built-in role cannot be changed. Source: Microsoft Learn, "Azure custom roles", who can create, delete, update,
 * or view a custom role.
 */
export class RoleRewriting {
  /** Custom roles in somebody's hand, or that somebody may give. */
  readonly #roles = new Map<RoleDefinition, Sides>();
  /** The scopes in which each of them can be assigned, in lower case. */
  readonly #scopes = new Map<RoleDefinition, readonly string[]>();
  /** Those who may rewrite a role and those who hold or give one that may be rewritten: they are of use to each other. */
  readonly #sides = new Set<number>();
  readonly #taking: Taking;
  readonly #gifts: Gifts;
  readonly #written = new Written();
  readonly #loans = new Map<string, Loan>();
  /** What a role under a condition says of writing definitions: there are hundreds of thousands of holdings. */
  readonly #perhaps = new Map<RoleDefinition, Map<string | undefined, Certainty>>();

  /** @param held every role in anybody's hand */
  constructor(
    private readonly given: Given,
    held: readonly Held[],
    denials: readonly Denial[],
  ) {
    this.#taking = new Taking(given);
    this.#gifts = new Gifts(given.powers, given.definitions, this.#taking);
    for (const each of held) {
      const { role, holder } = each;
      if (role.custom && role.assignableScopes.length > 0) this.#sidesOf(role).holders.add(holder);
      for (const gift of this.#gifts.rolesOf(each)) this.#sidesOf(gift).givers.push(each);
    }
    if (this.#roles.size === 0) return;
    // Whoever may give every role has nothing to gain by rewriting one, unless giving alone is denied.
    const apart = denials.some(denial => denial.denies(assign) !== "no" && denial.denies(redefine) !== "yes");
    const who = { ids: new Set<string>(), type: "" };
    const writers = held.filter(each => this.#writes(each, who) !== "no");
    const needing = writers.filter(each => apart || !this.#givesAll(each));
    for (const [role, { holders, givers }] of this.#roles) {
      const scopes = this.#scopes.get(role)!;
      const reaching = (list: readonly Held[]) =>
        isNew(role) ? list : list.filter(each => scopes.some(scope => this.#taking.over(each, scope) !== "no"));
      if (reaching(needing).length === 0) continue;
      for (const { holder } of [...givers, ...reaching(writers)]) this.#sides.add(holder);
      for (const holder of holders) this.#sides.add(holder);
    }
  }

  #sidesOf(role: RoleDefinition): Sides {
    const known = this.#roles.get(role) ?? { holders: new Set(), givers: [] };
    this.#roles.set(role, known);
    this.#scopes.set(role, [...new Set(role.assignableScopes.map(normalScope))]);
    return known;
  }

  /** Whether somebody may rewrite a role that others hold or give, or holds or gives one that others may rewrite. */
  concerns(principal: number): boolean {
    return this.#sides.has(principal);
  }

  /** What somebody holds once it has rewritten what it may, beside what it holds; and the roles that it may rewrite itself. */
  of(hand: Hand): Pick<Own, "held" | "rewrites"> {
    const held = hand.held.filter(({ rewrites }) => !rewrites);
    const lent = hand.held.flatMap(({ rewrites }) => rewrites ?? []);
    const rewrites = new Map<RoleDefinition, Rewriting>();
    if (this.#sides.size === 0 || (lent.length === 0 && !held.some(each => this.#needsTo(each, hand))))
      return { held: hand.held, rewrites };
    const writer = this.#onlyWriter(held, lent, hand.who);
    const best = (role: RoleDefinition) =>
      [rewrites.get(role), ...lent.filter(each => each.role === role)].reduce<Rewriting | undefined>(
        (one, other) => (rank(other) > rank(one) ? other : one),
        undefined,
      );
    const gifts = new Map<string, Gift>();
    for (let found = held; ; ) {
      let isMore = false;
      for (const role of this.#roles.keys()) {
        const rewriting = this.#rewriting(role, { ...hand, held: found });
        const before = rewrites.get(role);
        const isBetter = rank(rewriting) > rank(before);
        if (!rewriting || (!isBetter && rewriting.over.length <= (before?.over.length ?? 0))) continue;
        rewrites.set(role, { ...rewriting, ...(!isBetter && { by: before!.by }), ...(writer && { writer }) });
        isMore = true;
      }
      for (const gift of this.#gifts.of({ ...hand, held }, [...rewrites.values(), ...lent])) {
        const key = `${held.indexOf(gift.giver)} ${gift.place.at}`;
        if (rank(gift) <= rank(gifts.get(key))) continue;
        gifts.set(key, gift);
        isMore = true;
      }
      const written = held.flatMap(each => {
        const rewriting = best(each.role);
        return rewriting ? [this.#written.as(each, rewriting, writer)] : [];
      });
      found = [
        ...held,
        ...written,
        ...this.#gifts.widest([...gifts.values()]).map(gift => this.#written.given(gift, writer)),
      ];
      if (!isMore) return { held: found, rewrites };
    }
  }

  /** The one holding of these by which definitions are written, with what is lent by others. */
  #onlyWriter(held: readonly Held[], lent: readonly Rewriting[], who: Grantee): Held | undefined {
    const own = held.filter(each => this.#writes(each, who) !== "no");
    const [first, ...more] = [...own, ...lent.map(each => each.writer)];
    return more.every(each => each?.holding.id === first?.holding.id) ? first : undefined;
  }

  /** The right to rewrite a role, as whoever holds or gives it and can be the writer too comes by it. */
  loan(rewrites: Rewriting, denials: readonly Denial[]): Loan | undefined {
    const { role, by, verdict, tenure, over } = rewrites;
    if (verdict !== "yes") return undefined;
    const within = [...over.map(({ at, holding }) => `${at} ${holding.tenure}`), ...denials.map(({ row }) => row.id)];
    const id = [by.holding.id, "rewrites", role.id, tenure, ...within].join(" ");
    const known = this.#loans.get(id) ?? {
      held: {
        ...by,
        holding: { ...by.holding, id, tenure },
        role: { ...role, permissions: [] },
        subscriptions: [],
        perhaps: [],
        personal: false,
        lent: true as const,
        rewrites,
        plain: { own: [], member: [] },
      },
      ...this.#users(role),
    };
    this.#loans.set(id, known);
    return known;
  }

  /** To whom it is of use that a role is rewritten: to whoever holds it or may give it, or is lent the right to give it. */
  #users(role: RoleDefinition): Pick<Loan, "accepts" | "named"> {
    const { ids, powers } = this.given;
    const { holders, givers } = this.#roles.get(role)!;
    const these = new Set([...holders, ...givers.map(({ holder }) => holder)]);
    const personal = givers.filter(each => each.personal);
    const conditions = personal.flatMap(each => [
      each.holding.condition,
      ...each.role.permissions.map(({ condition }) => condition),
    ]);
    const receivers = conditions.flatMap(text => idsIn(text ?? "")).flatMap(id => ids.find(id) ?? []);
    return {
      named: new Set([...these, ...receivers]),
      accepts: who =>
        [...who.ids].some(id => these.has(ids.find(id) ?? -1)) ||
        personal.some(each => powers.mayGiveTo(each.role, each.holding.condition, who)),
    };
  }

  /** How the definition of a role can be written, over each scope in which it can be assigned; nothing where that brings no more. */
  #rewriting(role: RoleDefinition, hand: Hand): Rewriting | undefined {
    const writes = (at: string) => this.#taking.of(hand, redefine, at, each => this.#writes(each, hand.who));
    const gives = (at: string) => this.#taking.of(hand, assign, at, each => (this.#givesAll(each) ? "yes" : "no"));
    const taken = this.#scopes.get(role)!.map(writes);
    if (all(...taken.map(each => each.verdict)) === "no") return undefined;
    const isGift = this.#roles.get(role)!.givers.length > 0;
    const over = isGift
      ? hand.held.filter(each => this.#writes(each, hand.who) !== "no" && writes(each.at).verdict !== "no")
      : [];
    if (isNew(role))
      taken.push(
        ...over
          .map(({ at }) => writes(at))
          .sort((a, b) => rank(b) - rank(a))
          .slice(0, 1),
      );
    const [first] = taken;
    if (!first) return undefined;
    const verdict = all(...taken.map(each => each.verdict));
    const rewriting = { role, verdict, tenure: allOf(taken.map(each => each.tenure))!, by: first.by! };
    const given = [...this.#scopes.get(role)!, ...over.map(({ at }) => at)].map(gives);
    const giving = {
      verdict: all(...given.map(each => each.verdict)),
      tenure: allOf(given.map(each => each.tenure)),
    };
    return rank(giving) >= rank(rewriting) ? undefined : { ...rewriting, over, writes, gives };
  }

  #writes(held: Held, who: Grantee): Certainty {
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
}
