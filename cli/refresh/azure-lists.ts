import * as z from "zod";
import { isAccelerator } from "../../catalogue/sizes";
import type { RoleDefinition } from "../../compute/roles/generate";
import type { Azure } from "../../posture/azure/connect";
import { Fault, faultOf } from "../../posture/azure/fault";

/** What Azure lists to everybody who has signed in. Each list is read to its end or not at all: half of one would take rows away. */

/** A size of a virtual machine, by Resource SKUs (Microsoft Learn, "Resource Skus - List", 2021-07-01). */
export interface ListedSize {
  readonly name: string;
  readonly family: string | undefined;
  readonly vCpus: number | undefined;
  /** Accelerators; 0 where the size has none. */
  readonly gpus: number;
}

const text = z.string().min(1);
const sku = z.object({
  resourceType: text,
  name: text,
  family: z.string().nullish(),
  capabilities: z.array(z.object({ name: text, value: z.string().nullish() })).nullish(),
});

/** The sizes that Azure lists to a subscription, sold or restricted, each once. */
export async function listedSizes(azure: Azure, subscription: string): Promise<readonly ListedSize[]> {
  const path = `/subscriptions/${subscription}/providers/Microsoft.Compute/skus?api-version=2021-07-01`;
  const machines = (await whole(azure.armList(path), sku, "sizes of machines")).filter(
    ({ resourceType }) => resourceType.toLowerCase() === "virtualmachines",
  );
  if (machines.length === 0) throw new Fault("malformed", "any size of a machine in the list of Resource SKUs");
  const sizes = machines.map(({ name, family, capabilities }): ListedSize => {
    const has = (wanted: string): number | undefined => {
      const value = Number(capabilities?.find(each => each.name === wanted)?.value ?? Number.NaN);
      return Number.isFinite(value) ? value : undefined;
    };
    return {
      name,
      family: family || undefined,
      vCpus: has("vCPUs"),
      gpus: isAccelerator(name) ? (has("GPUs") ?? 0) : 0,
    };
  });
  // One for each region, which are alike but for what a region does not have.
  return [...new Map(sizes.sort(byName).map(size => [size.name.toLowerCase(), size])).values()];
}

const location = z.object({
  name: text,
  displayName: text,
  type: z.string().nullish(),
  metadata: z
    .object({ regionType: z.string().nullish(), pairedRegion: z.array(z.object({ name: text })).nullish() })
    .nullish(),
});

export interface ListedRegion {
  readonly name: string;
  readonly displayName: string;
  readonly physical: boolean;
  readonly pair: string | undefined;
}

/** The regions and geographies of the cloud (Microsoft Learn, "Subscriptions - List Locations", 2022-12-01); edge zones are none. */
export async function listedRegions(azure: Azure, subscription: string): Promise<readonly ListedRegion[]> {
  const path = `/subscriptions/${subscription}/locations?api-version=2022-12-01`;
  const rows = await whole(azure.armList(path), location, "locations");
  return rows
    .filter(({ type }) => (type ?? "Region") === "Region")
    .map(({ name, displayName, metadata }) => ({
      name,
      displayName,
      physical: metadata?.regionType === "Physical",
      pair: metadata?.pairedRegion?.[0]?.name,
    }))
    .sort(byName);
}

const texts = z
  .array(z.string())
  .nullish()
  .transform(list => list ?? []);
const role = z.object({
  name: text.toLowerCase(),
  properties: z.object({
    roleName: text,
    permissions: z.array(
      z.object({
        actions: texts,
        notActions: texts,
        dataActions: texts,
        notDataActions: texts,
        condition: z
          .string()
          .nullish()
          .transform(condition => condition ?? null),
      }),
    ),
  }),
});

/** Azure's built-in roles, by their names. */
export async function listedRoles(azure: Azure): Promise<readonly RoleDefinition[]> {
  const filter = encodeURIComponent("type eq 'BuiltInRole'");
  const path = `/providers/Microsoft.Authorization/roleDefinitions?api-version=2022-04-01&$filter=${filter}`;
  const rows = await whole(azure.armList(path), role, "built-in roles");
  return rows
    .map(({ name, properties: { roleName, permissions } }) => ({ id: name, name: roleName, permissions }))
    .sort((one, other) => byName(one, other) || (one.id < other.id ? -1 : 1));
}

const operations = z
  .array(z.object({ name: text }))
  .nullish()
  .transform(list => list ?? []);
const provider = z.object({
  operations,
  resourceTypes: z
    .array(z.object({ operations }))
    .nullish()
    .transform(list => list ?? []),
});

/** Every operation of every resource provider, in lower case. */
export async function listedOperations(azure: Azure): Promise<ReadonlySet<string>> {
  const path = "/providers/Microsoft.Authorization/providerOperations?api-version=2022-04-01&$expand=resourceTypes";
  const rows = await whole(azure.armList(path), provider, "operations of resource providers");
  const all = rows.flatMap(row => [row, ...row.resourceTypes].flatMap(({ operations }) => operations));
  return new Set(all.map(({ name }) => name.toLowerCase()));
}

const subscription = z.object({ subscriptionId: text, state: z.string().nullish() });

/** The first subscription that the sign-in sees and that is in use. */
export async function enabledSubscription(azure: Azure): Promise<string> {
  const rows = await whole(azure.armList("/subscriptions?api-version=2022-12-01"), subscription, "subscriptions");
  const ids = rows.filter(({ state }) => state === "Enabled").map(({ subscriptionId }) => subscriptionId);
  const [first] = ids.sort();
  if (first === undefined) throw new Fault("malformed", "any subscription that is enabled");
  return first;
}

/** All rows of a list that holds any. What is in another form than Azure documents is a fault of the whole list. */
export async function whole<S extends z.ZodType>(
  rows: AsyncIterable<unknown>,
  as: S,
  what: string,
): Promise<z.output<S>[]> {
  const found: z.output<S>[] = [];
  try {
    for await (const row of rows) {
      const read = as.safeParse(row);
      if (!read.success) throw new Fault("malformed", `${what} in the documented form`);
      found.push(read.data);
    }
  } catch (error) {
    throw faultOf(error, "Azure");
  }
  if (found.length === 0) throw new Fault("malformed", `any ${what}`);
  return found;
}

/** By letters, whatever their case; the same on every machine. */
export function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  const [a, b] = [one.name.toLowerCase(), other.name.toLowerCase()];
  return a < b ? -1 : a > b ? 1 : 0;
}
