import data from "./data/controls.json";

/** A requirement of a framework in `frameworks.ts`. */
export interface Requirement {
  readonly framework: string;
  readonly id: string;
}

/** What rules and checks hold up together. Frameworks hang on controls, never on rules. */
export interface Control {
  readonly id: string;
  /** States the healthy tenant. */
  readonly title: string;
  readonly requirements: readonly Requirement[];
}

const row = ({ id, title, requirements }: (typeof data.controls)[number]): Control => ({
  id,
  title,
  requirements: Object.entries(requirements).flatMap(([framework, ids]) => ids.map(id => ({ framework, id }))),
});

/** All controls by id, in the order in which reports print them. */
export const controls: ReadonlyMap<string, Control> = new Map(data.controls.map(control => [control.id, row(control)]));
