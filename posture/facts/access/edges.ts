import type { Numbered } from "../numbered";
import type { CreateRight } from "../principal-rights";
import type { Becoming, Door } from "./becomes";
import type { AnyBecomes } from "./becomes/all";

/** A way with its ids as numbers. `to` has one member, or those of a class. */
export interface Way {
  readonly kind: AnyBecomes;
  readonly from: number;
  readonly to: readonly number[];
  readonly tenure: CreateRight["tenure"];
  readonly evidence: string;
  readonly activates?: string;
  readonly through: string;
}

/** One step of a road. */
export interface Step {
  readonly way: Way;
  readonly from: number;
  readonly to: number;
}

/** A door with its identity as a number. */
export interface NumberedDoor extends Omit<Door, "identity"> {
  readonly kind: AnyBecomes;
  readonly identity: number;
  /** The resource's id in lower case. */
  readonly scope: string;
}

export const toWay = (kind: AnyBecomes, { from, to, ...rest }: Becoming, ids: Numbered): Way => ({
  ...rest,
  kind,
  from: ids.of(from),
  to: typeof to === "string" ? [ids.of(to)] : classNumbers(to.members, ids),
});

/** Several ways lead to the same class: its numbers are looked up once. */
function classNumbers(members: readonly string[], ids: Numbered): readonly number[] {
  const ofThese = classes.get(ids) ?? new WeakMap<readonly string[], readonly number[]>();
  classes.set(ids, ofThese);
  const known = ofThese.get(members) ?? members.map(id => ids.of(id));
  ofThese.set(members, known);
  return known;
}

const classes = new WeakMap<Numbered, WeakMap<readonly string[], readonly number[]>>();

export const toOpening = (kind: AnyBecomes, { identity, ...rest }: Door, ids: Numbered): NumberedDoor => ({
  ...rest,
  kind,
  identity: ids.of(identity),
  scope: rest.at.toLowerCase(),
});

/** Two steps are one where the same row would have to go to take both away. A door leads to one identity at a time. */
export const isSame = (one: Step, other: Step): boolean =>
  one.way.evidence === other.way.evidence && (one.way.kind.doors === undefined || one.to === other.to);
