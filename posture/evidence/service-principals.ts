import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { read } from "./reading/read";
import { guid, maybeGuid, maybeText, maybeTexts, present } from "./reading/wire";

const row = z.object({
  id: z.string(),
  appId: z.string(),
  name: z.string(),
  kind: z.enum(["Application", "ManagedIdentity", "Other"]),
  enabled: z.boolean(),
  home: z.string().exactOptional().describe("The tenant in which its application is registered"),
  resource: z
    .string()
    .exactOptional()
    .describe("Of a managed identity: the ARM id of the identity, or of what it belongs to"),
});

export type ServicePrincipal = RowOf<typeof row>;

const calls = {
  list: { api: "graph", permission: "Directory.Read.All", why: "know the applications and managed identities" },
} as const satisfies Calls;

const kinds = ["Application", "ManagedIdentity"] as const;

const servicePrincipal = z
  .object({
    id: guid,
    appId: maybeGuid,
    displayName: maybeText,
    accountEnabled: z.boolean().nullish(),
    servicePrincipalType: maybeText,
    appOwnerOrganizationId: maybeGuid,
    alternativeNames: maybeTexts,
  })
  .transform(
    ({
      id,
      appId,
      displayName,
      accountEnabled,
      servicePrincipalType,
      appOwnerOrganizationId: home,
      alternativeNames,
    }): ServicePrincipal =>
      present({
        id,
        appId: appId ?? "",
        name: displayName ?? id,
        kind: kinds.find(kind => kind === servicePrincipalType) ?? ("Other" as const),
        enabled: accountEnabled ?? true,
        home,
        resource: alternativeNames.find(name => name.startsWith("/")),
      }),
  );

const fields = "id,appId,displayName,accountEnabled,servicePrincipalType,appOwnerOrganizationId,alternativeNames";
const path = `/v1.0/servicePrincipals?$select=${fields}&$top=999`;

export default defineEvidence({
  kind: "servicePrincipals",
  title: "service principals",
  row,
  calls,
  whole: "refused as a whole",
  run: ({ azure }) =>
    read(azure.graphList(path), { what: "service principals", call: calls.list, as: servicePrincipal }),
});
