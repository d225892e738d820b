import type { Certainty } from "../../../catalogue/certainty";
import { idsIn } from "../../../catalogue/condition-judgement";
import type { RoleDefinition } from "../../evidence/role-definitions";
import type { Subscription } from "../../evidence/subscriptions";
import type { Numbered } from "../numbered";
import type { CreateRight } from "../principal-rights";
import { type Below, parseScope, type Scope, subscriptionsBelow } from "../scopes";
import { takesRequests } from "../subscription-state";
import type { Circles } from "./circles";
import { covers, type Denial, isAtOrBelow, normalScope, touches } from "./denials";
import type { Held, Own, Rewritten } from "./held";
import { above } from "./hierarchy";
import type { Holding } from "./holdings";
import { Loans } from "./loans";
import { RoleRewriting } from "./rewriting";
import { assign, type Denied, type Grantee, type Power, RolePowers } from "./role-power";

export interface RightsGiven {
  readonly ids: Numbered;
  readonly circles: Circles;
  readonly holdings: readonly Holding[];
  readonly denials: readonly Denial[];
  readonly subscriptions: readonly Subscription[];
  readonly tenant: string;
  readonly powers: RolePowers;
  readonly roleOf: (guid: string) => RoleDefinition | undefined;
  readonly typeOf: (principal: number) => string;
  /** The name of a group that holds a role. */
  readonly nameOf: (id: string) => string;
  readonly tell: (held: Told, power: Power, hierarchyUnread: boolean) => string;
}

/** What is said of a holding. */
export type Told = Pick<Held, "holding" | "role" | "scope" | "lent" | "rewritten">;

/** An action that lifts a deny assignment which Azure does not protect. */
export const lift = "Microsoft.Authorization/denyAssignments/delete";
const none: readonly Denial[] = [];
const nobody: ReadonlySet<string> = new Set();

/** A scope as it is compared, and what it reaches. */
type Place = Pick<Held, "at" | "scope"> & { readonly below: Below };

/**
 * What each principal may do itself. Deny assignments and conditions bind a person and not a path, so they are judged over
 * all that its groups give. Worked out once for each signature: the holders and denials that one is touched by.
 */
export class Rights {
  readonly #byHolder = new Map<number, Held[]>();
  /** By number: the place in the order of those who hold something, or are named by a denial or a condition; of others 0. */
  readonly #named: Uint32Array;
  #count = 0;
  /** Those who hold something under a condition that looks at who is given the role. */
  readonly #personal = new Set<number>();
  /** What was answered, by principal; and by class, of all who are not named themselves. */
  readonly #alone = new Map<number, Own | undefined>();
  readonly #ofClass = new Map<number, Own | undefined>();
  readonly #bySignature = new Map<string, Own>();
  readonly #subscriptions: ReadonlyMap<string, Subscription>;
  /** Ids of subscriptions in which nothing can be created until they are reactivated, or ever. */
  readonly #inactive: ReadonlySet<string>;
  readonly #activeOf = new WeakMap<readonly string[], readonly string[]>();
  readonly #places = new Map<string, Place>();
  readonly #inSubscription = new Map<string, Below>();
  readonly #denials: readonly Denial[];
  /** Whether one management group stands above another. */
  readonly #isAbove: (group: string, other: string) => Certainty;
  readonly loans: Loans;
  /** What a custom role becomes in the hand of whoever may write its definition. */
  readonly rewriting: RoleRewriting;
  /** Those whom a condition names that somebody may give roles to. */
  readonly #receivers = new Set<number>();
  /** Roles that are held and of which nothing is known, with those who hold them. */
  readonly unread = new Map<string, Set<string>>();

