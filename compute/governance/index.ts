import { ofArmType } from "../arm-types";
import { type Facts, type Kind, noFacts } from "../facts";
import { arm, type Dialect, type Place, places, pulumi } from "../path";
import { credentials } from "./credentials";
import { grants } from "./grants";
import { guards } from "./guards";
import { quotas } from "./quotas";
import { roles } from "./roles";
import type { ChangeReader, ChangeRow } from "./governance-type";
import { tenancies } from "./tenancies";

// biome-ignore lint/suspicious/noExplicitAny: each reader reads its own rows only, as `entries` pairs them
type AnyReader = ChangeReader<Kind, any>;

/** Every type that changes who may order compute, how much of it, or what stands guard over it. */
export const readers: readonly AnyReader[] = [grants, roles, credentials, quotas, tenancies, guards];

interface Entry {
  readonly reader: AnyReader;
  readonly row: ChangeRow;
}

/** The last segment of a classic type, in Terraform's letter case. */
const ownName = (type: string) => type.slice(type.indexOf("/") + 1, type.indexOf(":"));

/** The tokens of a row, as `normalToken` writes them, in lower case. */
const tokensOf = ({ native = [], classic = [], azurerm, azuread = [] }: ChangeRow): string[] =>
  [
    ...native.map(type => `azure-native:${type}`),
    ...classic.map(type => `azure:${type}`),
    ...(azurerm ?? classic.map(ownName)).map(name => `azurerm:index/${name}:${name}`),
    ...azuread.map(type => `azuread:index/${type}`),
  ].map(token => token.toLowerCase());

const indexed = (keysOf: (row: ChangeRow) => readonly string[]): ReadonlyMap<string, readonly Entry[]> => {
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

const byToken = indexed(tokensOf);
const entriesOfArm = ofArmType(indexed(({ arm = [] }) => arm.map(type => type.toLowerCase())));

/** The changes that a Pulumi resource asks for; `undefined` where its type makes none. `token` is that of `normalToken`. */
export function changesIn(token: string, root: Place): Facts | undefined {
  const found = byToken.get(token.toLowerCase());
  return found && changes(found, root, pulumi);
}

/** The changes that an ARM resource asks for. */
export function changesOfArm(type: string, root: Place): Facts | undefined {
  const found = entriesOfArm(type);
  return found && changes(found, root, arm);
}

/** Whether resources of an ARM type make changes. */
export const changesByArm = (type: string): boolean => entriesOfArm(type) !== undefined;

function changes(entries: readonly Entry[], root: Place, dialect: Dialect): Facts {
  const found: { [kind in Kind]?: unknown[] } = {};
  for (const { reader, row } of entries)
    for (const place of row.at === undefined ? [root] : places(root, row.at, dialect)) {
      if (place.node === undefined || place.node === null) continue;
      found[reader.kind] = [...(found[reader.kind] ?? []), ...reader.read(row, { root, place, dialect })];
    }
  return { ...noFacts, ...found } as Facts;
}
