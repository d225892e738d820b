import type { Certainty } from "../../../catalogue/certainty";
import type { RoleDefinition } from "../../evidence/role-definitions";
import type { Gift } from "./gifts";
import type { Held, Rewriting } from "./held";
import { RolePowers } from "./role-power";
import { allOf } from "./tenures";

/** Everything, as somebody writes it into a role. */
const everything = { actions: ["*"], notActions: [], dataActions: ["*"] };
/** No condition that can be judged: whether the role can be rewritten was not told. */
const untold = "whether the role may be rewritten";

/** Holdings as they are once their roles were rewritten: each made once. */
export class Written {
  readonly #roles = new Map<RoleDefinition, Map<Certainty, RoleDefinition>>();
  readonly #helds = new WeakMap<Held, Map<string, Held>>();

  /** What is held, once its role is rewritten. */
  as(held: Held, { by, verdict, tenure }: Rewriting, writer: Held | undefined): Held {
    const known = this.#helds.get(held) ?? new Map<string, Held>();
    this.#helds.set(held, known);
    const key = `${verdict} ${tenure} ${by.holding.id} ${writer?.holding.id}`;
    const before = known.get(key);
    if (before) return before;
    const role = this.#roleAs(held.role, verdict);
    const found: Held = {
      ...held,
      holding: { ...held.holding, tenure: allOf([held.holding.tenure, tenure])! },
      role,
      personal: RolePowers.isPersonal(role, held.holding.condition),
      plain: { own: [], member: [] },
      rewritten: { before: held, by, ...(writer && { writer }) },
    };
    known.set(key, found);
    return found;
  }

  /** What somebody holds who gave itself a role: it is told of what let it, and no condition is on it any more. */
  given({ giver, role, place, by, verdict, tenure }: Gift, writer: Held | undefined): Held {
    const { condition: _, ...holding } = giver.holding;
    const within = (ids: readonly string[]) =>
      giver.lent ? ids.filter(id => giver.subscriptions.includes(id) || giver.perhaps.includes(id)) : ids;
    return {
      holder: giver.holder,
      holding: { ...holding, scope: place.holding.scope, tenure },
      role: this.#roleAs(giver.role, verdict),
      scope: place.scope,
      at: place.at,
      subscriptions: within(place.subscriptions),
      perhaps: within(place.perhaps),
      personal: false,
      plain: { own: [], member: [] },
      rewritten: { before: giver, by, given: role.name, ...(writer && { writer }) },
    };
  }

  #roleAs(role: RoleDefinition, verdict: Certainty): RoleDefinition {
    const known = this.#roles.get(role) ?? new Map<Certainty, RoleDefinition>();
    this.#roles.set(role, known);
    const block = verdict === "yes" ? everything : { ...everything, condition: untold };
    const found = known.get(verdict) ?? { ...role, permissions: [block] };
    known.set(verdict, found);
    return found;
  }
}
