import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, Missing, type RowOf } from "./define";
import groupEligibilities from "./group-eligibilities";
import memberships from "./memberships";
import principals from "./principals";
import { each, read } from "./reading/read";
import { principalTypeField } from "./reading/row-parts";
import { directoryType, guid, maybeGuid } from "./reading/wire";
import servicePrincipals from "./service-principals";

const row = z.object({
  of: z.string().describe("Object id of the group, or of the service principal that the owned application signs in as"),
  where: z.enum(["group", "application", "servicePrincipal"]).describe("What is owned"),
  owner: z.string(),
  ownerType: principalTypeField,
});

/** Who owns a group or an application, and so can join the one and sign in as the other. */
export type Owner = RowOf<typeof row>;

const permission = "Directory.Read.All";
const calls = {
  groups: { api: "graph", permission, why: "know who can add members to the groups that hold a role" },
  applications: { api: "graph", permission, why: "know who can add a credential to an application" },
  servicePrincipals: { api: "graph", permission, why: "know who can add a credential to a service principal" },
} as const satisfies Calls;

const owner = z.object({ "@odata.type": directoryType, id: guid });
// Owners are asked for by name: where the list is not there, it was not expanded, and says nothing of who owns it.
const owned = z.object({ id: guid, appId: maybeGuid, owners: z.array(owner).nullable() });

/** An expanded list ends after so many, and does not say so. Source: Microsoft Graph, "Use query parameters", $expand. */
const mostExpanded = 20;

const expanded = (list: string) => `/v1.0/${list}?$select=id,appId&$expand=owners($select=id)`;

/** Groups that hold a role, and those nested in them, are asked one by one; applications bring their owners along. */
export default defineEvidence({
  kind: "owners",
  title: "owners of groups and applications",
  row,
  calls,
  whole: "named by other evidence",
  namedBy: [principals, memberships, groupEligibilities, servicePrincipals],
  async *run({ azure, rows }) {
    const groups = [
      ...rows.principals.filter(({ type }) => type === "Group").map(({ id }) => id),
      ...rows.memberships.flatMap(({ group, member, memberType }) =>
        memberType === "Group" ? [group, member] : [group],
      ),
      ...rows.groupEligibilities.flatMap(({ principal, nested }) => (nested ? [principal] : [])),
    ];
    yield* each([...new Set(groups)].sort(), of =>
      read(azure.graphList(`/v1.0/groups/${of}/owners?$select=id`), {
        what: "owners of the group",
        call: calls.groups,
        as: owner.transform(toRow(of, "group")),
        of: [of],
      }),
    );
    const signsInAs = new Map(rows.servicePrincipals.map(({ id, appId }) => [appId, id]));
    for (const [where, what] of [
      ["application", "owners of applications"],
      ["servicePrincipal", "owners of service principals"],
    ] as const) {
      const call = calls[`${where}s`];
      const found = read(azure.graphList(expanded(`${where}s`)), { what, call, as: owned });
      for await (const one of found) {
        if (one instanceof Missing) {
          yield one;
          continue;
        }
        // An application without a service principal here can do nothing here.
        const of = where === "application" ? signsInAs.get(one.appId ?? "") : one.id;
        const owners = one.owners ?? [];
        if (of === undefined) continue;
        if (owners.length < mostExpanded) yield* owners.map(toRow(of, where));
        else
          yield* read(azure.graphList(`/v1.0/${where}s/${one.id}/owners?$select=id`), {
            what,
            call,
            as: owner.transform(toRow(of, where)),
            of: [of],
          });
      }
    }
  },
});

const toRow =
  (of: string, where: Owner["where"]) =>
  ({ "@odata.type": ownerType, id }: z.infer<typeof owner>): Owner => ({ of, where, owner: id, ownerType });
