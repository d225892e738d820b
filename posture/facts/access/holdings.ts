import type { ActiveAssignment } from "../../evidence/active-assignments";
import type { PrincipalType } from "../../evidence/reading/row-parts";
import { Numbered } from "../numbered";
import type { CreateRight } from "../principal-rights";

/** A role in somebody's hand, whichever list told of it. */
export interface Holding {
  readonly id: string;
  readonly scope: string;
  readonly role: string;
  readonly principal: string;
  readonly principalType: PrincipalType;
  readonly condition?: string;
  readonly tenure: CreateRight["tenure"];
}

type Row = Omit<Holding, "tenure"> & { endsOn?: string; assignmentType?: ActiveAssignment["assignmentType"] };

export interface HoldingLists {
  readonly assigned: readonly Row[];
  readonly active: readonly Row[];
  readonly eligible: readonly Row[];
  readonly now: number;
  /** Whether PIM could not be read at a scope: then what is in force may be standing or activated. */
  readonly pimUnread: (scope: string) => boolean;
}

/** The three lists made one. What has ended is left out; what stands in two lists is told once. */
export function* holdings({ assigned, active, eligible, now, pimUnread }: HoldingLists): Generator<Holding> {
  const key = keysFor([assigned, active, eligible]);
  const lasts = ({ endsOn }: { endsOn?: string }) => endsOn === undefined || !(Date.parse(endsOn) <= now);
  const inForce = active.filter(lasts);
  const activations = new Set(inForce.filter(row => row.assignmentType === "Activated").map(key));
  const standing = new Set(inForce.filter(row => row.assignmentType !== "Activated").map(key));

  const told = new Set<number>();
  for (const row of assigned) {
    const id = key(row);
    if (told.has(id)) continue;
    told.add(id);
    const seen = standing.has(id) ? "standing" : activations.has(id) ? "activated" : undefined;
    yield held(row, seen ?? (pimUnread(row.scope) ? "unknown" : "standing"));
  }
  for (const row of inForce) {
    const id = key(row);
    if (told.has(id)) continue;
    told.add(id);
    yield held(row, standing.has(id) ? "standing" : "activated");
  }
  const offered = new Set<number>();
  for (const row of eligible.filter(lasts)) {
    const id = key(row);
    if (!offered.has(id)) yield held(row, "eligible");
    offered.add(id);
  }
}

/** No more of the row than a holding has: there are hundreds of thousands. */
const held = ({ id, scope, role, principal, principalType, condition }: Row, tenure: Holding["tenure"]): Holding => ({
  id,
  scope,
  role,
  principal,
  principalType,
  ...(condition !== undefined && { condition }),
  tenure,
});

type Key = Pick<Holding, "principal" | "role" | "scope">;

/** One number for a holder, a role and a scope, whichever way these are written: as texts they would be most of the memory. */
function keysFor(lists: readonly (readonly Key[])[]): (row: Key) => number {
  const [principals, roles, scopes] = [new Numbered(), new Numbered(), new Numbered()];
  const numbersOf = ({ principal, role, scope }: Key) => [
    principals.of(principal.toLowerCase()),
    roles.of(role.toLowerCase()),
    scopes.of(scope.replace(/(?<!\/)\/+$/, "").toLowerCase()),
  ];
  for (const rows of lists) for (const row of rows) numbersOf(row);
  return row => {
    const [principal, role, scope] = numbersOf(row) as [number, number, number];
    return (scope * roles.size + role) * principals.size + principal;
  };
}
