import * as z from "zod";
import { guid, maybeText, maybeTime, principalType, roleId, text } from "./wire";

/** What the schedule instances of eligible and of active assignments have in common. */
export const scheduleInstance = z.object({
  id: text,
  properties: z.object({
    scope: text,
    roleDefinitionId: roleId,
    principalId: guid,
    principalType,
    endDateTime: maybeTime,
    assignmentType: maybeText,
    originRoleAssignmentId: maybeText,
  }),
});

/** Subscriptions that share a management group each list what they inherit from it. */
export function* distinct<T extends { readonly id: string }>(rows: readonly T[]): Generator<T> {
  const seen = new Set<string>();
  for (const row of rows) {
    const key = row.id.toLowerCase();
    if (!seen.has(key)) yield row;
    seen.add(key);
  }
}
