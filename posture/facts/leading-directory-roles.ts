import { alwaysLeadingRoles, escalatingEntraRoles } from "../../catalogue/entra-roles";
import { roadKinds } from "./access/access-graph";
import { derivation } from "./derivation";

/** What a role does that Microsoft's list of them does not tell of: by the kind of its step. */
const byKind: { readonly [kind: string]: string } = {
  "credential-reset": "can reset the credentials of somebody who can create compute, or become somebody who can",
  "application-administrator": "can sign in as an application that can create compute, or become somebody who can",
  "group-administrator": "can join a group whose members can create compute, or become somebody who can",
  "domain-federation": "can sign in as somebody who is synchronised and can create compute, or become somebody who can",
};

/**
 * Directory roles in somebody's hand that lead to compute: those that give all there is, and those of which the tenant's own
 * roads tell. A role that may reset passwords leads nowhere where nobody whom it reaches holds anything.
 */
export default derivation<"leadingDirectoryRoles">()({
  needs: ["access", ...roadKinds],
  concerns: (need, gap, { access }) => need === "access" || access.value.concerns(need, gap),
  derive({ access: { value: access }, directoryRoles }) {
    const value = new Map<string, string>();
    for (const row of directoryRoles.value) {
      const { id, roleName, scope = "/" } = row;
      const role = row.role.toLowerCase();
      const always = alwaysLeadingRoles.has(role) && scope === "/";
      const step = always ? undefined : access.leading(id);
      if (!always && !step) continue;
      const can = escalatingEntraRoles.get(role)?.holderCan ?? byKind[step!.way.kind.kind] ?? "leads on";
      value.set(id, `${roleName} ${can}${scope === "/" ? "" : " in a part of the directory"}`);
    }
    return { value };
  },
});
