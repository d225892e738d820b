import type { AnyPolicy } from "../../policies/policy";

/** Azure Policy's language, as far as it is printed here (Learn, "Azure Policy definition structure policy rule"). */
export type Condition =
  | { readonly allOf: readonly Condition[] }
  | { readonly anyOf: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly field: string; readonly equals: string }
  /** At most one `*` in the value. Like all comparisons of text here, it ignores case. */
  | { readonly field: string; readonly like: string }
  | { readonly field: string; readonly in: readonly string[] }
  | { readonly field: string; readonly notIn: readonly string[] }
  | { readonly field: string; readonly exists: boolean }
  | { readonly field: string; readonly greater: number }
  | { readonly count: { readonly field: string; readonly where: Condition }; readonly greater: number };

/** A custom policy definition: one matter, all types that Azure Policy can see it in. */
export interface Definition {
  /** The id of the rule that it repeats at Azure's door. */
  readonly rule: string;
  readonly title: string;
  /** Azure takes 512 characters. */
  readonly description: string;
  /** What a person reads whose request was refused. */
  readonly message: string;
  readonly when: Condition;
}

/** A definition in the words of the rule that it repeats. `also` tells where the two differ. */
export const definitionOf = (policy: AnyPolicy, when: Condition, also?: string): Definition => ({
  rule: policy.id,
  title: policy.title,
  description: also ? `${policy.why} ${also}` : policy.why,
  message: `${policy.title}. ${policy.fix}`,
  when,
});

export const ofType = (type: string, ...conditions: readonly Condition[]): Condition => ({
  allOf: [{ field: "type", equals: type }, ...conditions],
});

/** Where the alias goes through a list, the condition has to hold for one of its elements. */
export function somewhere(alias: string, where: Condition): Condition {
  const list = alias.slice(0, alias.lastIndexOf("[*]") + "[*]".length);
  return alias.includes("[*]") ? { count: { field: list, where }, greater: 0 } : where;
}
