import type { Membership } from "../evidence/memberships";
import type { PrincipalType } from "../evidence/reading/row-parts";
import type { Rows } from "../evidence/rows";
import { type Ids, Numbered } from "./numbered";

type Listed = Rows<Membership>;

/** Numbers by a key that is a number: the values of key n are `values[from[n] … from[n + 1]]`. */
export interface Table {
  readonly from: Uint32Array;
  readonly values: Uint32Array;
}

/** Who is in which group, by numbers: a large tenant has millions of memberships. */
export class Memberships {
  /** Every group, and every member of one; those first that had numbers already. */
  readonly ids: Numbered;
  readonly #names: (string | undefined)[] = [];
  readonly #types: (PrincipalType | undefined)[] = [];
  readonly #groups: Uint32Array;
  readonly #members: Uint32Array;

  /** @param known ids that have their numbers already */
  constructor(rows: Listed, known?: Ids) {
    this.ids = new Numbered(known);
    this.#groups = new Uint32Array(rows.length);
    this.#members = new Uint32Array(rows.length);
    let at = 0;
    let [before, number] = ["", -1];
    for (const { group, groupName, member, memberType } of rows) {
      // The rows of a group mostly follow each other.
      if (group !== before || number < 0) [before, number] = [group, this.ids.of(group)];
      const inside = this.ids.of(member);
      this.#groups[at] = number;
      this.#members[at++] = inside;
      this.#names[number] = groupName;
      this.#types[inside] = memberType;
    }
  }

  /** The name of a group that has members. */
  nameOf(group: string): string | undefined {
    const number = this.ids.find(group);
    return number === undefined ? undefined : this.#names[number];
  }

  /** What a member is. */
  typeOf(member: number): PrincipalType | undefined {
    return this.#types[member];
  }

  typeOfId(member: string): PrincipalType | undefined {
    const number = this.ids.find(member);
    return number === undefined ? undefined : this.#types[number];
  }

  /** The groups by their members. */
  groupsByMember(): Table {
    return tableOf(this.#members, this.#groups, this.ids.size);
  }

  /** The members by their groups. */
  membersByGroup(): Table {
    return tableOf(this.#groups, this.#members, this.ids.size);
  }

  *groups(): Generator<string> {
    for (let n = 0; n < this.#names.length; n++) if (this.#names[n] !== undefined) yield this.ids.id(n);
  }

  /** Members of one type. */
  *membersOf(type: PrincipalType): Generator<string> {
    for (let n = 0; n < this.#types.length; n++) if (this.#types[n] === type) yield this.ids.id(n);
  }
}

function tableOf(keys: Uint32Array, values: Uint32Array, count: number): Table {
  const from = new Uint32Array(count + 1);
  for (const key of keys) from[key + 1]!++;
  for (let n = 0; n < count; n++) from[n + 1]! += from[n]!;
  const next = from.slice(0, count);
  const sorted = new Uint32Array(values.length);
  for (let i = 0; i < keys.length; i++) sorted[next[keys[i]!]!++] = values[i]!;
  return { from, values: sorted };
}

/**
 * The evidence of who is in which group, numbered once: several facts and checks ask about it. Whoever asks first may bring
 * the numbers of the accounts along, most of whom are in some group.
 */
export function numbered(rows: Listed, accounts?: Ids): Memberships {
  const known = tables.get(rows) ?? new Memberships(rows, accounts);
  tables.set(rows, known);
  return known;
}

const tables = new WeakMap<Listed, Memberships>();

/**
 * The members of groups, those of nested groups included. The evidence is transitive already; following it once more
 * costs little and keeps the answer right for rows that are not. Groups may contain each other.
 */
export function membersOf(memberships: Listed): MembersOf {
  const known = answered.get(memberships) ?? closureOf(memberships);
  answered.set(memberships, known);
  return known;
}

type MembersOf = (group: string) => ReadonlySet<string>;

/** Several facts ask about the same evidence. */
const answered = new WeakMap<Listed, MembersOf>();

function closureOf(memberships: Listed): MembersOf {
  const known = new Map<string, ReadonlySet<string>>();
  const { ids } = numbered(memberships);
  const { from, values } = numbered(memberships).membersByGroup();
  return group => {
    let members = known.get(group);
    if (!members) {
      const number = ids.find(group);
      const reached = new Set(number === undefined ? [] : [number]);
      for (const n of reached) for (let i = from[n]!; i < from[n + 1]!; i++) reached.add(values[i]!); // grows as it is walked
      if (number !== undefined) reached.delete(number);
      members = new Set([...reached].map(n => ids.id(n)));
      known.set(group, members);
    }
    return members;
  };
}

/** The groups that somebody is in, by lower-case ids, those that their groups are in included. */
export function groupsOf(memberships: Listed, member: string): Set<string> {
  const { ids } = numbered(memberships);
  const { from, values } = numbered(memberships).groupsByMember();
  const start = ids.find(member);
  const reached = new Set(start === undefined ? [] : [start]);
  for (const n of reached) for (let i = from[n]!; i < from[n + 1]!; i++) reached.add(values[i]!); // grows as it is walked
  if (start !== undefined) reached.delete(start);
  return new Set([...reached].map(n => ids.id(n)));
}
