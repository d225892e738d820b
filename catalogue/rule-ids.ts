import type { Estate } from "./estate";
import type { Rule } from "./outcome";

/** The ids of a rule: the one that it has, and those that it had before it was renamed. */
export type RuleIds = Pick<Rule, "id" | "formerIds">;

/** An id that somebody still writes, and the id that the rule has now. */
export interface Renamed {
  readonly from: string;
  readonly to: string;
}

/** The rule that had this id before, as `unreadable-order` → `unreadable-size`; undefined where none had. */
export function renamed(id: string, rules: readonly RuleIds[]): Renamed | undefined {
  const rule = rules.find(({ formerIds }) => formerIds?.includes(id));
  return rule && { from: id, to: rule.id };
}

/** The id that a rule has now. An id that no rule had before is returned as it is. */
export const currentId = (id: string, rules: readonly RuleIds[]): string => renamed(id, rules)?.to ?? id;

/** For people: `unreadable-order is now called unreadable-size; please rename it in computeguard.yaml`. */
export const renameHint = ({ from, to }: Renamed, where: string): string =>
  `${from} is now called ${to}; please rename it in ${where}`;

/** The estate with the current ids of rules in its exceptions, and which of them were former ids, each once. */
export function withCurrentIds(
  estate: Estate,
  rules: readonly RuleIds[],
): { readonly estate: Estate; readonly renamed: readonly Renamed[] } {
  const found = new Map<string, Renamed>();
  const exceptions = estate.exceptions.map(exception => {
    const change = renamed(exception.rule, rules);
    if (!change) return exception;
    found.set(change.from, change);
    return { ...exception, rule: change.to };
  });
  return { estate: { ...estate, exceptions }, renamed: [...found.values()] };
}
