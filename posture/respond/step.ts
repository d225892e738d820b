import type { Command } from "../cures/command";

/** One step of the first hour. */
export interface Step {
  /** An imperative. */
  readonly title: string;
  /** Why it comes now, and what to mind. */
  readonly why: string;
  readonly items: readonly Item[];
}

/** One thing to do. */
export interface Item {
  /** In words of our own, to be followed by the name. */
  readonly does: string;
  /** As the tenant, or whoever burns in it, chose it. */
  readonly name?: string;
  /** What is known of it: ids, and what was read. Names may stand in it. */
  readonly lines?: readonly string[];
  readonly commands: readonly Command[];
  readonly link?: string;
}
