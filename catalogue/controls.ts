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
  /** What the rules of this control test, at least in part: their failure fails it. */
  readonly requirements: readonly Requirement[];
  /** What is about the same thing, and what no rule of this control tests: their failure says nothing of it. */
  readonly related: readonly Requirement[];
}

interface Row {
  readonly id: string;
  readonly title: string;
  readonly requirements: ByFramework;
  readonly related?: ByFramework;
}
type ByFramework = { readonly [framework: string]: readonly string[] };

const listed = (requirements: ByFramework): readonly Requirement[] =>
  Object.entries(requirements).flatMap(([framework, ids]) => ids.map(id => ({ framework, id })));

const row = ({ id, title, requirements, related = {} }: Row): Control => ({
  id,
  title,
  requirements: listed(requirements),
  related: listed(related),
});

/** All controls by id, in the order in which reports print them. */
export const controls: ReadonlyMap<string, Control> = new Map(
  (data.controls as readonly Row[]).map(control => [control.id, row(control)]),
);
