import { fits } from "../catalogue/wildcard";
import type { RequiredAccess } from "./permissions";

/** The custom role of the audit, as Azure takes it. */
export interface AuditRole {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
}

/**
 * The role that holds what is needed and no more. What a wildcard of it covers is not named beside it, for Azure refuses the
 * whole role where it does not know one name ("InvalidActionOrNotAction"). So it refuses one that names a provider which the
 * cloud does not have: those are left out by `without`, the providers' namespaces in any letter case.
 */
export function auditRole(
  { actions, notActions }: Pick<RequiredAccess, "actions" | "notActions">,
  without: readonly string[] = [],
): AuditRole {
  const absent = new Set(without.map(name => name.toLowerCase()));
  const there = (action: string) => !absent.has((action.split("/")[0] ?? "").toLowerCase());
  const needed = actions.map(({ action }) => action).filter(there);
  const covered = (action: string) =>
    needed.some(other => other !== action && fits(other.toLowerCase(), action.toLowerCase()));
  return {
    actions: needed.filter(action => !covered(action)),
    notActions: notActions.map(({ action }) => action).filter(there),
  };
}

/** The namespaces of the providers that the role names. */
export const providersOf = ({ actions }: Pick<RequiredAccess, "actions">): readonly string[] => [
  ...new Map(
    actions.map(({ action }) => action.split("/")[0] ?? "").map(name => [name.toLowerCase(), name] as const),
  ).values(),
];
