import type { Approval } from "./approvals";

/** Machines and the approvals that cover them; any of these may stand for each. */
export interface Covered<T> {
  readonly approvals: readonly Approval[];
  readonly machines: number;
  readonly of: T;
}

/** More machines than their approvals cover together. */
export interface Excess<T> {
  readonly approvals: readonly Approval[];
  /** How many the approvals cover. */
  readonly most: number;
  readonly machines: number;
  readonly of: readonly T[];
}

/**
 * Where machines cannot be dealt out to the approvals that cover them: some of these are together of fewer than the machines that
 * have no other (Hall's theorem). The smallest such sets are told. What some approval covers in any number is in no excess.
 */
export function excesses<T>(covered: readonly Covered<T>[]): Excess<T>[] {
  const bounded = covered.filter(
    ({ approvals, machines }) => machines > 0 && approvals.length > 0 && mostOf(approvals) < Infinity,
  );
  const exceeded: (Excess<T> & { readonly group: Group })[] = [];
  for (const group of unions(bounded.map(({ approvals }) => new Set(approvals)))) {
    if (exceeded.some(smaller => isWithin(smaller.group, group))) continue;
    const inside = bounded.filter(({ approvals }) => approvals.every(approval => group.has(approval)));
    const machines = inside.reduce((sum, each) => sum + each.machines, 0);
    const most = mostOf(group);
    if (machines > most)
      exceeded.push({ group, approvals: [...group], most, machines, of: inside.map(each => each.of) });
  }
  return exceeded.map(({ group: _, ...excess }) => excess);
}

type Group = ReadonlySet<Approval>;

const mostOf = (approvals: Iterable<Approval>): number =>
  [...approvals].reduce((sum, { max = Infinity }) => sum + max, 0);

const isWithin = (one: Group, other: Group): boolean => [...one].every(approval => other.has(approval));

/** An estate that has more is judged by these, and by each of its approvals. */
const mostUnions = 1000;

/** The groups and whatever groups that share an approval come to together, the smallest first. */
function unions(groups: readonly Group[]): Group[] {
  const found: Group[] = [];
  const add = (group: Group) => {
    const isNew = !found.some(other => other.size === group.size && isWithin(group, other));
    if (isNew) found.push(group);
  };
  for (const group of groups) add(group);
  const own = [...found];
  for (let at = 0; at < found.length && found.length < mostUnions; at++)
    for (const group of own)
      if ([...group].some(approval => found[at]!.has(approval))) add(new Set([...found[at]!, ...group]));
  return found.sort((a, b) => a.size - b.size);
}

/** The approvals, for people: "the approval of Standard_NC*_T4_v3 covers 2". */
export function inWords({ approvals, most }: Pick<Excess<unknown>, "approvals" | "most">): string {
  const sizes = approvals.map(({ size, in: scopes = [], tag }) =>
    [
      size,
      ...(scopes.length > 0 ? [`in ${scopes.join(", ")}`] : []),
      ...(tag === undefined ? [] : [`with ${tag}`]),
    ].join(" "),
  );
  return sizes.length === 1
    ? `the approval of ${sizes[0]} covers ${most}`
    : `the approvals of ${sizes.join("; ")} cover ${most} together`;
}
