import type { BlastRadius } from "../report/model";

/** Facts that follow from evidence, computed once for all checks. They carry gaps forward. */
export interface Derived {
  readonly blastRadius: readonly BlastRadius[];
}
