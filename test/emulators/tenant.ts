import assert from "node:assert/strict";
import { type Ask, type Emulators, subscriptionId, tenantId } from "./programs";

/** The tenant that the two are seeded with, over their own interfaces. What is to be found of it stands in the suite. */

export const roles = {
  owner: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
  contributor: "b24988ac-6180-42a0-ab88-20f7382dd24c",
  reader: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
  userAccessAdministrator: "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
  virtualMachineContributor: "9980e02c-c2be-4d73-94e8-173b1dc7cf3c",
  accessAdministrator: "f58310d9-a9f6-439a-9e8d-f62e7b41a168",
  custom: "00000000-0000-0000-00e0-000000000001",
  harmlessCustom: "00000000-0000-0000-00e0-000000000002",
} as const;

const globalAdministrator = "62e90394-69f5-4237-9190-012177145e10";
const applicationAdministrator = "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3";

/** An object id that the directory does not know. */
export const orphan = "00000000-0000-0000-00ee-0000000000ff";

export const subscription = `/subscriptions/${subscriptionId}`;
const resourceGroup = `${subscription}/resourceGroups/rg-render`;

const people = [
  "uma", // was elevated: User Access Administrator at the root
  "olga", // Owner of the subscription
  "rita", // Reader of the subscription
  "dirk", // Contributor, blocked
  "dora", // Contributor, and a deny assignment takes all of it away
  "carl", // the custom role
  "hans", // the harmless custom role
  "bea", // Virtual Machine Contributor, through the group
  "gina", // Global Administrator
  "kim", // may assign Reader alone
  "liam", // may assign Owner
  "greg", // Contributor of one resource group
] as const;
export type Person = (typeof people)[number];

export interface Seeded {
  /** Object ids of the people, by name. */
  readonly ids: Readonly<Record<Person, string>>;
  readonly guest: { readonly id: string; readonly name: string };
  readonly group: string;
  /** An application that holds Contributor, with a federated credential and a secret. */
  readonly deployer: string;
  /** An application that holds the directory role Application Administrator. */
  readonly robot: string;
  /** The application that audits. */
  readonly auditor: { readonly id: string; readonly secret: string };
  /** Ids of the role assignments that Azure Resource Manager lists at the subscription or above. */
  readonly listed: readonly string[];
}

export const upnOf = (person: string): string => `${person}@contoso.example`;

