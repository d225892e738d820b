import type { Finding, Gap, Outcome, Severity, Status, Unknown } from "../../catalogue/words";

/** One run of the audit, as every format prints it. Plain JSON: `report.json` is this object. */
export interface Report {
  readonly schema: "computeguard/report/1";
  readonly tool: { readonly name: "computeguard"; readonly version: string };
  /** ISO 8601, UTC; the time of collection, so that the same evidence gives the same report. */
  readonly collectedAt: string;
  readonly tenant: { readonly id: string; readonly name: string };
  readonly subscriptions: readonly { readonly id: string; readonly name: string }[];
  readonly summary: Summary;
  /** In the order of severity, then id. Findings within one are sorted by subject id. */
  readonly outcomes: readonly Outcome[];
  readonly compliance: readonly FrameworkResult[];
  /** Every gap of the run once, also those that no selected check depended on. */
  readonly gaps: readonly Gap[];
  /** What each identity could burn: the undefended first, then those that nobody can tell of; among them the dearest first. */
  readonly blastRadius: readonly BlastRadius[];
}

export interface Summary {
  readonly status: Status;
  readonly findings: { readonly [S in Severity]: number };
  readonly checks: { readonly [S in Status]: number };
  readonly unknowns: number;
  readonly gaps: number;
}

/** One requirement of a framework: fail if any control on it fails, unknown if any is unknown, else pass. */
export interface RequirementResult {
  readonly id: string;
  /** Our own words; the texts of some frameworks are copyrighted. */
  readonly title: string;
  readonly status: Status;
  readonly rules: readonly string[];
}

export interface FrameworkResult {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly requirements: readonly RequirementResult[];
}

/** Joins what an identity may order with the quota that lies idle there. */
export interface BlastRadius {
  readonly principal: { readonly id: string; readonly name: string; readonly kind: string };
  /** Subscriptions on which it can order compute. */
  readonly subscriptions: readonly string[];
  /** USD per day at list prices, for what the idle quota could buy, dearest machines first. */
  readonly usdPerDay: number;
  readonly gpus: number;
  readonly vCpus: number;
  /** How it is defended, for people: "MFA not registered", "MFA enforced by policy X". */
  readonly defence: string;
  readonly defended: boolean | "unknown";
}

export type { Finding, Gap, Outcome, Status, Unknown };
