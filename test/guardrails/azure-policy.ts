import { evaluated, type Functions, type Json } from "./policy-expression";

/**
 * A small judge of Azure Policy rules, written from Microsoft Learn ("Azure Policy definition structure policy rule", "Author
 * policies for array properties on Azure resources"); it shares nothing with what prints the rules. What it does not know is an error.
 */
export type { Json } from "./policy-expression";
export type Body = { readonly [key: string]: Json };
type Rule = { readonly [key: string]: unknown };

/** Where a request is made, and what is known beside its body. */
export interface Asked {
  readonly parameters?: { readonly [name: string]: Json };
  readonly subscriptionId?: string;
  readonly apiVersion?: string;
  readonly groupLocation?: string;
}

/** Where an alias leads in a body: `properties.agentPoolProfiles[*].vmSize`; nothing where nobody knows the alias. */
export type PathOf = (alias: string) => string | undefined;

/** A list that is being counted, by its alias in lower case, and the element of it that is looked at. */
interface Element {
  readonly list: string;
  readonly value: Json;
}

interface Context extends Asked {
  readonly body: Body;
  readonly pathOf: PathOf;
  readonly elements: readonly Element[];
}

/** Whether the `if` of a rule holds for a request. */
export const holds = (rule: unknown, body: Body, pathOf: PathOf, asked: Asked = {}): boolean =>
  isTrue(rule as Rule, { ...asked, body, pathOf, elements: [] });

function isTrue(condition: Rule, context: Context): boolean {
  if ("allOf" in condition) return (condition.allOf as Rule[]).every(each => isTrue(each, context));
  if ("anyOf" in condition) return (condition.anyOf as Rule[]).some(each => isTrue(each, context));
  if ("not" in condition) return !isTrue(condition.not as Rule, context);
  if ("count" in condition) return compare(counted(condition.count as Rule, context), condition, "count", context);
  if ("value" in condition) return compare(worked(condition.value as Json, context), condition, "value", context);
  const field = String(worked(condition.field as Json, context));
  // outside of a count, a condition on a list has to hold for each of its elements
  return fieldOf(field, context).every(value => compare(value, condition, "field", context));
}

function counted({ field, value, where }: Rule, context: Context): number {
  if (field === undefined) {
    if (where !== undefined) throw new Error("values are counted whole here");
    return (worked(value as Json, context) as readonly Json[]).length;
  }
  const list = String(field).toLowerCase();
  if (!list.endsWith("[*]")) throw new Error(`count takes a list: ${field}`);
  const found = fieldOf(list, context);
  return found.filter(
    value =>
      where === undefined || isTrue(where as Rule, { ...context, elements: [...context.elements, { list, value }] }),
  ).length;
}

/** What stands in a field: one value, which is null where there is none, or those of a list. */
function fieldOf(field: string, context: Context): readonly Json[] {
  const { body } = context;
  const name = field.toLowerCase();
  if (name === "type") return [body.type ?? null];
  // Azure levels the spellings of a region
  if (name === "location")
    return [typeof body.location === "string" ? body.location.replaceAll(" ", "").toLowerCase() : null];
  const tag = /^tags\['?([^']*?)'?\]$/.exec(field)?.[1];
  if (tag !== undefined) return [tagOf(body.tags ?? null, tag)];
  const type = String(body.type).toLowerCase();
  if (!name.includes("/")) throw new Error(`an unknown field: ${field}`);
  const path = context.pathOf(field);
  if (path === undefined) throw new Error(`nobody knows the alias ${field}`);
  // an alias says nothing of a resource of another type
  if (!name.startsWith(`${type}/`) || name.slice(type.length + 1).includes("/")) return [null];
  const element = [...context.elements].reverse().find(({ list }) => name.startsWith(list));
  if (!element) return at(body, path.split("."));
  const depth = element.list.split("[*]").length - 1;
  const rest = path.split("[*]").slice(depth).join("[*]").replace(/^\./, "");
  return rest === "" ? [element.value] : at(element.value, rest.split("."));
}

function tagOf(tags: Json, name: string): Json {
  const entries = tags !== null && typeof tags === "object" ? Object.entries(tags) : [];
  return entries.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1] ?? null;
}

