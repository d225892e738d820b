import { join } from "node:path";
import type { Expression } from "./all";
import type { Proof } from "./prove";

/** The proofs that are kept, by expression: to make all of them again takes minutes. */
export const proofsFile = join(__dirname, "proofs.json");

export type Proofs = Readonly<Record<string, Proof>>;

export const keyOf = ({ source, flags }: Pick<Expression, "source" | "flags">): string => `/${source}/${flags}`;
