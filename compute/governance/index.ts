import { ofArmType } from "../arm-types";
import { type FactKind, type Facts, noFacts } from "../facts";
import { armNaming, type Naming, nodesAt, pulumiNaming } from "../path";
import { byToken, tokensOf } from "../tokens";
import { isAbsent, type NodeAt } from "../tree";
import { credentials } from "./credentials";
import type { GovernanceReader, GovernanceType } from "./governance-type";
import { grants } from "./grants";
import { guardrails } from "./guardrails";
import { quotas } from "./quotas";
import { roles } from "./roles";
import { tenancies } from "./tenancies";

// biome-ignore lint/suspicious/noExplicitAny: each reader reads its own rows only, as `entries` pairs them
type AnyReader = GovernanceReader<FactKind, any>;

/** Every type that changes who may create compute, how much of it, or which guardrails watch over it. */
export const readers: readonly AnyReader[] = [grants, roles, credentials, quotas, tenancies, guardrails];

interface Entry {
  readonly reader: AnyReader;
  readonly row: GovernanceType;
}

const indexed = (keysOf: (row: GovernanceType) => readonly string[]): ReadonlyMap<string, readonly Entry[]> => {
  const index = new Map<string, Entry[]>();
  for (const reader of readers)
    for (const row of reader.rows)
      for (const key of keysOf(row)) {
        const entries = index.get(key);
        if (entries) entries.push({ reader, row });
        else index.set(key, [{ reader, row }]);
      }
  return index;
};

const entriesOfToken = byToken(() => indexed(tokensOf));
const entriesOfArm = ofArmType(() => indexed(({ arm = [] }) => arm.map(type => type.toLowerCase())));

/** The changes that a Pulumi resource asks for; `undefined` where its type makes none. `token` is that of `normalToken`. */
export function governanceFacts(token: string, root: NodeAt): Facts | undefined {
  const found = entriesOfToken(token);
  return found && changes(found, root, pulumiNaming);
}

/** The changes that an ARM resource asks for. */
export function governanceFactsOfArm(type: string, root: NodeAt): Facts | undefined {
  const found = entriesOfArm(type);
  return found && changes(found, root, armNaming);
}

/** Whether resources of an ARM type make changes. */
export const isGovernanceType = (type: string): boolean => entriesOfArm(type) !== undefined;

function changes(entries: readonly Entry[], root: NodeAt, naming: Naming): Facts {
  const found: { [kind in FactKind]?: unknown[] } = {};
  for (const { reader, row } of entries)
    for (const place of row.at === undefined ? [root] : nodesAt(root, row.at, naming)) {
      if (isAbsent(place.node)) continue;
      found[reader.kind] = [...(found[reader.kind] ?? []), ...reader.read(row, { root, at: place, naming })];
    }
  return { ...noFacts, ...found } as Facts;
}
