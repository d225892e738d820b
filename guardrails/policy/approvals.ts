import type { Approval } from "../../catalogue/approvals";
import { listOf } from "./aliases";
import { all, type Condition, parameter, some } from "./definition";
import { bareName, namesAt, splitOf, type Writing } from "./patterns";
import type { SeenRequest } from "./seen-requests";

/** A subscription's id, alone or behind `/subscriptions/`. */
const subscriptionId = /^(?:\/subscriptions\/)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** `match` takes these for other characters, and what stands in brackets for an expression. */
const unprintable = /[#?.]|^\[.*\]$/s;

/** Where and for how much an approval holds, as conditions; nothing where Azure Policy cannot tell, for it then holds nowhere. */
export function scopeOf(
  { in: scopes, tag, max }: Omit<Approval, "size">,
  request: SeenRequest,
): readonly Condition[] | undefined {
  if (!scopedTypes.has(request.type) || request.isLone) return undefined;
  const parts = [subscriptionOf(scopes), tagOf(tag), max === undefined ? [] : atMost(request, max)];
  return parts.includes(undefined) ? undefined : parts.flatMap(part => part ?? []);
}

/** Of what is approved in Azure Policy no management group is known, and no name of a subscription. */
function subscriptionOf(scopes: Approval["in"]): readonly Condition[] | undefined {
  if (scopes === undefined) return [];
  const ids = scopes.flatMap(scope => subscriptionId.exec(scope.trim())?.[1] ?? []);
  return ids.length > 0 ? [{ value: "[subscription().subscriptionId]", in: ids }] : undefined;
}

/** Azure compares the values of tags to the letter. */
function tagOf(tag: string | undefined): readonly Condition[] | undefined {
  if (tag === undefined) return [];
  const [name = "", ...rest] = tag.split("=");
  const value = rest.join("=");
  // an apostrophe ends the name of a field
  return name.includes("'") || unprintable.test(value) ? undefined : [{ field: `tags['${name}']`, match: value }];
}

/** How many machines a request comes to has to be seen in full: a sum, a formula and a list of counts are not. */
function atMost({ shape, counts, ceilings, list }: SeenRequest, max: number): readonly Condition[] | undefined {
  const { count, ceiling, formula } = shape;
  const isSum = typeof count === "object" && "sum" in count;
  const isUnseen = (count && counts.length === 0) || (ceiling && ceilings.length === 0);
  const fields = [...counts, ...ceilings].map(({ alias }) => alias.name);
  const isDeeper = fields.some(field => ![undefined, list].includes(listOf(field)));
  if (isSum || formula !== undefined || isUnseen || isDeeper) return undefined;
  return fields.map(field => some({ field, exists: false }, { field, lessOrEquals: max }));
}

/**
 * Types that an approval with a scope can hold for: each of them costs conditions, of which a rule may have 512. What old previews
 * took in the place of a list is not worth them.
 */
const scopedTypes: ReadonlySet<string> = new Set([
  "Microsoft.Compute/virtualMachines",
  "Microsoft.Compute/virtualMachineScaleSets",
  "Microsoft.ContainerService/managedClusters",
  "Microsoft.ContainerService/managedClusters/agentPools",
  "Microsoft.Batch/batchAccounts/pools",
  "Microsoft.MachineLearningServices/workspaces/computes",
  "Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments",
]);

export const isScoped = ({ in: scopes, tag, max }: Approval): boolean => Boolean(scopes ?? tag ?? max);

const everywhere = (approvals: readonly Approval[]): readonly string[] =>
  approvals.filter(approval => !isScoped(approval)).map(({ size }) => size);

/** What is approved everywhere and has a name: a parameter. */
export const approvedSizes = (approvals: readonly Approval[], writing: Writing): readonly string[] =>
  splitOf(everywhere(approvals), writing).names;

/** Whether what stands in a field is approved: one of these conditions holds. */
export function approvedAt(
  field: string,
  approvals: readonly Approval[],
  request: SeenRequest,
  writing: Writing,
): readonly Condition[] {
  const named = (sizes: readonly string[]) =>
    namesAt({ field }, request.shape.bare ? [...sizes, ...sizes.map(bareName)] : sizes);
  const { names, patterns } = splitOf(everywhere(approvals), writing);
  return [
    ...(names.length > 0 ? [{ field, in: parameter("approvedSizes") }] : []),
    ...named(patterns),
    ...byScope(approvals).flatMap(({ sizes, scope }) => {
      const there = scopeOf(scope, request);
      return there ? [all(some(...named(sizes)), ...there)] : [];
    }),
  ];
}

/** Approvals that hold in the same scope share its conditions. */
function byScope(approvals: readonly Approval[]) {
  const groups = new Map<string, { readonly scope: Omit<Approval, "size">; readonly sizes: string[] }>();
  for (const { size, ...scope } of approvals.filter(isScoped)) {
    const key = JSON.stringify([scope.in, scope.tag, scope.max]);
    const group = groups.get(key) ?? { scope, sizes: [] };
    group.sizes.push(size);
    groups.set(key, group);
  }
  return [...groups.values()];
}
