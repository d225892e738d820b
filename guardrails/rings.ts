import type { PolicyAssignmentArgs } from "@pulumi/azure-native/authorization";
import { referencesOf } from "../catalogue/exemptions";
import { isRegion, normalRegion } from "../catalogue/regions";
import type { Definition } from "./policy/definition";

/**
 * How far the guardrails enforce. `observe`: nowhere, it is only reported what would be refused; `all`: everywhere; or a part
 * of the tenant or of the rules first.
 */
export type Ring = "observe" | "all" | Part;

/** Of what is empty, all. */
export interface Part {
  readonly regions: readonly string[];
  readonly types: readonly string[];
  /** Definitions of the initiative, by the ids of their rules. */
  readonly rules: readonly string[];
}

/** Azure takes so many values in a selector (Learn, "Azure Policy assignment structure"). */
const mostValues = 50;

/**
 * Reads the words between commas. A word is a region, a type that a definition judges, or a rule that has a definition.
 * @returns undefined where a word is none of these, or where Azure would not take so many
 */
export function readRing(text: string, definitions: readonly Definition[]): Ring | undefined {
  if (text === "observe" || text === "all") return text;
  const words = text.split(",").map(word => word.trim());
  const types = new Map(definitions.flatMap(({ when }) => typesIn(when)).map(type => [type.toLowerCase(), type]));
  const rules = new Set(rulesThatRefuse(definitions));
  const part: Part = {
    regions: unique(words.filter(isRegion).map(normalRegion)),
    types: unique(words.flatMap(word => types.get(word.toLowerCase()) ?? [])),
    rules: unique(words.filter(word => rules.has(word)).flatMap(referencesOf)),
  };
  const isKnown = (word: string) => isRegion(word) || types.has(word.toLowerCase()) || rules.has(word);
  return words.every(isKnown) && Object.values(part).every(list => list.length <= mostValues) ? part : undefined;
}

/** The rules that a ring may name: what only reports refuses in none. */
export const rulesThatRefuse = (definitions: readonly Definition[]): readonly string[] =>
  definitions.filter(({ reportsOnly }) => !reportsOnly).map(({ rule }) => rule);

const unique = (words: readonly string[]): readonly string[] => [...new Set(words)];

/** The types that a condition asks for, wherever in it. */
function typesIn(condition: unknown): readonly string[] {
  if (typeof condition !== "object" || condition === null) return [];
  const { field, equals, in: among } = condition as { field?: unknown; equals?: unknown; in?: unknown };
  if (field === "type") return [equals, among].flat().filter(type => typeof type === "string");
  return Object.values(condition).flatMap(typesIn);
}

/** How an assignment says a ring. */
export type Stage = Pick<PolicyAssignmentArgs, "resourceSelectors"> & {
  readonly enforcementMode: "Default" | "DoNotEnforce";
};

/**
 * Where an assignment is in force. Outside of the regions and types of a ring Azure does not evaluate it at all, while
 * `DoNotEnforce` evaluates everything and refuses nothing (Learn, "Azure Policy assignment structure").
 */
export function stageOf(ring: Ring): Stage {
  if (typeof ring === "string") return { enforcementMode: ring === "all" ? "Default" : "DoNotEnforce" };
  const selectors = [
    ...(ring.regions.length > 0 ? [{ kind: "resourceLocation", in: [...ring.regions] }] : []),
    ...(ring.types.length > 0 ? [{ kind: "resourceType", in: [...ring.types] }] : []),
  ];
  return {
    enforcementMode: "Default",
    // a resource has to meet all selectors of one
    ...(selectors.length > 0 && { resourceSelectors: [{ name: "ring", selectors }] }),
  };
}

/** The rules that alone deny, where a ring names some; the others then audit. */
export const rulesIn = (ring: Ring): readonly string[] => (typeof ring === "string" ? [] : ring.rules);
