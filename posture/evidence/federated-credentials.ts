import * as z from "zod";
import { issuingTenant } from "../../catalogue/issuers";
import type { Calls } from "./calls";
import { defineEvidence, Missing, type RowOf } from "./define";
import memberships from "./memberships";
import owners from "./owners";
import principals from "./principals";
import { each, read } from "./reading/read";
import { maybeGuid, maybeText, present, text } from "./reading/wire";
import servicePrincipals from "./service-principals";

const row = z.object({
  id: z.string(),
  holder: z.string().describe("Object id of the service principal that a token signs in as"),
  where: z.enum(["application", "managedIdentity"]),
  name: z.string().exactOptional(),
  issuer: z.string().exactOptional().describe("Whose tokens are trusted"),
  subject: z
    .string()
    .exactOptional()
    .describe("What the token has to say whom it is for; left out where a rule says it"),
  ours: z
    .literal(true)
    .exactOptional()
    .describe("The issuer is this tenant, so that the subject is the object id of a managed identity"),
});

/** Whose tokens an application or a managed identity trusts in the place of a secret. */
export type FederatedCredential = RowOf<typeof row>;

const calls = {
  applications: {
    api: "graph",
    permission: "Application.Read.All",
    why: "know whose tokens sign in as an application",
  },
  identities: {
    api: "arm",
    actions: ["Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/read"],
    why: "know whose tokens sign in as a managed identity",
  },
} as const satisfies Calls;

const trust = z.object({ name: maybeText, issuer: maybeText, subject: maybeText });
const ofApplication = trust.extend({ id: text });
// The list is asked for by name: where it is not there, it was not expanded, and says nothing of who is trusted.
const application = z.object({ appId: maybeGuid, federatedIdentityCredentials: z.array(ofApplication) });
const ofIdentity = z.object({ id: text, name: maybeText, properties: trust.omit({ name: true }) });

/** An application has twenty of them at most, and so all are expanded. Source: Microsoft Graph, application resource type. */
const applications = "/v1.0/applications?$select=id,appId&$expand=federatedIdentityCredentials";
const pathOf = (identity: string) => `${identity}/federatedIdentityCredentials?api-version=2024-11-30`;

/** Applications bring theirs along; of managed identities, those that hold a role, are in a group or own something are asked. */
export default defineEvidence({
  kind: "federatedCredentials",
  title: "federated credentials of applications and managed identities",
  row,
  calls,
  whole: "named by other evidence",
  namedBy: [servicePrincipals, principals, memberships, owners],
  async *run({ azure, rows, tenant }) {
    const toRow = (
      { id, name, issuer, subject }: z.infer<typeof ofApplication>,
      holder: string,
      where: FederatedCredential["where"],
    ): FederatedCredential =>
      present({
        id,
        holder,
        where,
        name,
        issuer,
        subject,
        ours: issuer !== undefined && issuingTenant(issuer) === tenant ? (true as const) : undefined,
      });
    const signsInAs = new Map(rows.servicePrincipals.map(({ id, appId }) => [appId, id]));
    const found = read(azure.graphList(applications), {
      what: "federated credentials of applications",
      call: calls.applications,
      as: application,
    });
    for await (const one of found) {
      const holder = one instanceof Missing ? undefined : signsInAs.get(one.appId ?? "");
      if (one instanceof Missing) yield one;
      else if (holder !== undefined)
        yield* one.federatedIdentityCredentials.map(trusted => toRow(trusted, holder, "application"));
    }
    const concerned = new Set([
      ...rows.principals.map(({ id }) => id),
      ...rows.memberships.map(({ member }) => member),
      ...rows.owners.map(({ owner }) => owner),
    ]);
    const identities = rows.servicePrincipals.filter(
      ({ id, resource }) => concerned.has(id) && /\/userAssignedIdentities\/[^/]+$/i.test(resource ?? ""),
    );
    yield* each(identities, ({ id, resource }) =>
      read(azure.armList(pathOf(resource!)), {
        what: "federated credentials of the managed identity",
        call: calls.identities,
        as: ofIdentity.transform(({ properties, ...rest }) => toRow({ ...rest, ...properties }, id, "managedIdentity")),
        of: [id],
      }),
    );
  },
});
