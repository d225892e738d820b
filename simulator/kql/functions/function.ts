import type { Json } from "../../json";
import type { Type } from "../types";

/** A function of one row. */
export interface Scalar {
  readonly least: number;
  /** The same as `least` where it is left out. */
  readonly most?: number;
  /** The type of the result; undefined where the arguments are of types that the function does not take. */
  readonly type: (given: readonly Type[]) => Type | undefined;
  /** `now` is the instant of the query, in milliseconds since 1970. */
  readonly value: (given: readonly Json[], types: readonly Type[], now: number) => Json;
  /** The column keeps the name of the first argument. */
  readonly keepsName?: true;
}

export type Functions = Readonly<Record<string, Scalar>>;

export const isText = (type: Type | undefined): boolean => type === "string" || type === "dynamic";

/** A type that holds where every argument is of one of those. */
export const always = (result: Type) => (): Type => result;
export const ofText =
  (result: Type) =>
  (given: readonly Type[]): Type | undefined =>
    given.every(isText) ? result : undefined;
