import type { ActiveAssignment } from "../../evidence/active-assignments";
import type { PrincipalType } from "../../evidence/reading/row-parts";
import { grouped } from "../collate";
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
  const lasts = ({ endsOn }: { endsOn?: string }) => endsOn === undefined || !(Date.parse(endsOn) <= now);
  const inForce = active.filter(lasts);
  const activations = new Set(inForce.filter(row => row.assignmentType === "Activated").map(key));
  const standing = new Set(inForce.filter(row => row.assignmentType !== "Activated").map(key));

  const told = new Set<string>();
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
  for (const [, [row]] of grouped(eligible.filter(lasts), key)) yield held(row!, "eligible");
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

const key = ({ principal, role, scope }: Pick<Holding, "principal" | "role" | "scope">): string =>
  `${principal} ${role} ${scope.replace(/\/+$/, "")}`.toLowerCase();
