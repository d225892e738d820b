import * as z from "zod";
import { guid, maybeText, maybeTime, principalType, roleId, text } from "./wire";

/** What the schedule instances of eligible and of active assignments of Privileged Identity Management have in common. */
export const scheduleInstance = z.object({
  id: text,
  properties: z.object({
    scope: text,
    roleDefinitionId: roleId,
    principalId: guid,
    principalType,
    condition: maybeText,
    endDateTime: maybeTime,
    assignmentType: maybeText,
    originRoleAssignmentId: maybeText,
  }),
});
