import { currentId, type RuleIds } from "../../catalogue/rule-ids";
import { auditRules } from "../../posture/run/kinds";

/** True for the id of a rule, and for an id that it had before. */
export const hasId = (rule: RuleIds, id: string): boolean => currentId(id, [rule]) === rule.id;

/**
 * Replaces former ids of rules in a text: `^(other-rule|old-id)$` becomes `^(other-rule|new-id)$`. A case keeps the ids
 * that it was written with, and still means the same rules after one of them is renamed.
 */
export const withCurrentIds = (text: string, rules: readonly RuleIds[] = auditRules): string =>
  text.replace(/[a-z0-9]+(?:-[a-z0-9]+)+/g, word => currentId(word, rules));
