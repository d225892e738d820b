import type { Notice } from "./notice";

/** A form in which a notice is posted, with what its receiver takes at most. */
export interface Form {
  readonly name: string;
  /** Whether an address of this host takes it. */
  readonly isOf: (host: string) => boolean;
  /** Findings, at most. */
  readonly most: number;
  /** Bytes of the whole body, at most. */
  readonly bytes: number;
  readonly print: (notice: Notice) => object;
}
