/** A type that is near compute and has no row, and why. */
export interface LeftOut {
  /** The Pulumi token. */
  readonly type: string;
  readonly why: string;
}

export const because = (why: string, types: readonly string[]): LeftOut[] => types.map(type => ({ type, why }));
