import { join } from "node:path";
import type { BuiltInRoleData } from "../../compute/roles/builtin-roles";
import { capabilityActions } from "../../compute/roles/capability-actions";
import type { Azure } from "../../posture/azure/connect";
import { Fault } from "../../posture/azure/fault";
import type { Service } from "../../posture/azure/pipeline";
import { listedOperations, listedRegions, listedRoles, listedSizes } from "./azure-lists";
import { changeLines, type Renewed } from "./changes";
import { type PricesTable, renewedPrices } from "./prices-table";
import { type RegionsTable, renewedRegions } from "./regions-table";
import { listedPrices } from "./retail-prices";
import { renewedRoles } from "./roles-table";
import { renewedSizes, type SizesTable } from "./sizes-table";
import { printed, read, write } from "./stored";

export interface Refreshing {
  readonly azure: Azure;
  /** The list of retail prices, which asks nobody to sign in. */
  readonly prices: Service;
  /** A subscription that Azure lists sizes and regions to. */
  readonly subscription: string;
  /** The cloud of the sign-in, as the table of regions calls it. */
  readonly cloud: string;
  /** The day that the tables will be of, `2026-11-24`. */
  readonly day: string;
  /** The folder of the project. */
  readonly root: string;
  print(line: string): void;
}

/** More than this share of what was priced or granted does not go in one day: then the list was cut, and is not taken over. */
const mostGone = 0.1;

/**
 * Renews the tables that are made of Azure's own lists, one after the other, and says what is other. A list that cannot be read to
 * its end leaves its tables as they are; the other lists are taken over all the same. Returns whether all were.
 */
export async function refresh(what: Refreshing): Promise<boolean> {
  let all = true;
  for (const [name, step] of Object.entries(steps)) {
    try {
      for (const line of await step(what)) what.print(line);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      all = false;
      what.print(`${name}: left as it is, for want of ${error.message}`);
    }
  }
  return all;
}

type Step = (what: Refreshing) => Promise<readonly string[]>;

/** Sizes come first: those that are new get their prices then. */
const steps: { readonly [name: string]: Step } = {
  async sizes({ azure, subscription, day, root }) {
    const file = fileOf(root, "sizes");
    const listed = await listedSizes(azure, subscription);
    const renewed = renewedSizes(read<SizesTable>(file), listed, day);
    write(file, printed(renewed.table, "sizes"));
    return told("sizes", renewed);
  },

  async prices({ prices, day, root }) {
    const [file, ofSizes] = [fileOf(root, "prices"), fileOf(root, "sizes")];
    const before = { prices: read<PricesTable>(file), sizes: read<SizesTable>(ofSizes) };
    const renewed = renewedPrices(before, await listedPrices(prices), day);
    const { table } = renewed;
    assertNotCut(pricesIn(before.prices), pricesIn(table.prices), "regional prices");
    write(ofSizes, printed(table.sizes, "sizes"));
    write(file, printed(table.prices, "sizes"));
    return told("prices", renewed);
  },

  async regions({ azure, subscription, cloud, day, root }) {
    const file = fileOf(root, "regions");
    const renewed = renewedRegions(read<RegionsTable>(file), await listedRegions(azure, subscription), cloud, day);
    write(file, printed(renewed.table, "regions"));
    return told("regions", renewed);
  },

  async roles({ azure, day, root }) {
    const [all, ofPack] = ["builtin-roles", "role-powers"].map(name =>
      join(root, "compute/roles/data", `${name}.json`),
    );
    const before = read<BuiltInRoleData>(all!);
    const renewed = renewedRoles(before, await listedRoles(azure), day);
    const { table } = renewed;
    assertNotCut(before.roles.length, table.all.roles.length, "built-in roles");
    write(ofPack!, `${JSON.stringify(table.ofPack)}\n`);
    write(all!, `${JSON.stringify(table.all)}\n`);
    return told("roles", renewed);
  },

  /** The tables of actions are written by hand, and from the types of compute: Azure's list only tells what they get wrong. */
  async operations({ azure }) {
    const listed = await listedOperations(azure);
    const unlisted = capabilityActions.filter(action => !listed.has(action.toLowerCase()));
    return [
      `operations: ${capabilityActions.length - unlisted.length} of the ${capabilityActions.length} actions that the tables name are in Azure's list`,
      ...unlisted.map(action => `  not listed: ${action}`),
    ];
  },
};

const fileOf = (root: string, name: string): string => join(root, "catalogue/data", `${name}.json`);

const told = (name: string, { changes, toDo = [] }: Renewed<unknown>): readonly string[] => [
  ...changeLines(name, changes),
  ...toDo.map(line => `  ${line}`),
];

const pricesIn = ({ sizes }: PricesTable): number =>
  sizes.reduce((sum, [, ...prices]) => sum + prices.filter(price => price > 0).length, 0);

function assertNotCut(before: number, after: number, what: string): void {
  if (after < before * (1 - mostGone))
    throw new Fault(
      "cutOff",
      `a whole list: it has ${after.toLocaleString("en-US")} ${what}, and had ${before.toLocaleString("en-US")}`,
    );
}
