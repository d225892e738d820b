import type { Severity } from "../../catalogue/outcome";
import type { Rows } from "./checks-tenant";

export type Change = Partial<Rows>;

export interface Case {
  readonly change: Change;
  readonly estate?: object;
}

export interface Bad extends Case {
  /** Subject ids at fault. */
  readonly at: readonly string[];
  readonly severity?: Severity;
  readonly says?: RegExp;
}

/** What one check must find in a tenant that is healthy but for one change, and what it must not. */
export interface Table {
  readonly bad: Readonly<Record<string, Bad>>;
  /** Twins without a fault: nothing found, nothing unknown. */
  readonly quiet: Readonly<Record<string, Case>>;
  /** Twins that cannot be judged: nothing found, but no pass. */
  readonly unsure?: Readonly<Record<string, Case>>;
}
