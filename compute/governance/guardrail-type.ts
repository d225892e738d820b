import type { GuardrailChange } from "../facts";
import type { GovernanceType } from "./governance-type";

/** A type that is a guardrail of the estate, such as a policy or an alert, and what in it weakens that guardrail. */
export interface GuardrailType extends GovernanceType {
  readonly what: string;
  readonly effect: GuardrailChange["effect"];
  /** The change, for people. */
  readonly says: string;
  /** The words at `by` that make it; without them the change is made by anything that stands there. */
  readonly words?: readonly string[];
  /** The type itself is the change, whatever stands there. */
  readonly always?: true;
  /** The words at `of` with which the effect is this one. With any other word there it is `otherwise`, or there is no change. */
  readonly of?: readonly string[];
  readonly otherwise?: GuardrailChange["effect"];
  /**
   * The effect is this one where one of these names says that the policy guards compute, else the guardrail is narrowed: whoever manages tags
   * exempts and tries out every day. The first is the id of the policy or its assignment; while nobody can see it, the effect is this one.
   */
  readonly guards?: readonly string[];
  /** Only the entries of a map whose names fit. */
  readonly named?: RegExp;
}
