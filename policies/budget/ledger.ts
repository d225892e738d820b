import { add, combined, noSums, type Share, type Sums, type Uncounted } from "./share";
import { accountOf, type Machines, sumsOf } from "./sums";

/** What is created in all. */
export interface Totals extends Sums {
  readonly regions: ReadonlySet<string>;
}

/** What a stack requests with one more resource, or in the end. */
export interface StackTotals {
  readonly of: "resource" | "stack";
  readonly totals: Totals;
  /** How much of it came with the resource at hand; for a stack, all of it. */
  readonly added: Totals;
  /** How much of it was not there before; absent where nobody said what was. */
  readonly change?: Totals;
  readonly uncounted: readonly Uncounted[];
  /** Those of them that say how far some set may grow, of which it is not known which it is. */
  readonly unjoined: readonly Uncounted[];
}

/** A share as it is entered: machines that belong to no set, and those of sets by their account. */
interface Entry {
  readonly share: Share;
  readonly lone: Sums;
  readonly accounts: ReadonlyMap<string, Machines>;
}

/** All that is said of the sets of one account, by resource. */
type Account = ReadonlyMap<string, Machines>;

const minus = (a: Sums, b: Sums) => combined(a, b, (x, y) => x - y);

/**
 * What a stack requests, entered resource by resource. A resource costs as much as the other entries in its accounts, not as all that
 * was entered before it: a stack of thousands is not summed up anew for each of its resources.
 */
export class Ledger {
  private readonly entries = new Map<string, Entry>();
  private readonly accounts = new Map<string, Account>();
  /** In how many shares each region stands. */
  private readonly regions = new Map<string, number>();
  private sums: Sums = noSums;

  /** Enters what a resource requests, in the place of what was entered for it before. */
  enter(urn: string, share: Share | undefined): void {
    const before = this.entries.get(urn);
    if (before) this.book(urn, before, -1);
    this.entries.delete(urn);
    if (!share) return;
    const entry = entryOf(share);
    this.entries.set(urn, entry);
    this.book(urn, entry, 1);
  }

  private book(urn: string, { share, lone, accounts }: Entry, sign: 1 | -1): void {
    this.sums = combined(this.sums, lone, (sum, part) => sum + sign * part);
    for (const [name, machines] of accounts) {
      const before = this.accounts.get(name) ?? new Map();
      const after = sign > 0 ? new Map(before).set(urn, machines) : without(before, urn);
      this.sums = add(this.sums, minus(sumsOf(after.values()), sumsOf(before.values())));
      this.accounts.set(name, after);
    }
    for (const region of share.regions) this.regions.set(region, (this.regions.get(region) ?? 0) + sign);
  }

  /** What the stack requests, and what of that came with one resource; `undefined` where that requests nothing. */
  withResource(urn: string): StackTotals | undefined {
    const entry = this.entries.get(urn);
    if (!entry) return undefined;
    const { share, lone, accounts } = entry;
    let added = lone;
    for (const name of accounts.keys()) {
      const account = this.accounts.get(name)!;
      added = add(added, minus(sumsOf(account.values()), sumsOf(without(account, urn).values())));
    }
    const unjoined = notJoined(share);
    const regions = new Set(share.regions.filter(region => this.regions.get(region) === 1));
    return {
      of: "resource",
      totals: this.totals(),
      added: { ...added, regions },
      uncounted: [...share.uncounted, ...unjoined],
      unjoined,
    };
  }

  /** What the stack requests in the end. */
  ofStack(): StackTotals {
    const totals = this.totals();
    return { of: "stack", totals, added: totals, uncounted: [], unjoined: [] };
  }

  private totals(): Totals {
    const regions = [...this.regions].flatMap(([region, shares]) => (shares > 0 ? [region] : []));
    return { ...this.sums, regions: new Set(regions) };
  }
}

function without(account: Account, urn: string): Account {
  const others = new Map(account);
  others.delete(urn);
  return others;
}

function entryOf(share: Share): Entry {
  const lone = share.parts.filter(({ set }) => set === undefined || accountOf(set) === undefined);
  const accounts = new Map<string, { parts: Share["parts"][number][]; ceilings: Share["ceilings"][number][] }>();
  const account = (name: string) => {
    const open = accounts.get(name) ?? { parts: [], ceilings: [] };
    accounts.set(name, open);
    return open;
  };
  for (const part of share.parts) {
    const name = part.set && accountOf(part.set);
    if (name !== undefined) account(name).parts.push(part);
  }
  for (const ceiling of share.ceilings) {
    const name = accountOf(ceiling.set);
    if (name !== undefined) account(name).ceilings.push(ceiling);
  }
  return { share, lone: sumsOf([{ parts: lone, ceilings: [] }]), accounts };
}

const notJoined = ({ ceilings }: Share): Uncounted[] => [
  ...new Map(
    ceilings
      .filter(({ set }) => set.name.state !== "known")
      .map(({ set }) => [set.name.path, { path: set.name.path, what: "how far a set may grow that is decided later" }]),
  ).values(),
];
