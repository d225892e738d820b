import type { Certainty } from "../../catalogue/certainty";
import { azureRoles } from "../../catalogue/well-known-ids";
import type { Elevation } from "../evidence/elevations";
import { by, grouped } from "./collate";
import { derivation, missingFor } from "./derivation";
import { parseScope } from "./scopes";
import type { ElevationAct } from "./types";

/** The logs stamp one act within seconds of each other; two acts of one person lie further apart. */
const sameActMs = 5 * 60_000;

/** Every use of elevate access, once, though two logs tell of it. */
export default derivation<"elevationHistory">()({
  needs: ["elevations", "roleAssignments"],
  derive({ elevations, roleAssignments }) {
    const standing = new Set(
      roleAssignments.value
        .filter(
          row => row.role.toLowerCase() === azureRoles.userAccessAdministrator && parseScope(row.scope).kind === "root",
        )
        .map(row => row.principal),
    );
    const rootUnread = missingFor(roleAssignments.gaps, "/");
    const stands = (id: string): Certainty => (standing.has(id) ? "yes" : rootUnread ? "unknown" : "no");

    // One log may know a person by name only: the other then tells the object id.
    const ids = new Map(
      elevations.value.filter(({ by }) => !by.id.includes("@")).map(({ by }) => [by.name.toLowerCase(), by.id]),
    );
    const person = (id: string) => ids.get(id.toLowerCase()) ?? id.toLowerCase();

    const removals = grouped(
      elevations.value.filter(row => row.action === "removed" && row.succeeded),
      row => person(row.target ?? row.by.id),
    );
    const value: ElevationAct[] = [];
    const elevated = elevations.value.filter(row => row.action === "elevated");
    for (const [id, rows] of grouped(elevated, row => person(row.by.id))) {
      const acts = merged(rows);
      const undone = (removals.get(id) ?? []).map(row => row.at).sort(by(time));
      acts.forEach((act, i) => {
        const next = acts.slice(i + 1).find(later => later.succeeded)?.at;
        // Clocks of the two logs differ: the removal may seem to come a moment before the next act.
        const undoneAt = undone.find(at => ms(at) >= ms(act.at) && (next === undefined || ms(at) <= ms(next)));
        value.push({
          ...act,
          by: { ...act.by, id },
          ...(undoneAt && act.succeeded && { undoneAt }),
          stands: act.succeeded ? stands(id) : "no",
        });
      });
    }
    return {
      value: value.sort(
        by(
          act => time(act.at),
          act => act.id,
        ),
      ),
    };
  },
});

/** Groups one person's log rows into acts, the oldest first. An act holds at most one row of each log. */
function merged(rows: readonly Elevation[]): Omit<ElevationAct, "stands">[] {
  const acts: Elevation[][] = [];
  for (const row of [...rows].sort(
    by(
      r => time(r.at),
      r => r.source,
      r => r.id,
      r => String(r.succeeded),
    ),
  )) {
    const act = acts.findLast(
      ([first, ...more]) =>
        first !== undefined &&
        ms(row.at) - ms(first.at) <= sameActMs &&
        [first, ...more].every(
          other => other.source !== row.source || other.id === row.id || other.succeeded !== row.succeeded,
        ),
    );
    if (act) act.push(row);
    else acts.push([row]);
  }
  return acts.map(act => {
    // The activity log keeps its records longer, so its id lasts longer; a record of success says more than of a start.
    const [best] = [...act].sort(
      by(
        r => (r.succeeded ? "0" : "1"),
        r => r.source,
        r => r.id,
      ),
    );
    const address = act.find(row => row.address)?.address;
    const methods = act.find(row => row.methods)?.methods;
    return {
      id: best!.id,
      at: act[0]!.at,
      by: best!.by,
      succeeded: best!.succeeded,
      sources: [...new Set(act.map(row => row.source))].sort(),
      ...(address && { address }),
      ...(methods && { methods }),
    };
  });
}

const ms = (at: string): number => Date.parse(at);
/** A key that sorts like the time, whatever number of decimals the log gives. */
const time = (at: string): string => String(ms(at)).padStart(16, "0");
