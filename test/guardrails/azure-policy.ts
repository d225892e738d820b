/**
 * A small judge of Azure Policy rules, written from Microsoft Learn ("Azure Policy definition structure policy rule") and from
 * what the aliases stand for; it shares nothing with what prints the rules. What it does not know is an error.
 */
type Json = null | string | number | boolean | readonly Json[] | { readonly [key: string]: Json };
export type Body = { readonly [key: string]: Json };
type Rule = { readonly [key: string]: unknown };

/** Where an alias leads in the body of a request. Only aliases with evidence stand here; a wrong one would fail a whole deployment. */
const aliases: { readonly [alias: string]: string } = {
  "microsoft.compute/virtualmachines/sku.name": "properties.hardwareProfile.vmSize",
  "microsoft.compute/virtualmachines/extensions/type": "properties.type",
  "microsoft.compute/virtualmachines/extensions/publisher": "properties.publisher",
  "microsoft.compute/virtualmachinescalesets/sku.name": "sku.name",
  "microsoft.compute/virtualmachinescalesets/sku.capacity": "sku.capacity",
  "microsoft.compute/virtualmachinescalesets/extensions/type": "properties.type",
  "microsoft.compute/virtualmachinescalesets/extensions/publisher": "properties.publisher",
  "microsoft.compute/virtualmachinescalesets/extensionprofile.extensions[*]":
    "properties.virtualMachineProfile.extensionProfile.extensions",
  "microsoft.compute/virtualmachinescalesets/extensionprofile.extensions[*].type": "properties.type",
  "microsoft.containerservice/managedclusters/agentpoolprofiles[*]": "properties.agentPoolProfiles",
  "microsoft.containerservice/managedclusters/agentpoolprofiles[*].vmsize": "vmSize",
  "microsoft.containerservice/managedclusters/agentpoolprofiles[*].count": "count",
  "microsoft.containerservice/managedclusters/agentpoolprofiles[*].maxcount": "maxCount",
  "microsoft.containerservice/managedclusters/agentpools/vmsize": "properties.vmSize",
  "microsoft.machinelearningservices/workspaces/computes/vmsize": "properties.properties.vmSize",
  "microsoft.machinelearningservices/workspaces/computes/scalesettings.maxnodecount":
    "properties.properties.scaleSettings.maxNodeCount",
  "microsoft.machinelearningservices/workspaces/onlineendpoints/deployments/instancetype": "properties.instanceType",
};

/** One element of a list, while it is counted. */
interface Element {
  readonly list: string;
  readonly value: Json;
}

/** Whether the `if` of a rule holds for a request. */
export function holds(rule: unknown, body: Body, element?: Element): boolean {
  const condition = rule as Rule;
  if ("allOf" in condition) return (condition.allOf as unknown[]).every(each => holds(each, body, element));
  if ("anyOf" in condition) return (condition.anyOf as unknown[]).some(each => holds(each, body, element));
  if ("not" in condition) return !holds(condition.not, body, element);
  if ("count" in condition) {
    const { field, where } = condition.count as { field: string; where: unknown };
    const list = field.toLowerCase();
    if (!list.endsWith("[*]")) throw new Error(`count takes a list: ${field}`);
    const values = at(body, pathOf(list));
    const found = Array.isArray(values) ? values.filter(value => holds(where, body, { list, value })) : [];
    return compare(found.length, condition, "count");
  }
  return compare(fieldOf(String(condition.field), body, element), condition, "field");
}

function fieldOf(field: string, body: Body, element: Element | undefined): Json {
  const name = field.toLowerCase();
  if (name === "type") return body.type ?? null;
  // Azure levels the spellings of a region
  if (name === "location")
    return typeof body.location === "string" ? body.location.replaceAll(" ", "").toLowerCase() : null;
  // an alias says nothing of a resource of another type
  const type = String(body.type).toLowerCase();
  if (!name.startsWith(`${type}/`) || name.slice(type.length + 1).includes("/")) return null;
  if (!name.includes("[*]")) return at(body, pathOf(name));
  if (!element || !name.startsWith(element.list)) throw new Error(`${field} stands outside of its count`);
  return at(element.value, pathOf(name));
}

function pathOf(alias: string): string {
  const path = aliases[alias];
  if (path === undefined) throw new Error(`nobody knows the alias ${alias}`);
  return path;
}

const at = (node: Json, path: string): Json =>
  path
    .split(".")
    .reduce<Json>((value, key) => (value && typeof value === "object" ? ((value as Body)[key] ?? null) : null), node);

function compare(value: Json, condition: Rule, by: "field" | "count"): boolean {
  const [operator, ...more] = Object.keys(condition).filter(key => key !== by);
  if (operator === undefined || more.length > 0) throw new Error(`one comparison, not ${Object.keys(condition)}`);
  const wanted = condition[operator];
  const text = value === null ? undefined : String(value).toLowerCase();
  const lower = (list: unknown) => (list as string[]).map(each => each.toLowerCase());
  switch (operator) {
    case "equals":
      return text === String(wanted).toLowerCase();
    case "like": {
      const [start = "", end, ...stars] = String(wanted).toLowerCase().split("*");
      if (stars.length > 0) throw new Error(`like takes one *: ${wanted}`);
      if (text === undefined) return false;
      if (end === undefined) return text === start;
      return text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end);
    }
    case "in":
      return text !== undefined && lower(wanted).includes(text);
    case "notIn":
      return text === undefined || !lower(wanted).includes(text);
    case "exists":
      return (value !== null) === wanted;
    case "greater":
      if (typeof value !== "number") throw new Error("greater compares numbers");
      return value > Number(wanted);
    default:
      throw new Error(`an unknown comparison: ${operator}`);
  }
}