/** The values at the end of a path; names are in any letter case. */
function at(node: Json, [step, ...rest]: readonly string[]): readonly Json[] {
  if (step === undefined) return [node];
  const isEach = step.endsWith("[*]");
  const key = step.replace("[*]", "").toLowerCase();
  const members = node !== null && typeof node === "object" && !Array.isArray(node) ? Object.entries(node) : [];
  const value = members.find(([name]) => name.toLowerCase() === key)?.[1] ?? null;
  if (!isEach) return at(value, rest);
  return Array.isArray(value) ? value.flatMap(item => at(item, rest)) : [];
}

/** A list as it is written, unless something in it is an expression: lists of sizes are long. */
const listed = (list: readonly Json[], context: Context): readonly Json[] =>
  list.some(item => typeof item === "string" && item.startsWith("[")) ? list.map(item => worked(item, context)) : list;

function worked(value: Json, context: Context): Json {
  if (typeof value !== "string") return value;
  const needed = (what: string, given: Json | undefined): Json => {
    if (given === undefined) throw new Error(`nobody said ${what}`);
    return given;
  };
  const functions: Functions = {
    parameters: name => needed(`the parameter ${name}`, context.parameters?.[String(name)]),
    field: name => {
      const found = fieldOf(String(name), context);
      return (String(name).includes("[*]") ? found : found[0]) as Json;
    },
    subscription: () => {
      const id = needed("the subscription", context.subscriptionId);
      return { subscriptionId: id, id: `/subscriptions/${id}` };
    },
    resourceGroup: () => ({ location: needed("the group's location", context.groupLocation) }),
    requestContext: () => ({ apiVersion: needed("the API version", context.apiVersion) }),
  };
  return evaluated(value, functions);
}

const comparisons: { readonly [operator: string]: (value: Json, wanted: Json) => boolean } = {
  equals: (value, wanted) => textOf(value) !== undefined && textOf(value) === textOf(wanted),
  like: (value, wanted) => {
    const [start = "", end, ...stars] = String(wanted).toLowerCase().split("*");
    if (stars.length > 0) throw new Error(`like takes one *: ${wanted}`);
    const text = textOf(value);
    if (text === undefined) return false;
    if (end === undefined) return text === start;
    return text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end);
  },
  contains: (value, wanted) => textOf(value)?.includes(String(wanted).toLowerCase()) ?? false,
  match: (value, wanted) => {
    if (/[#?.]/.test(String(wanted))) throw new Error(`match with a wildcard is not known here: ${wanted}`);
    return value !== null && String(value) === wanted;
  },
  in: (value, wanted) => {
    if (!Array.isArray(wanted)) throw new Error("in takes a list");
    const text = textOf(value);
    return text !== undefined && wanted.some(item => textOf(item) === text);
  },
  exists: (value, wanted) => (value !== null) === (String(wanted).toLowerCase() === "true"),
  greater: (value, wanted) => ordered(value, wanted) > 0,
  less: (value, wanted) => ordered(value, wanted) < 0,
};

/** Null where there is nothing; all else as text, in which letter case does not matter. */
const textOf = (value: Json): string | undefined => (value === null ? undefined : String(value).toLowerCase());

function ordered(value: Json, wanted: Json): number {
  if (typeof value === "number" && typeof wanted === "number") return value - wanted;
  if (typeof value === "string" && typeof wanted === "string") return value < wanted ? -1 : value > wanted ? 1 : 0;
  throw new Error(`${JSON.stringify(value)} and ${JSON.stringify(wanted)} have no order`);
}

const opposites: { readonly [operator: string]: string } = {
  notEquals: "equals",
  notLike: "like",
  notContains: "contains",
  notIn: "in",
  lessOrEquals: "greater",
  greaterOrEquals: "less",
};

function compare(value: Json, condition: Rule, by: "field" | "value" | "count", context: Context): boolean {
  const [operator, ...more] = Object.keys(condition).filter(key => key !== by);
  if (operator === undefined || more.length > 0) throw new Error(`one comparison, not ${Object.keys(condition)}`);
  const given = condition[operator] as Json;
  const wanted = Array.isArray(given) ? listed(given, context) : worked(given, context);
  const opposite = opposites[operator];
  const run = comparisons[opposite ?? operator];
  if (!run) throw new Error(`an unknown comparison: ${operator}`);
  return run(value, wanted) === (opposite === undefined);
}
