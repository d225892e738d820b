import { auditRules } from "../../posture/run/audit";

interface Named {
  readonly id: string;
  /** Ids that the rule had before it was renamed. */
  readonly formerIds?: readonly string[];
}

/** True for the id of a rule, and for an id that it had before. */
export const hasId = (rule: Named, id: string): boolean => rule.id === id || (rule.formerIds?.includes(id) ?? false);

/**
 * Replaces former ids of rules in a text: `^(other-rule|old-id)$` becomes `^(other-rule|new-id)$`. A case keeps the ids
 * that it was written with, and still means the same rules after one of them is renamed.
 */
export const withCurrentIds = (text: string, rules: readonly Named[] = auditRules): string =>
  text.replace(/[a-z0-9]+(?:-[a-z0-9]+)+/g, word => rules.find(rule => hasId(rule, word))?.id ?? word);