  constructor(private readonly given: RightsGiven) {
    const { ids, holdings, denials, subscriptions } = given;
    this.#subscriptions = new Map(subscriptions.map(row => [row.id.toLowerCase(), row]));
    this.#inactive = new Set(subscriptions.filter(row => !takesRequests(row)).map(({ id }) => id.toLowerCase()));
    this.#denials = denials;
    this.loans = new Loans({
      ids,
      powers: given.powers,
      isDenied: ({ denials }, at) => this.denied({ denials }, assign, at) !== "no",
      rewritingOf: (rewriting, denials) => this.rewriting.loan(rewriting, denials),
    });
    this.#named = new Uint32Array(ids.size);
    for (const { principals, except } of denials) for (const one of [...principals, ...except]) this.#name(one);
    for (const holding of holdings) this.#hold(holding);
    const all = [...this.#byHolder.values()].flat();
    this.#isAbove = above(subscriptions, given.tenant);
    this.rewriting = new RoleRewriting(
      {
        ids,
        powers: given.powers,
        definitions: given.powers.read,
        isAbove: this.#isAbove,
        denied: (own, action, at) => this.denied(own, action, at),
        isOver: (held, at) => this.isOver(held, at),
        allows: (held, action, who) => this.allows(held, action, who),
      },
      all,
      denials,
    );
    for (const held of all) {
      if (!held.personal) continue;
      const conditions = [held.holding.condition, ...held.role.permissions.map(({ condition }) => condition)];
      for (const id of conditions.flatMap(text => (text === undefined ? [] : idsIn(text)))) {
        const number = ids.find(id);
        if (number === undefined) continue;
        this.#name(number);
        this.#receivers.add(number);
      }
    }
  }

  /** Whether it holds something itself, or is named by a denial or a condition. */
  isNamed(principal: number): boolean {
    return this.#named[principal] !== 0;
  }

  /** Whether somebody may be given roles of whom a condition says so. */
  mayReceive(principal: number): boolean {
    return this.#receivers.has(principal) || this.rewriting.concerns(principal);
  }

  #name(one: number): void {
    this.#named[one] ||= ++this.#count;
  }

