import { all as allOf, any, type Certainty, not } from "../../../catalogue/certainty";
import type { CapabilityRight } from "../capability-rights";
import type { AccessGraph } from "./access-graph";
import type { Held, Own, Rewritten } from "./held";
import { deniedTo, isItsOwn } from "./rights";
import type { Means, RoleCapabilities, RoleCapability } from "./role-capabilities";
import { assign } from "./role-power";

/** What one may do itself, capability by capability: worked out once for all who share a signature. */
export class OwnCapabilities {
  readonly #known = new WeakMap<Own, readonly CapabilityRight[]>();
  /** What a holding gives where nothing is denied, and it does not matter who has it: to its holder, and to members. */
  readonly #plain = {
    holder: new WeakMap<Held, readonly CapabilityRight[]>(),
    member: new WeakMap<Held, readonly CapabilityRight[]>(),
  };
  readonly #undenied = new WeakMap<RoleCapability, Answer>();

  constructor(
    private readonly access: AccessGraph,
    private readonly roles: RoleCapabilities,
  ) {}

  /** @param principal somebody whose own rights these are */
  of(own: Own, principal: number): readonly CapabilityRight[] {
    const known = this.#known.get(own);
    if (known) return known;
    const found = own.held.flatMap(held => this.#given(held, own, principal));
    this.#known.set(own, found);
    return found;
  }

  #given(held: Held, own: Own, principal: number): readonly CapabilityRight[] {
    const plain = this.#plain[held.holder === principal ? "holder" : "member"];
    const isPlain = own.denials.length === 0 && !held.personal;
    const known = isPlain ? plain.get(held) : undefined;
    if (known) return known;
    const { role, scope, holding, personal } = held;
    const given = this.roles
      .of(role, scope, holding.condition, personal ? own.who : undefined)
      .flatMap(each => this.#parts(each, held, own, principal));
    if (isPlain) plain.set(held, given);
    return given;
  }

  /** Where nothing is denied: the same wherever the role is held. */
  #answerOf(each: RoleCapability): Answer | undefined {
    const answer = this.#undenied.get(each) ?? answerOf(each, nothingDenied);
    if (answer) this.#undenied.set(each, answer);
    return answer;
  }

  /** What was held gave towards the same capability before it was rewritten. */
  #before({ holding, role, personal }: Held, { scope }: Held, { capability }: RoleCapability, own: Own) {
    const who = personal ? own.who : undefined;
    return this.roles.of(role, scope, holding.condition, who).find(each => each.capability === capability);
  }

  /** One right for each answer that the denials leave: mostly a single one. */
  #parts(each: RoleCapability, held: Held, own: Own, principal: number): readonly CapabilityRight[] {
    const via = isItsOwn(held, principal)
      ? {}
      : { via: { id: held.holding.principal, name: this.access.who(held.holder).name } };
    // What the role gives as it stands is told of that.
    const before = held.rewritten && this.#before(held.rewritten.before, held, each, own);
    const answered = (denied?: Denied): Answer | undefined => {
      const answer = denied ? answerOf(each, denied) : this.#answerOf(each);
      if (!answer || !held.rewritten) return answer;
      const already = before && answerOf(before, denied ?? nothingDenied);
      if (already && (!already.conditional || answer.conditional)) return undefined;
      const by = each.capability === "grantAccess" ? "role" : "selfGrant";
      return { by, conditional: answer.conditional, what: [] };
    };
    const told = (
      subscriptions: readonly string[],
      perhaps: readonly string[],
      answer: Answer | undefined,
    ): CapabilityRight[] => {
      if (!answer) return [];
      const { id: assignment, scope, tenure } = held.holding;
      const through = "via" in via ? `, through group ${via.via.name}` : "";
      const way = held.rewritten ? rewrittenBy(held.rewritten, this.access.place) : grantedBy(answer);
      const path = `${held.role.name} at ${this.access.place(scope)}${way}${words(answer, tenure)}${through}`;
      const { capability } = each;
      const all = { proved: subscriptions, perhaps };
      const below = capability === "createCompute" ? this.access.rights.whereCreated(held.scope, all) : all;
      if (!below) return [];
      const where = { subscriptions: below.proved, ...(below.perhaps.length > 0 && { perhaps: below.perhaps }) };
      return [{ capability, assignment, scope, roleName: held.role.name, ...via, tenure, ...answer, ...where, path }];
    };
    if (own.denials.length === 0) return told(held.subscriptions, held.perhaps, answered());
    const at = (subscription: string) =>
      held.at.startsWith("/subscriptions/") ? held.at : `/subscriptions/${subscription}`;
    const deniedAt = (subscription: string): Denied =>
      deniedTo(held, action => this.access.rights.denied(own, action, at(subscription)));
    const groups = new Map<
      string,
      { readonly answer: Answer | undefined; readonly proved: string[]; readonly perhaps: string[] }
    >();
    for (const [list, where] of [[held.subscriptions, "proved"] as const, [held.perhaps, "perhaps"] as const])
      for (const id of list) {
        const answer = answered(deniedAt(id));
        const key = JSON.stringify(answer);
        const group = groups.get(key) ?? { answer, proved: [], perhaps: [] };
        group[where].push(id);
        groups.set(key, group);
      }
    return [...groups.values()].flatMap(({ answer, proved, perhaps }) => told(proved, perhaps, answer));
  }
}

/** How a custom role is rewritten, for people. */
export const rewrittenBy = ({ by, given, before }: Rewritten, place: (scope: string) => string): string =>
  [
    given === undefined ? "" : `, which lets its holder assign ${given}${before.lent ? " to it" : ""}`,
    `, which may be rewritten as ${by.role.name} at ${place(by.holding.scope)}`,
  ].join("");

type Denied = (action: string) => Certainty;
const nothingDenied: Denied = () => "no";

type Answer = Pick<CapabilityRight, "by" | "conditional" | "what">;

/** Itself outright, after giving itself a role outright, then each under a condition. */
function answerOf({ own, giving, all }: RoleCapability, denied: Denied): Answer | undefined {
  const left = own
    .map(([means, verdict]) => [means, allOf(verdict, not(denied(means.action)))] as const)
    .filter(([, verdict]) => verdict !== "no");
  const outright = left.filter(([, verdict]) => verdict === "yes");
  if (outright.length > 0) return { by: "role", conditional: false, what: whatOf(outright) };
  const open = any(() => all.map(({ action }) => not(denied(action))));
  const sure = allOf(giving, not(denied(assign)), open);
  if (sure === "yes") return { by: "selfGrant", conditional: false, what: [] };
  if (left.length > 0) return { by: "role", conditional: true, what: whatOf(left) };
  return sure === "unknown" ? { by: "selfGrant", conditional: true, what: [] } : undefined;
}

const whatOf = (list: readonly (readonly [Means, Certainty])[]): readonly string[] => [
  ...new Set(list.map(([{ what }]) => what)),
];

const tenures: { readonly [T in CapabilityRight["tenure"]]: string } = {
  standing: "",
  activated: ", activated in PIM",
  eligible: ", eligible in PIM",
  unknown: "",
};

const grantedBy = ({ by }: Answer): string => (by === "selfGrant" ? ", which lets its holder assign roles" : "");

const words = ({ conditional }: Answer, tenure: CapabilityRight["tenure"]): string =>
  [tenures[tenure], conditional ? ", under a condition" : ""].join("");
