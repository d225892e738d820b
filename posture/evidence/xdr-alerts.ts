import * as z from "zod";
import { withoutDefender } from "../azure/endpoints";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { read } from "./reading/read";
import { maybeGuid, maybeText, maybeTime, present, text } from "./reading/wire";

const row = z.object({
  id: z.string(),
  title: z.string(),
  status: z.string().describe("`new`, `inProgress`, `resolved` or `unknown`"),
  severity: z.string().describe("`informational`, `low`, `medium` or `high`"),
  product: z
    .string()
    .exactOptional()
    .describe("Who raised it: `microsoftDefenderForCloud`, `azureAdIdentityProtection`"),
  providerId: z.string().exactOptional().describe("Its id in the product that raised it, in lower case"),
  assignedTo: z.string().exactOptional(),
  createdOn: z.string().exactOptional(),
  accounts: z
    .array(z.string())
    .exactOptional()
    .describe("Object ids and user principal names, in lower case, of the identities that it names"),
  resources: z.array(z.string()).exactOptional().describe("Resource ids of Azure, in lower case, that it names"),
});

/** One alert of the Defender portal that is not resolved. */
export type XdrAlert = RowOf<typeof row>;

const calls = {
  list: {
    api: "graph",
    permission: "SecurityAlert.Read.All",
    why: "find alerts of Microsoft Defender XDR on the abuse of compute, and who deals with them",
  },
} as const satisfies Calls;

/** Each kind of evidence has some of these. */
const named = z
  .object({
    userAccount: z.object({ azureAdUserId: maybeGuid, userPrincipalName: maybeGuid }).nullish(),
    servicePrincipalObjectId: maybeGuid,
    resourceId: maybeGuid,
    vmMetadata: z.object({ resourceId: maybeGuid }).nullish(),
  })
  .transform(({ userAccount, servicePrincipalObjectId, resourceId, vmMetadata }) => ({
    accounts: [userAccount?.azureAdUserId, userAccount?.userPrincipalName, servicePrincipalObjectId],
    resources: [resourceId, vmMetadata?.resourceId],
  }));

/** Evidence of a kind that is not known, or in another form, names nothing. */
const namedBy = (evidence: readonly unknown[], what: "accounts" | "resources"): string[] | undefined => {
  const all = evidence.flatMap(each => named.safeParse(each).data?.[what] ?? []);
  const found = [...new Set(all.filter(name => name !== undefined))].sort();
  return found.length > 0 ? found : undefined;
};

const alert = z
  .object({
    id: text,
    title: maybeText,
    status: text,
    severity: maybeText,
    serviceSource: maybeText,
    providerAlertId: maybeGuid,
    assignedTo: maybeText,
    createdDateTime: maybeTime,
    evidence: z.array(z.unknown()).nullish(),
  })
  .transform(
    ({
      id,
      title = "",
      status,
      severity = "",
      serviceSource,
      providerAlertId,
      assignedTo,
      createdDateTime,
      evidence,
    }) =>
      present({
        id,
        title,
        status,
        severity,
        product: serviceSource,
        providerId: providerAlertId,
        assignedTo,
        createdOn: createdDateTime,
        accounts: namedBy(evidence ?? [], "accounts"),
        resources: namedBy(evidence ?? [], "resources"),
      }),
  );

/**
 * The alerts of the whole tenant: those of Defender XDR, for Cloud Apps, for Endpoint and Entra's risk, and those of Defender for
 * Cloud a second time. Sources: Microsoft Graph, "List alerts_v2", alert and alertEvidence resource types (v1.0).
 */
export default defineEvidence({
  kind: "xdrAlerts",
  title: "alerts of Microsoft Defender XDR",
  row,
  calls,
  whole: "refused as a whole",
  notIn: withoutDefender,
  run: ({ azure }) =>
    read(azure.graphList(`/v1.0/security/alerts_v2?$filter=${encodeURIComponent("status ne 'resolved'")}`), {
      what: "alerts of Microsoft Defender XDR",
      call: calls.list,
      as: alert,
    }),
});
