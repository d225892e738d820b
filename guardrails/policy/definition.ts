import type { AnyPolicy } from "../../policies/policy";

/** A parameter of the definition, in Azure's words: `[parameters('maxInstances')]`. */
export type Parameter = `[parameters('${string}')]`;

/** A place in a request: a field, or what a function of Azure Policy makes of it. */
export type Place = { readonly field: string } | { readonly value: string };

/**
 * Azure Policy's language, as far as it is printed here (Learn, "Azure Policy definition structure policy rule"). All comparisons of
 * text ignore letter case, but for `match`.
 */
export type Condition =
  | { readonly allOf: readonly Condition[] }
  | { readonly anyOf: readonly Condition[] }
  | { readonly not: Condition }
  | (Place & { readonly equals: string | boolean })
  /** At most one `*` in the value. */
  | (Place & { readonly like: string })
  | (Place & { readonly contains: string })
  /** To the letter; `#` stands for a digit, `?` for a letter and `.` for anything. */
  | (Place & { readonly match: string })
  | (Place & { readonly in: readonly string[] | Parameter })
  | (Place & { readonly notIn: readonly string[] | Parameter })
  | (Place & { readonly exists: boolean })
  | (Place & { readonly greater: number | Parameter })
  | (Place & { readonly lessOrEquals: number })
  | { readonly count: { readonly field: string; readonly where: Condition }; readonly greater: number };

/** A custom policy definition: one matter, all types that Azure Policy can see it in. */
export interface Definition {
  /** The id of the rule that it repeats at Azure's door, or a name of its own where it repeats a part of one, or none. */
  readonly rule: string;
  readonly title: string;
  /** Azure takes 512 characters. */
  readonly description: string;
  /** What a person reads whose request was refused. */
  readonly message: string;
  /** It reports and never refuses, whatever the assignment's effect: the pack only advises here too, or it sees too little to refuse. */
  readonly reportsOnly?: true;
  /** Lists and limits of the estate. What is a pattern stands in the rule itself, for `like` takes one at a time. */
  readonly parameters?: { readonly [name: string]: readonly string[] | number };
  readonly when: Condition;
}

type More = Partial<Pick<Definition, "rule" | "title" | "reportsOnly" | "parameters">> & {
  readonly also?: string | undefined;
};

/** A definition in the words of the rule that it repeats. `also` tells where the two differ. */
export const definitionOf = (policy: AnyPolicy, when: Condition, { also, ...more }: More = {}): Definition => ({
  rule: policy.id,
  title: policy.title,
  description: also ? `${policy.why} ${also}` : policy.why,
  message: `${policy.title}. ${policy.fix}`,
  ...more,
  when,
});

export const parameter = (name: string): Parameter => `[parameters('${name}')]`;

/** All of them; a single one stands for itself. */
export const all = (...conditions: readonly Condition[]): Condition =>
  conditions.length === 1 ? conditions[0]! : { allOf: conditions };

/** One of them; a single one stands for itself. */
export const some = (...conditions: readonly Condition[]): Condition =>
  conditions.length === 1 ? conditions[0]! : { anyOf: conditions };

export const ofType = (type: string, ...conditions: readonly Condition[]): Condition => ({
  allOf: [{ field: "type", equals: type }, ...conditions],
});

/** Whether the condition holds for an element of the list; without a list, whether it holds. */
export const somewhere = (list: string | undefined, where: Condition): Condition =>
  list === undefined ? where : { count: { field: list, where }, greater: 0 };
