import * as z from "zod";
import type { DirectoryRecord, DirectoryTarget } from "../../signals/directory-log";
import { maybeText, maybeTime } from "./wire";

const value = maybeText.transform(text => text ?? "");

const target = z
  .object({
    id: maybeText,
    type: maybeText,
    displayName: maybeText,
    userPrincipalName: maybeText,
    modifiedProperties: z.array(z.object({ displayName: value, oldValue: value, newValue: value })).nullish(),
  })
  .transform(
    ({ id, type, displayName, userPrincipalName, modifiedProperties }): DirectoryTarget => ({
      id,
      type,
      name: userPrincipalName || displayName,
      changes: (modifiedProperties ?? []).map(({ displayName, oldValue, newValue }) => ({
        name: displayName,
        old: oldValue,
        new: newValue,
      })),
    }),
  );

/** A record of Entra's audit log as Graph sends it (https://learn.microsoft.com/graph/api/resources/directoryaudit). */
export const directoryRecord = z
  .object({
    id: maybeText,
    activityDateTime: maybeTime.pipe(z.string()),
    activityDisplayName: maybeText,
    loggedByService: maybeText,
    result: maybeText,
    initiatedBy: z
      .object({
        user: z.object({ id: maybeText, userPrincipalName: maybeText, ipAddress: maybeText }).nullish(),
        app: z.object({ servicePrincipalId: maybeText, displayName: maybeText }).nullish(),
      })
      .nullish(),
    targetResources: z.array(target).nullish(),
    additionalDetails: z.array(z.object({ key: maybeText, value: maybeText })).nullish(),
  })
  .transform(
    ({ initiatedBy, targetResources, additionalDetails, ...rest }): DirectoryRecord => ({
      ...rest,
      user: initiatedBy?.user
        ? {
            id: initiatedBy.user.id,
            name: initiatedBy.user.userPrincipalName,
            address: initiatedBy.user.ipAddress,
          }
        : undefined,
      app: initiatedBy?.app ? { id: initiatedBy.app.servicePrincipalId, name: initiatedBy.app.displayName } : undefined,
      agent: additionalDetails?.find(({ key }) => key === "User-Agent")?.value,
      targets: targetResources ?? [],
    }),
  );
