import * as z from "zod";
import { escalatingAppRoles } from "../../catalogue/graph-app-roles";
import { microsoftApps } from "../../catalogue/well-known-ids";
import type { Calls } from "./calls";
import { defineEvidence, Missing, type RowOf } from "./define";
import { read } from "./reading/read";
import { guid, text } from "./reading/wire";

const row = z.object({
  id: z.string(),
  principal: z.string(),
  permission: z.string().describe("Id of the app role of Microsoft Graph, of those that lead to rights over Azure"),
});

/** A permission of Microsoft Graph that an application or managed identity holds for itself. */
export type GraphPermissionHeld = RowOf<typeof row>;

const calls = {
  list: {
    api: "graph",
    permission: "Directory.Read.All",
    why: "know which applications may change roles, groups and other applications",
  },
} as const satisfies Calls;

const assigned = z
  .object({ id: text, principalId: guid, appRoleId: guid })
  .transform(
    ({ id, principalId: principal, appRoleId: permission }): GraphPermissionHeld => ({ id, principal, permission }),
  );

const path = `/v1.0/servicePrincipals(appId='${microsoftApps.graph}')/appRoleAssignedTo?$top=999`;

/** Asked of Microsoft Graph itself: one list for all who hold its permissions. What leads nowhere is not kept. */
export default defineEvidence({
  kind: "graphPermissions",
  title: "permissions of Microsoft Graph that applications hold",
  row,
  calls,
  whole: "refused as a whole",
  async *run({ azure }) {
    const all = read(azure.graphList(path), {
      what: "permissions of Microsoft Graph that applications hold",
      call: calls.list,
      as: assigned,
    });
    for await (const one of all) if (one instanceof Missing || escalatingAppRoles.has(one.permission)) yield one;
  },
});
