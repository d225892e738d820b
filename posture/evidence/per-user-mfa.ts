import * as z from "zod";
import activeAssignments from "./active-assignments";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import directoryRoles from "./directory-roles";
import eligibleAssignments from "./eligible-assignments";
import memberships from "./memberships";
import owners from "./owners";
import principals from "./principals";
import { each, once, read } from "./reading/read";
import { text } from "./reading/wire";
import roleAssignments from "./role-assignments";

const row = z.object({
  user: z.string(),
  state: z
    .string()
    .describe("`enforced`: each interactive sign-in asks for MFA; `enabled`: the next asks to register; `disabled`"),
});

/** The old MFA that is switched on person by person, and stands beside Conditional Access. */
export type PerUserMfa = RowOf<typeof row>;

const calls = {
  get: { api: "graph", permission: "Policy.Read.All", why: "know who has to use MFA by the per-user setting" },
} as const satisfies Calls;

const requirements = z.object({ perUserMfaState: text });

/**
 * Only of those who hold a role, themselves or through a group, or who own what holds one: each is a call of its own, and
 * only the beta has it.
 */
export default defineEvidence({
  kind: "perUserMfa",
  title: "per-user MFA of those who hold a role, or own what does",
  row,
  calls,
  whole: "named by other evidence",
  namedBy: [roleAssignments, eligibleAssignments, activeAssignments, directoryRoles, memberships, principals, owners],
  run({ azure, rows }) {
    const { memberships, principals, owners, ...holding } = rows;
    const holders = new Set(
      Object.values(holding).flatMap((held: readonly { readonly principal: string }[]) =>
        held.map(({ principal }) => principal),
      ),
    );
    const inHolders = memberships.filter(({ group }) => holders.has(group));
    const owned = new Set([...holders, ...inHolders.map(({ member }) => member)]);
    const users = new Set([
      ...principals.flatMap(({ id, type }) => (type === "User" && holders.has(id) ? [id] : [])),
      ...inHolders.flatMap(({ member, memberType }) => (memberType === "User" ? [member] : [])),
      ...owners.flatMap(({ of, owner, ownerType }) => (ownerType === "User" && owned.has(of) ? [owner] : [])),
    ]);
    return each([...users].sort(), user =>
      read(
        once(() => azure.graphGet(`/beta/users/${user}/authentication/requirements`)),
        {
          what: "per-user MFA",
          call: calls.get,
          as: requirements.transform(({ perUserMfaState }): PerUserMfa => ({ user, state: perUserMfaState })),
          of: [user],
        },
      ),
    );
  },
});
