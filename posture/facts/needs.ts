import type { Estate } from "../../catalogue/estate";
import type { EvidenceKind } from "../evidence/all";
import type { AllRows, Collected, Manifest } from "../evidence/gathered";
import type { Derived } from "./types";

/** What a check or a derived fact may ask for: rows of evidence, or facts derived from them. */
export type Need = EvidenceKind | keyof Derived;

/** The value of each need, as a check gets it. */
export type CheckInput = AllRows & Derived;

/** The value of each need with what is missing of it, as a derived fact gets it. */
export type Resolved = { readonly [N in Need]: Collected<CheckInput[N]> };

/** The fixed points of a run. What is judged follows from these and the evidence, never from a clock. */
export interface Setting {
  readonly estate: Estate;
  readonly manifest: Manifest;
}