  #hold(holding: Holding): void {
    const { ids, roleOf } = this.given;
    const guid = holding.role.toLowerCase();
    const role = roleOf(guid);
    if (!role) {
      this.unread.set(guid, (this.unread.get(guid) ?? new Set()).add(holding.principal));
      return;
    }
    const { at, scope, below } = this.#placeOf(holding.scope);
    const holder = ids.of(holding.principal);
    const personal = RolePowers.isPersonal(role, holding.condition);
    const power = personal ? undefined : this.given.powers.of(role, scope, holding.condition);
    const plain = this.#told({ holding, role, scope }, power && [[below, power]]);
    const held: Held = {
      holding,
      holder,
      role,
      scope,
      at,
      subscriptions: below.proved,
      perhaps: below.perhaps,
      personal,
      plain,
    };
    const known = this.#byHolder.get(holder);
    if (known) known.push(held);
    else this.#byHolder.set(holder, [held]);
    this.#name(holder);
    if (personal) this.#personal.add(holder);
  }

  /** What a scope is and reaches. Rights at one scope, or inside one subscription, share one list of subscriptions. */
  #placeOf(written: string): Place {
    const at = normalScope(written);
    const known = this.#places.get(at);
    if (known) return known;
    const scope = parseScope(at);
    const place = { at, scope, below: this.#belowOf(scope) };
    this.#places.set(at, place);
    return place;
  }

  #belowOf(scope: Scope): Below {
    const inside = "subscription" in scope ? scope.subscription : undefined;
    const known = inside === undefined ? undefined : this.#inSubscription.get(inside);
    if (known) return known;
    const below = subscriptionsBelow(scope, this.given.subscriptions, this.given.tenant);
    if (inside !== undefined) this.#inSubscription.set(inside, below);
    return below;
  }

  #told(told: Told, parts: readonly (readonly [Below, Power])[] = []): Held["plain"] {
    const { holding, role, scope } = told;
    const creating = parts.flatMap(([below, power]) => {
      const active = this.whereCreated(scope, below);
      return active ? [[active, power] as const] : [];
    });
    if (creating.length === 0) return nothing;
    const own = creating.map(
      ([{ proved: subscriptions, perhaps }, power]): CreateRight => ({
        assignment: holding.id,
        scope: holding.scope,
        role: role.id.toLowerCase(),
        roleName: role.name,
        custom: role.custom,
        tenure: holding.tenure,
        ...power,
        ...(told.rewritten && rewritingTold(told.rewritten)),
        subscriptions,
        ...(perhaps.length > 0 && { perhaps }),
        path: this.given.tell(told, power, perhaps.length > 0),
      }),
    );
    const via = { id: holding.principal, name: this.given.nameOf(holding.principal) };
    return { own, member: own.map(right => ({ ...right, via, path: `${right.path}, through group ${via.name}` })) };
  }

  /**
   * Where compute can be created of what a scope reaches: not in subscriptions that take no requests, so nowhere at a
   * scope inside one of them. Whoever holds a role above them holds it for what comes there as well.
   */
  whereCreated(scope: Scope, below: Below): Below | undefined {
    if (this.#inactive.size === 0) return below;
    const active = { proved: this.#active(below.proved), perhaps: this.#active(below.perhaps) };
    return "subscription" in scope && active.proved.length === 0 ? undefined : active;
  }

  /** Rights that share a list still do without those that are inactive. */
  #active(ids: readonly string[]): readonly string[] {
    if (!ids.some(id => this.#inactive.has(id))) return ids;
    const known = this.#activeOf.get(ids) ?? ids.filter(id => !this.#inactive.has(id));
    this.#activeOf.set(ids, known);
    return known;
  }

  /** @param joined groups that it is taken to be in as well; @param lent what others lend it who are one with it */
  of(principal: number, joined: readonly number[] = [], lent: readonly Held[] = []): Own | undefined {
    if (joined.length + lent.length > 0) return this.#find(principal, joined, lent);
    const group = this.#named[principal] === 0 ? this.given.circles.classOf(principal) : undefined;
    if (group !== undefined && this.#ofClass.has(group)) return this.#ofClass.get(group);
    if (this.#alone.has(principal)) return this.#alone.get(principal);
    const own = this.#find(principal, joined);
    if (group !== undefined && !own?.held.some(({ personal }) => personal)) this.#ofClass.set(group, own);
    else this.#alone.set(principal, own);
    return own;
  }

  #find(principal: number, joined: readonly number[], lent: readonly Held[] = []): Own | undefined {
    const around = this.given.circles.around(principal, joined);
    const touched = around.filter(one => this.#named[one]! > 0).sort((a, b) => this.#named[a]! - this.#named[b]!);
    if (touched.length + lent.length === 0) return undefined;
    const type = lent.length > 0 || touched.some(one => this.#personal.has(one)) ? this.given.typeOf(principal) : "";
    const is = this.#byHolder.has(principal) ? `is ${principal}` : "";
    const loans = lent.map(({ holding, subscriptions }) => `${holding.id} ${subscriptions.length}`).join(" ");
    const signature = `${touched.join(" ")} ${is} ${type} ${loans}`;
    let own = this.#bySignature.get(signature);
    if (!own) {
      // As long as it has to be, and no longer: there are tens of thousands.
      const held = ([] as readonly Held[]).concat(...touched.map(one => this.#byHolder.get(one) ?? []), lent);
      const personal = held.some(each => each.personal);
      const ids = personal ? new Set(around.map(one => this.given.ids.id(one))) : nobody;
      own = this.#workOut(principal, new Set(touched), held, { ids, type });
      this.#bySignature.set(signature, own);
    }
    return own;
  }

  #workOut(principal: number, touched: ReadonlySet<number>, before: readonly Held[], who: Grantee): Own {
    const { held, denials, rewrites } = this.#bindingOn(touched, before, who);
    const rights = held.flatMap(each => {
      const isPlain = denials.length === 0 && !each.personal && !each.rewritten;
      const parts = isPlain ? undefined : this.#parts(each, denials, who);
      const told = parts === undefined ? each.plain : this.#told(each, parts);
      return isItsOwn(each, principal) ? told.own : told.member;
    });
    return { held, denials, who, rights, rewrites };
  }

  /**
   * The denials that hold: whoever may delete one that Azure does not protect is not stopped by it. And what is held once the
   * roles are rewritten of which they let the definition be written.
   */
  #bindingOn(touched: ReadonlySet<number>, before: readonly Held[], who: Grantee): Omit<Own, "rights"> {
    let denials = this.#denials.length === 0 ? none : this.#denials.filter(denial => touches(denial, touched));
    for (;;) {
      const own = { denials, who, ...this.rewriting.of({ held: before, denials, who }) };
      const left = denials.filter(({ row, at }) => row.systemProtected || !this.may(own, lift, at));
      if (left.length === denials.length) return own;
      denials = left;
    }
  }

  /** The power of a holding, subscription by subscription where the denials above them differ. */
  #parts(held: Held, denials: readonly Denial[], who: Grantee): readonly (readonly [Below, Power])[] {
    const { scope, at, subscriptions, perhaps, rewritten } = held;
    const powerUnder = (binding: readonly (readonly [Denial, Certainty])[]): Power | undefined => {
      const powerOf = (each: Held) =>
        this.given.powers.of(
          each.role,
          scope,
          each.holding.condition,
          each.personal ? who : undefined,
          binding.length > 0 ? deniedTo(each, deniedBy(binding)) : undefined,
        );
      const power = powerOf(held);
      return power && rewritten ? RolePowers.onceRewritten(power, powerOf(rewritten.before)) : power;
    };
    const bindingAt = (subscription?: string) =>
      denials
        .map(denial => [denial, covers(denial, at, this.#subscriptions.get(subscription ?? "")), subscription] as const)
        .map(([denial, verdict, id]) => [denial, coversAll(denial, id) ? "yes" : verdict] as const)
        .filter(([, verdict]) => verdict !== "no");
    const all: Below = { proved: subscriptions, perhaps };
    if (subscriptions.length + perhaps.length === 0) {
      const power = powerUnder(bindingAt());
      return power ? [[all, power]] : [];
    }
    const parts = new Map<string, { readonly power: Power; readonly proved: string[]; readonly perhaps: string[] }>();
    const known = new Map<string, Power | undefined>();
    for (const [id, where] of [
      ...subscriptions.map(id => [id, "proved"] as const),
      ...perhaps.map(id => [id, "perhaps"] as const),
    ]) {
      const binding = bindingAt(id);
      const key = binding.map(([{ row }, verdict]) => `${row.id} ${verdict}`).join("\n");
      if (!known.has(key)) known.set(key, powerUnder(binding));
      const power = known.get(key);
      if (!power) continue;
      const same = JSON.stringify(power);
      const part = parts.get(same) ?? { power, proved: [], perhaps: [] };
      part[where].push(id);
      parts.set(same, part);
    }
    return [...parts.values()].map(part => [
      {
        proved: part.proved.length === subscriptions.length ? subscriptions : part.proved,
        perhaps: part.perhaps.length === perhaps.length ? perhaps : part.perhaps,
      },
      part.power,
    ]);
  }

  /** Whether it may take the action at the scope (lower-case) outright and now, be it after giving itself a role. */
  may(own: Omit<Own, "rights">, action: string, at: string): boolean {
    return (
      own.held.some(
        held => held.holding.tenure !== "eligible" && this.isOver(held, at) && this.allows(held, action, own.who),
      ) && !this.isDenied(own, action, at)
    );
  }

  /** Whether the action is denied at the scope (lower-case), or may be. */
  isDenied(own: Pick<Own, "denials">, action: string, at: string): boolean {
    return own.denials.length > 0 && this.denied(own, action.toLowerCase(), at) !== "no";
  }

  /** Whether the action (lower-case) is denied at the scope (lower-case). */
  denied({ denials }: Pick<Own, "denials">, action: string, at: string): Certainty {
    const binding = denials.map(denial => [denial, covers(denial, at, this.#above(at), this.#isAbove)] as const);
    return deniedBy(binding.filter(([, covered]) => covered !== "no"))(action);
  }

  #above(at: string): Subscription | undefined {
    return this.#subscriptions.get(/^\/subscriptions\/([^/]+)/.exec(at)?.[1] ?? "");
  }

  /** Whether a role is held at the scope (lower-case) or above it. */
  isOver({ scope, at: top, lent, subscriptions }: Held, at: string): boolean {
    const inside = lent && /^\/subscriptions\/([^/]+)/.exec(at)?.[1];
    if (inside && !subscriptions.includes(inside)) return false;
    if (isAtOrBelow(at, top)) return true;
    return (
      scope.kind === "managementGroup" &&
      (this.#above(at)?.managementGroups?.some(name => name.toLowerCase() === scope.name) ?? false)
    );
  }

  allows({ role, holding, personal }: Held, action: string, who: Grantee): boolean {
    return this.given.powers.allows(role, action, holding.condition, personal ? who : undefined);
  }
}

/** Where something may be taken that stands in a scope: the scope, or each subscription below it. In lower case. */
export const placesOf = ({ at, scope, subscriptions }: Held): readonly string[] =>
  scope.kind === "root" || scope.kind === "managementGroup" ? subscriptions.map(id => `/subscriptions/${id}`) : [at];

const rewritingTold = ({ given, writer }: Rewritten): Pick<CreateRight, "rewritten" | "writer"> => ({
  rewritten: given === undefined ? "held" : "given",
  ...(writer && {
    writer: { assignment: writer.holding.id, roleName: writer.role.name, scope: writer.holding.scope },
  }),
});

/** Whether somebody has it of itself, or was lent it, and not as a member of a group. */
export const isItsOwn = ({ rewritten, holder, lent = rewritten?.before.lent }: Held, principal: number): boolean =>
  lent === true || holder === principal;

/** What is lent is given by another: it is nothing to it that the right to give is denied to whoever holds it. */
export const deniedTo = ({ lent }: Held, denied: Denied): Denied =>
  lent ? action => (action === assign ? "no" : denied(action)) : denied;

const nothing: Held["plain"] = { own: [], member: [] };

/** A denial at a whole subscription takes away what a role further up gives there. */
const coversAll = ({ row, scope }: Denial, subscription: string | undefined): boolean =>
  !row.doNotApplyToChildScopes && scope.kind === "subscription" && scope.subscription === subscription;

const deniedBy =
  (binding: readonly (readonly [Denial, Certainty])[]): Denied =>
  action => {
    const verdicts = binding.map(([denial, covered]) => {
      const denied = denial.denies(action);
      return denied === "yes" ? covered : denied;
    });
    return verdicts.includes("yes") ? "yes" : verdicts.includes("unknown") ? "unknown" : "no";
  };
