import type { Estate } from "../../catalogue/estate";
import type { Subject } from "../../catalogue/outcome";
import { plainName } from "../../catalogue/plain-name";
import type { Subscription } from "../evidence/subscriptions";
import type { Tenant } from "../evidence/tenant";
import type { ComputeCreator, CreateRight, Principal } from "./types";

/** What a judgement of each thing is about, in the words of reports. */
export const principalSubject = ({ id, name, kind }: Principal): Subject => ({ kind, id, name });

export const subscriptionSubject = ({ id, name }: Subscription): Subject => ({
  kind: "subscription",
  id: `/subscriptions/${id}`,
  name: name || id,
});

export const tenantSubject = (tenants: readonly Tenant[], id: string): Subject => ({
  kind: "tenant",
  id: tenants[0]?.id ?? id,
  name: tenants[0]?.name || id,
});

/** Rights that hold whatever a condition says. */
export const unconditional = ({ rights }: Pick<ComputeCreator, "rights">): readonly CreateRight[] =>
  onceFor(withoutCondition, rights, () =>
    rights.some(right => right.conditional) ? rights.filter(right => !right.conditional) : rights,
  );

const withoutCondition = new WeakMap<readonly CreateRight[], readonly CreateRight[]>();
const byThemselves = new WeakMap<readonly CreateRight[], readonly CreateRight[]>();
const provedToReach = new WeakMap<readonly CreateRight[], readonly CreateRight[]>();

/** Many people share their rights, and many checks ask the same of them. */
function onceFor(
  known: WeakMap<readonly CreateRight[], readonly CreateRight[]>,
  rights: readonly CreateRight[],
  ask: () => readonly CreateRight[],
): readonly CreateRight[] {
  const before = known.get(rights);
  if (before) return before;
  const answer = ask();
  known.set(rights, answer);
  return answer;
}

/** Those of them that are proved to reach something: all, but at a management group of which it was not read what is below. */
export function outright(creator: Pick<ComputeCreator, "rights">): readonly CreateRight[] {
  const rights = unconditional(creator);
  const reaches = ({ subscriptions, perhaps }: CreateRight) => subscriptions.length > 0 || !perhaps;
  return onceFor(provedToReach, rights, () => (rights.every(reaches) ? rights : rights.filter(reaches)));
}

/** Rights that it holds itself or through a group, and not by becoming somebody else first. */
export const held = (rights: readonly CreateRight[]): readonly CreateRight[] =>
  onceFor(byThemselves, rights, () => {
    const own = rights.filter(({ road }) => road === undefined);
    return own.length === rights.length ? rights : own;
  });

/** Whether somebody can sign in as it, for all that was read: it is neither blocked nor deleted. */
export const maySignIn = ({ enabled, exists }: Pick<Principal, "enabled" | "exists">): boolean =>
  enabled !== "no" && exists !== "no";

/** Whether this is an emergency account of the estate, named there by object id or by user principal name. */
export const isBreakGlass = (breakGlass: readonly string[], account: Pick<Principal, "id" | "name">): boolean =>
  entryOf(breakGlass, account) !== undefined;

/** The entry of the estate that names this account. */
export function entryOf(
  breakGlass: readonly string[],
  { id, name }: Pick<Principal, "id" | "name">,
): string | undefined {
  if (breakGlass.length === 0) return undefined;
  const entries = entriesOf.get(breakGlass) ?? new Map(breakGlass.map(entry => [plainName(entry), entry]));
  entriesOf.set(breakGlass, entries);
  return entries.get(id.toLowerCase()) ?? entries.get(plainName(name));
}

/** Every user is held against the same entries. */
const entriesOf = new WeakMap<readonly string[], ReadonlyMap<string, string>>();

/** Why checks of emergency accounts are not tested where the estate names none. */
export const unnamedEmergency = ({ breakGlass }: Pick<Estate, "breakGlass">): string | undefined =>
  breakGlass.length === 0 ? "the estate names no emergency account" : undefined;

/** Why checks of decoys are not tested where the estate names none. */
export const unnamedDecoy = ({ decoys }: Pick<Estate, "decoys">): string | undefined =>
  decoys.length === 0 ? "the estate names no decoy" : undefined;
