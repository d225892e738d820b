import data from "./data/controls.json";

/** What rules and checks hold up together. Which requirements of frameworks a rule tests is in `requirements.ts`. */
export interface Control {
  readonly id: string;
  /** States the healthy tenant. */
  readonly title: string;
}

/** All controls by id, in the order in which the docs list them. */
export const controls: ReadonlyMap<string, Control> = new Map(data.controls.map(control => [control.id, control]));
