import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, Missing, type RowOf } from "./define";
import { read } from "./reading/read";
import { guid, maybeGuid, maybeText, maybeTime, present } from "./reading/wire";
import servicePrincipals from "./service-principals";

const row = z.object({
  id: z.string().describe("The key id; it says nothing of the secret"),
  holder: z.string().describe("Object id of the service principal"),
  appId: z.string(),
  object: z.string().exactOptional().describe("Object id of what it stands on: logs name an application by it"),
  where: z
    .enum(["application", "servicePrincipal"])
    .describe("On its application, where administrators look for them, or on the service principal itself"),
  kind: z.enum(["secret", "certificate"]),
  name: z.string().exactOptional(),
  startsOn: z.string().exactOptional(),
  endsOn: z.string().exactOptional(),
});

/** A secret or certificate that a service principal signs in with. Of the secret itself nothing is read. */
export type Credential = RowOf<typeof row>;

const calls = {
  applications: {
    api: "graph",
    permission: "Directory.Read.All",
    why: "know how long the secrets of applications are valid",
  },
  servicePrincipals: {
    api: "graph",
    permission: "Directory.Read.All",
    why: "find secrets that stand on service principals, where nobody looks",
  },
} as const satisfies Calls;

const credential = z.object({
  keyId: guid,
  displayName: maybeText,
  startDateTime: maybeTime,
  endDateTime: maybeTime,
  customKeyIdentifier: maybeText,
  usage: maybeText,
});

// Both lists are asked for by name, and Microsoft Graph then sends them, if empty: one that is not there was not read.
const owner = z.object({
  id: guid,
  appId: maybeGuid,
  passwordCredentials: z.array(credential).nullable(),
  keyCredentials: z.array(credential).nullable(),
});

type Owner = z.infer<typeof owner>;

const path = (owners: string) => `/v1.0/${owners}?$select=id,appId,passwordCredentials,keyCredentials&$top=999`;

/** An application's credentials sign in its service principal here; an application without one can do nothing here. */
export default defineEvidence({
  kind: "credentials",
  title: "secrets and certificates of applications",
  row,
  calls,
  whole: "refused as a whole",
  namedBy: [servicePrincipals],
  async *run({ azure, rows }) {
    const principals = new Map(rows.servicePrincipals.map(({ id, appId }) => [appId, id]));
    const managed = new Set(rows.servicePrincipals.flatMap(({ id, kind }) => (kind === "ManagedIdentity" ? [id] : [])));
    const applications = read(azure.graphList(path("applications")), {
      what: "secrets and certificates of applications",
      call: calls.applications,
      as: owner,
    });
    for await (const row of applications) {
      const holder = row instanceof Missing ? undefined : principals.get(row.appId ?? "");
      if (row instanceof Missing) yield row;
      else if (holder !== undefined) yield* credentialsOf(row, holder, "application");
    }
    const servicePrincipals = read(azure.graphList(path("servicePrincipals")), {
      what: "secrets and certificates of service principals",
      call: calls.servicePrincipals,
      as: owner,
    });
    for await (const row of servicePrincipals) {
      if (row instanceof Missing) yield row;
      else yield* credentialsOf(signingIn(row, managed.has(row.id)), row.id, "servicePrincipal");
    }
  },
});

/**
 * Without what nobody signs in with: the certificates of a managed identity, which Azure makes and keeps, and those that
 * sign the tokens of SAML: one key to sign, one to verify, and the password of the first.
 * Source: Microsoft Graph, "servicePrincipal: addTokenSigningCertificate".
 */
function signingIn(row: Owner, isManaged: boolean): Owner {
  const keys = row.keyCredentials ?? [];
  const signing = keys.filter(({ usage }) => usage?.toLowerCase() === "sign");
  const ids = new Set(signing.map(({ keyId }) => keyId));
  const pairs = new Set(signing.flatMap(({ customKeyIdentifier }) => customKeyIdentifier ?? []));
  const signsIn = ({ keyId, customKeyIdentifier = "" }: z.infer<typeof credential>) =>
    !ids.has(keyId) && !pairs.has(customKeyIdentifier);
  return {
    ...row,
    passwordCredentials: row.passwordCredentials?.filter(signsIn) ?? null,
    keyCredentials: isManaged ? [] : keys.filter(signsIn),
  };
}

function credentialsOf(row: Owner, holder: string, where: Credential["where"]): Credential[] {
  const lists = [
    ["secret", row.passwordCredentials],
    ["certificate", row.keyCredentials],
  ] as const;
  return lists.flatMap(([kind, list]) =>
    (list ?? []).map(({ keyId, displayName, startDateTime, endDateTime }) =>
      present({
        id: keyId,
        holder,
        appId: row.appId ?? "",
        object: row.id,
        where,
        kind,
        name: displayName,
        startsOn: startDateTime,
        endsOn: endDateTime,
      }),
    ),
  );
}
