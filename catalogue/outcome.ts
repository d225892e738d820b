/** The words of judgement that policies, checks and reports share: rules, findings, gaps, outcomes. */

export type {
  Doer,
  Finding,
  Gap,
  Outcome,
  Population,
  Rule,
  Status,
  Subject,
  SubjectKind,
  Unknown,
} from "./outcome-schema";
export { type Severity, severities } from "./severity";

/** Pulumi's enforcement levels. `disabled` rules stay in the pack and can be switched on by policy configuration. */
export type Level = "mandatory" | "advisory" | "disabled";

/** What a policy says of one fact; the rest of the finding is known already. Never repeats a payload or a secret. */
export interface Violation {
  /** Where the fault is in the resource's inputs, such as `agentPoolProfiles[0].vmSize`. */
  readonly path: string;
  readonly message: string;
  /** Set where this violation is weaker or stronger than the rule's own level. */
  readonly level?: Level;
  /** Set where the rule's own `fix` does not cure this violation. Empty where there is nothing to do, as before a value is known. */
  readonly fix?: string;
}
