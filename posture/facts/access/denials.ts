import type { Certainty } from "../../../catalogue/certainty";
import { permits } from "../../../catalogue/roles";
import type { DenyAssignment } from "../../evidence/deny-assignments";
import type { Subscription } from "../../evidence/subscriptions";
import type { Numbered } from "../numbered";
import { parseScope, type Scope } from "../scopes";

/** The id by which a deny assignment means everybody. Source: Azure SDK, `DenyAssignment.principals`. */
const everybody = "00000000-0000-0000-0000-000000000000";

/** What a deny assignment takes away, from whom and where. */
export interface Denial {
  readonly row: DenyAssignment;
  readonly scope: Scope;
  /** Lower-case, without a slash at its end. */
  readonly at: string;
  readonly everyone: boolean;
  readonly principals: readonly number[];
  readonly except: readonly number[];
  /** Whether it denies the action (lower-case). Under a condition it is not known. */
  denies(action: string): Certainty;
}

/** Those that deny anything at all: one with effect audit only notes down. */
export function denialsOf(rows: readonly DenyAssignment[], ids: Numbered): readonly Denial[] {
  return rows
    .filter(row => row.effect?.toLowerCase() !== "audit")
    .map(row => {
      const known = new Map<string, Certainty>();
      const numbers = (list: readonly string[]) => list.filter(id => id !== everybody).map(id => ids.of(id));
      return {
        row,
        scope: parseScope(row.scope),
        at: normalScope(row.scope),
        everyone: row.principals.includes(everybody),
        principals: numbers(row.principals),
        except: numbers(row.excludePrincipals),
        denies(action) {
          const before = known.get(action);
          if (before !== undefined) return before;
          const answer = denies(row, action);
          known.set(action, answer);
          return answer;
        },
      };
    });
}

function denies({ permissions }: DenyAssignment, action: string): Certainty {
  const outright = permissions.filter(({ condition }) => condition === undefined);
  if (permits(outright, action) === "yes") return "yes";
  return permits(
    permissions.map(({ condition: _, ...block }) => block),
    action,
  ) === "yes"
    ? "unknown"
    : "no";
}

export const normalScope = (scope: string): string => scope.toLowerCase().replace(/(?<!\/)\/+$/, "") || "/";

/** Whether a scope is the other or lies below it, as far as the ids tell. */
export const isAtOrBelow = (scope: string, top: string): boolean =>
  top === "/" || scope === top || scope.startsWith(`${top}/`);

/**
 * Whether it holds for what stands in a scope within a subscription. One that spares child scopes holds for the very
 * resource that it names, and so for nothing that can be created. Where the groups above a subscription were not read
 * it is not known.
 * @param isAbove whether one management group stands above another, for what stands in a management group
 */
export function covers(
  { row, scope, at }: Denial,
  where: string,
  subscription: Subscription | undefined,
  isAbove: (group: string, other: string) => Certainty = () => "no",
): Certainty {
  if (row.doNotApplyToChildScopes) return where === at && scope.kind === "resource" ? "yes" : "no";
  if (scope.kind === "root" || isAtOrBelow(where, at)) return "yes";
  if (scope.kind !== "managementGroup") return "no";
  if (!subscription) {
    const place = parseScope(where);
    return place.kind === "managementGroup" ? isAbove(scope.name, place.name) : "no";
  }
  if (!subscription.managementGroups) return "unknown";
  return subscription.managementGroups.some(name => name.toLowerCase() === scope.name) ? "yes" : "no";
}

/** Whether it is meant for somebody who is all of these: itself and its groups. */
export const touches = ({ everyone, principals, except }: Denial, touched: ReadonlySet<number>): boolean =>
  (everyone || principals.some(one => touched.has(one))) && !except.some(one => touched.has(one));
