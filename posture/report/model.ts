import type { Exception } from "../../catalogue/exceptions";
import type { Finding, Gap, Outcome, Severity, Status, Unknown } from "../../catalogue/outcome";
import type { BlastRadius } from "../facts/types";

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
  /** Faults that the estate excepts. They stand in no outcome, and count nowhere. */
  readonly excepted: readonly Excepted[];
  /** Exceptions of the estate that do nothing, in its order. */
  readonly idleExceptions: readonly IdleException[];
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
  readonly excepted: number;
  readonly unknowns: number;
  readonly gaps: number;
}

export interface Excepted {
  readonly finding: Finding;
  readonly exception: Exception;
}

export interface IdleException {
  readonly exception: Exception;
  /** Its last day is past, or nothing that this run found at fault is meant by it. */
  readonly why: "ended" | "matchesNothing";
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

export type { BlastRadius, Exception, Finding, Gap, Outcome, Status, Unknown };
