import { type AppRoleLeads, escalatingAppRoles } from "../../../catalogue/graph-app-roles";
import type { GraphPermissionHeld } from "../../evidence/graph-permissions";
import type { Becoming } from "./becomes";

/** Where permissions of Microsoft Graph lead: to whom, or into which groups; each is looked up once, when somebody holds it. */
export type Leading = {
  readonly [L in AppRoleLeads]?: { readonly to: () => string | readonly string[]; readonly tenure: Becoming["tenure"] };
};

/** The ways of all who hold a permission that leads to one of these. */
export function* byPermission(held: Iterable<GraphPermissionHeld>, leading: Leading): Generator<Becoming> {
  const known = new Map<AppRoleLeads, Pick<Becoming, "to" | "tenure"> | undefined>();
  const lookUp = (leadsTo: AppRoleLeads) => {
    const to = leading[leadsTo]?.to();
    if (to === undefined || to.length === 0) return undefined;
    return { to: typeof to === "string" ? to : { members: to }, tenure: leading[leadsTo]!.tenure };
  };
  for (const { id, principal, permission } of held) {
    const role = escalatingAppRoles.get(permission);
    if (!role) continue;
    if (!known.has(role.leadsTo)) known.set(role.leadsTo, lookUp(role.leadsTo));
    const way = known.get(role.leadsTo);
    if (way) yield { ...way, from: principal, evidence: id, through: role.name };
  }
}

/** What takes such a way away. */
export const withoutPermission = (from: string, permission: string): string =>
  `take the permission ${permission} of Microsoft Graph from ${from}`;