export async function seed({ entra, arm, graph, authority }: Emulators): Promise<Seeded> {
  const made = async (answer: ReturnType<Ask>) => {
    const { status, body } = await answer;
    assert.ok(status >= 200 && status < 300, `${status} ${JSON.stringify(body)}`);
    return body;
  };
  const admin = (path: string, body: unknown) => made(entra("POST", `/admin/api/${path}`, body));
  const idOf = async (path: string, body: unknown): Promise<string> => (await admin(path, body)).id;

  const entries: [string, string][] = [];
  for (const person of people)
    entries.push([
      person,
      await idOf("users", { userPrincipalName: upnOf(person), displayName: person, accountEnabled: person !== "dirk" }),
    ]);
  const ids = Object.fromEntries(entries) as Record<Person, string>;
  const group = await idOf("groups", { displayName: "Builders" });
  await admin(`groups/${group}/members`, { userId: ids.bea });

  const application = (displayName: string) => idOf("apps", { displayName, isConfidential: true });
  const [deployer, robot, auditorId] = [
    await application("deployer"),
    await application("robot"),
    await application("auditor"),
  ];
  await admin(`apps/${deployer}/federated-credentials`, {
    name: "pipeline",
    issuer: "https://token.actions.githubusercontent.com",
    subject: "repo:contoso/render:ref:refs/heads/main",
    audiences: ["api://AzureADTokenExchange"],
  });
  await admin(`apps/${deployer}/secrets`, { displayName: "old", expiresInDays: 3650 });
  const { secretText: secret } = await admin(`apps/${auditorId}/secrets`, { displayName: "audit" });

  const token = async (audience: string): Promise<string> =>
    (await admin("tokens", { clientId: auditorId, audience, roles: ["Directory.ReadWrite.All"] })).token;
  const graphToken = await token(graph);
  const onGraph = (path: string, body: unknown) => made(entra("POST", `/graph/v1.0/${path}`, body, graphToken));
  const invited = await onGraph("invitations", {
    invitedUserEmailAddress: "gast@fabrikam.example",
    inviteRedirectUrl: authority,
    invitedUserDisplayName: "gast",
  });
  const guestId: string = invited.invitedUser.id;
  const guest = await made(entra("GET", `/graph/v1.0/users/${guestId}`, undefined, graphToken));
  const directoryRole = (roleDefinitionId: string, principalId: string) =>
    onGraph("roleManagement/directory/roleAssignments", { roleDefinitionId, principalId, directoryScopeId: "/" });
  await directoryRole(globalAdministrator, ids.gina);
  await directoryRole(applicationAdministrator, robot);

  const armToken = await token("https://management.azure.com");
  const put = (path: string, body: unknown, version = "2022-04-01") =>
    made(arm("PUT", `${path}?api-version=${version}`, body, armToken));
  await put(resourceGroup, { location: "westeurope" }, "2021-04-01");
  const define = (at: string, id: string, roleName: string, actions: readonly string[], notActions: string[] = []) =>
    put(`${at}/providers/Microsoft.Authorization/roleDefinitions/${id}`, {
      properties: {
        roleName,
        type: "CustomRole",
        assignableScopes: [at || "/"],
        permissions: [{ actions, notActions }],
      },
    });
  const authorization = "Microsoft.Authorization/*";
  await define("", roles.userAccessAdministrator, "User Access Administrator", ["*/read", authorization]);
  await define("", roles.accessAdministrator, "Role Based Access Control Administrator", [
    "Microsoft.Authorization/roleAssignments/write",
    "Microsoft.Authorization/roleAssignments/delete",
    "*/read",
  ]);
  await define("", roles.virtualMachineContributor, "Virtual Machine Contributor", [
    "Microsoft.Authorization/*/read",
    "Microsoft.Compute/virtualMachines/*",
    "Microsoft.Compute/virtualMachineScaleSets/*",
  ]);
  await define(
    subscription,
    roles.custom,
    "Renderers",
    ["Microsoft.Compute/*"],
    ["Microsoft.Compute/virtualMachines/delete"],
  );
  await define(
    subscription,
    roles.harmlessCustom,
    "Watchers",
    ["Microsoft.Compute/*"],
    ["Microsoft.Compute/*/write", "Microsoft.Compute/*/action", "Microsoft.Compute/*/delete"],
  );

  let number = 0;
  const assign = async (at: string, role: string, principalId: string, more: object = {}): Promise<string> => {
    const name = `00000000-0000-0000-00aa-${String(++number).padStart(12, "0")}`;
    const roleDefinitionId = `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}`;
    const { id } = await put(`${at}/providers/Microsoft.Authorization/roleAssignments/${name}`, {
      properties: { roleDefinitionId, principalId, principalType: "User", ...more },
    });
    return id;
  };
  const mayAssign = (role: string) => ({
    conditionVersion: "2.0",
    condition: `((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR (@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {'${role}'}))`,
  });
  const listed = [
    await assign("", roles.userAccessAdministrator, ids.uma),
    await assign(subscription, roles.owner, ids.olga),
    await assign(subscription, roles.reader, ids.rita),
    await assign(subscription, roles.contributor, ids.dirk),
    await assign(subscription, roles.contributor, ids.dora),
    await assign(subscription, roles.contributor, guestId),
    await assign(subscription, roles.custom, ids.carl),
    await assign(subscription, roles.harmlessCustom, ids.hans),
    await assign(subscription, roles.virtualMachineContributor, group, { principalType: "Group" }),
    await assign(subscription, roles.contributor, deployer, { principalType: "ServicePrincipal" }),
    await assign(subscription, roles.contributor, orphan),
    await assign(subscription, roles.accessAdministrator, ids.kim, mayAssign(roles.reader)),
    await assign(subscription, roles.accessAdministrator, ids.liam, mayAssign(roles.owner)),
  ];
  await assign(resourceGroup, roles.contributor, ids.greg);
  await assign(`/providers/Microsoft.Management/managementGroups/${tenantId}`, roles.owner, ids.greg);
  await made(
    arm("POST", "/_emulator/denyassignments", {
      denyAssignmentName: "dora creates nothing",
      scope: subscription,
      permissions: [{ actions: ["*"] }],
      principals: [{ id: ids.dora, type: "User" }],
    }),
  );
  return {
    ids,
    guest: { id: guestId, name: guest.userPrincipalName },
    group,
    deployer,
    robot,
    auditor: { id: auditorId, secret },
    listed,
  };
}
