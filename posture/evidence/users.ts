import * as z from "zod";
import type { Gap } from "../../catalogue/outcome";
import type { Calls } from "./calls";
import { defineEvidence, Missing, type RowOf } from "./define";
import { read } from "./reading/read";
import { guid, maybeText, maybeTime, present } from "./reading/wire";

const row = z.object({
  id: z.string(),
  upn: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  guest: z.boolean().describe("Of the user type Guest"),
  external: z.boolean().exactOptional().describe("Signs in at its home tenant, whatever its user type"),
  home: z
    .enum(["entra", "other", "none"])
    .exactOptional()
    .describe(
      "Where an external account signs in: at Entra, by mail or at another provider, or it has not been used yet",
    ),
  synced: z.boolean().describe("Synchronised from an on-premises directory"),
  createdOn: z.string().exactOptional(),
  lastSignIn: z.string().exactOptional().describe("The last sign-in that succeeded"),
});

export type User = RowOf<typeof row>;

const calls = {
  list: { api: "graph", permission: "Directory.Read.All", why: "know the accounts" },
  signIns: {
    api: "graph",
    permission: "AuditLog.Read.All",
    licence: "Microsoft Entra ID P1",
    why: "know when each account last signed in",
  },
} as const satisfies Calls;

const user = z
  .object({
    id: guid,
    userPrincipalName: maybeText,
    displayName: maybeText,
    accountEnabled: z.boolean().nullish(),
    userType: maybeText,
    onPremisesSyncEnabled: z.boolean().nullish(),
    creationType: maybeText,
    identities: z.array(z.object({ signInType: maybeText, issuer: maybeText })).nullish(),
    createdDateTime: maybeTime,
    // lastSignInDateTime counts failed attempts as well
    signInActivity: z.object({ lastSuccessfulSignInDateTime: maybeTime }).nullish(),
  })
  .transform(
    (account): User =>
      present({
        id: account.id,
        upn: account.userPrincipalName ?? account.id,
        name: account.displayName ?? account.userPrincipalName ?? account.id,
        enabled: account.accountEnabled ?? true,
        guest: account.userType?.toLowerCase() === "guest",
        external: isExternal(account),
        home: isExternal(account) ? homeOf(account.identities) : undefined,
        synced: account.onPremisesSyncEnabled ?? false,
        createdOn: account.createdDateTime,
        lastSignIn: account.signInActivity?.lastSuccessfulSignInDateTime,
      }),
  );

/** Whoever was invited, or came by cross-tenant synchronisation, has the mark of a foreign account in its user principal name. */
const isExternal = (account: { creationType?: string | undefined; userPrincipalName?: string | undefined }): boolean =>
  account.creationType?.toLowerCase() === "invitation" || /#ext#@/i.test(account.userPrincipalName ?? "");

/**
 * An invitation that nobody has answered has no provider yet.
 * Source: Microsoft Learn, "Properties of a Microsoft Entra B2B collaboration user", on identities.
 */
function homeOf(
  identities: readonly { signInType?: string | undefined; issuer?: string | undefined }[] | null | undefined,
): User["home"] | undefined {
  const federated = identities?.filter(({ signInType }) => signInType?.toLowerCase() === "federated");
  if (!federated) return undefined;
  if (federated.length === 0) return "none";
  return federated.some(({ issuer }) => issuer?.toLowerCase() === "externalazuread") ? "entra" : "other";
}

const fields =
  "id,userPrincipalName,displayName,accountEnabled,userType,creationType,identities,onPremisesSyncEnabled,createdDateTime";
const path = (select: string) => `/v1.0/users?$select=${select}&$top=999`;

/** The last sign-in needs a permission and a licence that the rest of the list does not: where it is refused, the list is read without it. */
export default defineEvidence({
  kind: "users",
  title: "users",
  row,
  calls,
  whole: "refused as a whole",
  async *run({ azure }) {
    let refusal: Gap | undefined;
    let any = false;
    const withSignIns = read(azure.graphList(path(`${fields},signInActivity`)), {
      what: "last sign-in of users",
      call: calls.signIns,
      as: user,
    });
    for await (const found of withSignIns) {
      if (!(found instanceof Missing)) {
        any = true;
        yield found;
      } else if (!any && (found.gap.reason === "denied" || found.gap.reason === "unlicensed")) refusal = found.gap;
      else yield new Missing({ ...found.gap, what: "users" });
    }
    if (!refusal) return;
    yield* read(azure.graphList(path(fields)), { what: "users", call: calls.list, as: user });
    yield new Missing({ ...refusal, field: "lastSignIn" });
  },
});
