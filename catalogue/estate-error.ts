/** One mistake in an estate file. */
export interface EstateFault {
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
}

/** The mistakes of an estate file, all at once: one line each, with the place and, where one is near, the right word. */
export class EstateError extends Error {
  override readonly name = "EstateError";
  constructor(
    readonly file: string,
    readonly faults: readonly EstateFault[],
  ) {
    super(faults.map(({ line, message }) => `${file}:${line}: ${message}`).join("\n"));
  }
}
