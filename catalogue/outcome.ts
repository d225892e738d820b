/** The words of judgement, shared by every face: rules, findings, gaps, outcomes. */

export const severities = ["low", "medium", "high", "critical"] as const;
export type Severity = (typeof severities)[number];

/** Pulumi's enforcement levels. `disabled` rules stay in the pack and can be switched on by policy configuration. */
export type Level = "mandatory" | "advisory" | "disabled";

/** What a reader needs to know of a rule or a check. Docs, reports and Pulumi's metadata are printed from this. */
export interface Rule {
  /** Kebab-case noun for the fault; it is also the file's name and the anchor in the docs. Ids are never reused. */
  readonly id: string;
  /** Ids that the rule had before it was renamed. They keep working in the estate, in options and in `--check`. */
  readonly formerIds?: readonly string[];
  /** States the healthy estate: "Machines use approved GPU sizes". */
  readonly title: string;
  readonly severity: Severity;
  /** What an attacker gains where the rule is broken. */
  readonly why: string;
  /** What to do about it, as an imperative that a person can follow. */
  readonly fix: string;
  /** Key into the control catalogue (`catalogue/controls.ts`). Frameworks hang on controls, never on rules. */
  readonly control: string;
}

/** What a policy says of one fact; the rest of the finding is known already. Never repeats a payload or a secret. */
export interface Violation {
  /** Where the fault stands in the resource's inputs, such as `agentPoolProfiles[0].vmSize`. */
  readonly path: string;
  readonly message: string;
  /** Set where this verdict is weaker or stronger than the rule's own level. */
  readonly level?: Level;
}

export type SubjectKind =
  | "tenant"
  | "subscription"
  | "user"
  | "group"
  | "servicePrincipal"
  | "principal" // deleted, or of a kind that could not be read
  | "roleAssignment"
  | "roleDefinition"
  | "quota"
  | "logRecord"
  | "resource"
  | "policy";

/** What a judgement is about. `id` is Azure's own id (resource id, object id, URN); `name` is for people. */
export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
  readonly name: string;
  /** The Azure scope it belongs to, such as `/subscriptions/…`, where that is not the id itself. */
  readonly scope?: string;
}

/** What could not be read, and what would have allowed it. A gap never hides a proven fault and never becomes a pass. */
export interface Gap {
  /** What is missing, for people: "MFA registration of all users". */
  readonly what: string;
  /** The permission, licence or condition that was missing: "AuditLog.Read.All", "Microsoft Entra ID P1". */
  readonly missing: string;
  readonly reason: "denied" | "unlicensed" | "notRegistered" | "failed" | "cutOff" | "malformed";
  /** Ids of the subjects concerned, where not all are. */
  readonly subjects?: readonly string[];
  /** The one field that is missing from rows that are whole otherwise: "lastSignIn". */
  readonly field?: string;
}

/** One subject that is proved wrong. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly subject: Subject;
  readonly message: string;
  /** Where in the subject the fault stands. */
  readonly path?: string;
  /** Facts that prove it, each a short line for people; no secrets, no payloads. */
  readonly proof: readonly string[];
  /** Stable over runs: a hash of rule, subject and, where one subject can fail twice, what tells the two apart. */
  readonly fingerprint: string;
}

/** One subject that could not be judged for want of evidence. */
export interface Unknown {
  readonly rule: string;
  readonly subject: Subject;
  readonly why: string;
}

/** Any finding: fail; else any gap or unknown: unknown; else pass. */
export type Status = "pass" | "fail" | "unknown";

/** What became of one rule or check in one run. */
export interface Outcome {
  readonly rule: Rule;
  readonly status: Status;
  readonly findings: readonly Finding[];
  readonly unknowns: readonly Unknown[];
  readonly gaps: readonly Gap[];
}
