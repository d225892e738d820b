import * as z from "zod";
import type { Elevation } from "./elevation-row";
import { guid, maybeGuid, maybeText, maybeTime, present, text } from "./wire";

const audit = z.object({
  id: text,
  activityDateTime: maybeTime.pipe(z.string()),
  activityDisplayName: text,
  result: maybeText,
  initiatedBy: z.object({
    user: z.object({ id: maybeGuid, userPrincipalName: maybeText, ipAddress: maybeText }).nullish(),
    app: z.object({ servicePrincipalId: maybeGuid, displayName: maybeText }).nullish(),
  }),
  targetResources: z.array(z.object({ id: maybeGuid, type: maybeText })).nullish(),
});

/** The two things that this service logs. */
const actions: readonly (readonly [RegExp, Elevation["action"]])[] = [
  [/has elevated their access/i, "elevated"],
  [/has been removed/i, "removed"],
];

/** An Entra audit record of the service "Azure RBAC (Elevated Access)". One that says something else is malformed. */
export const auditedElevation = audit.transform((row, context): Elevation => {
  const action = actions.find(([words]) => words.test(row.activityDisplayName))?.[1];
  const by = actorOf(row.initiatedBy);
  if (!action || !by) {
    context.addIssue("not an elevation, or of nobody");
    return z.NEVER;
  }
  const target = row.targetResources?.find(({ id, type }) => type === "User" && guid.safeParse(id).success)?.id;
  return present({
    source: "entraAudit" as const,
    id: row.id,
    at: row.activityDateTime,
    action,
    succeeded: row.result?.toLowerCase() === "success",
    by,
    target: target === by.id ? undefined : target,
    address: row.initiatedBy.user?.ipAddress,
  });
});

/** A workload shows as an app whose name may be empty. */
function actorOf({ user, app }: z.infer<typeof audit>["initiatedBy"]): Elevation["by"] | undefined {
  if (user?.id) return { id: user.id, name: user.userPrincipalName ?? user.id, kind: "user" };
  const id = app?.servicePrincipalId;
  return id ? { id, name: app?.displayName ?? id, kind: "servicePrincipal" } : undefined;
}
