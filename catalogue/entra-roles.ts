/**
 * Directory roles of Microsoft Entra ID whose holders can give themselves rights over Azure, by template id, which is
 * the same in every tenant. Source: Microsoft Learn, "Microsoft Entra built-in roles" (permissions-reference).
 */

export interface EscalatingRole {
  readonly name: string;
  /** What its holder can do, to complete "makes its holder Global Administrator, who …". */
  readonly holderCan: string;
}

export const globalAdministrator = "62e90394-69f5-4237-9190-012177145e10";
export const privilegedRoleAdministrator = "e8611ab8-c189-46e8-94e1-60213ab1f814";

/**
 * Roles that Entra gives to the account with which it synchronises a directory on the premises. That account signs in
 * without a person and cannot use MFA. Source: Microsoft Learn, "Microsoft Entra built-in roles".
 */
export const synchronisationRoles: ReadonlySet<string> = new Set([
  "d29b2b05-8046-44ba-8758-1e26182fcf32", // Directory Synchronization Accounts
  "a92aed5d-d78a-4d16-b381-09adb37eb3b0", // On Premises Directory Sync Account
]);

const takeAccess = "can take access to every subscription";
const signInAsApplications = "can sign in as any application";
const addToGroups = "can add anybody to the groups that hold rights";

type Row = readonly [id: string, name: string, holderCan: string];

const rows: readonly Row[] = [
  [globalAdministrator, "Global Administrator", takeAccess],
  [privilegedRoleAdministrator, "Privileged Role Administrator", takeAccess],
  [
    "7be44c8a-adaf-4e2a-84d6-ab2649e08a13",
    "Privileged Authentication Administrator",
    "can replace the credentials of any administrator",
  ],
  [
    "c4e39bd9-1100-46d3-8c65-fb160da0071f",
    "Authentication Administrator",
    "can replace the credentials of those who own subscriptions",
  ],
  ["8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2", "Hybrid Identity Administrator", "can change how everybody signs in"],
  ["9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3", "Application Administrator", signInAsApplications],
  ["158c047a-c907-4556-b7ef-446551a6b5f7", "Cloud Application Administrator", signInAsApplications],
  ["fe930be7-5e62-47db-91af-98c3a49a38b1", "User Administrator", addToGroups],
  ["fdd7a751-b60b-444a-984c-02652fe8fa1c", "Groups Administrator", addToGroups],
];

export const escalatingEntraRoles: ReadonlyMap<string, EscalatingRole> = new Map(
  rows.map(([id, name, holderCan]) => [id, { name, holderCan }]),
);

/**
 * Roles that can let the others in again when a policy or a lost method keeps them out: those that give rights or methods
 * back, and those that change the policies. Source: Microsoft Learn, "Microsoft Entra built-in roles".
 */
export const recoveringRoles: ReadonlySet<string> = new Set([
  globalAdministrator,
  privilegedRoleAdministrator,
  "7be44c8a-adaf-4e2a-84d6-ab2649e08a13", // Privileged Authentication Administrator
  "194ae4cb-b126-40b2-bd5b-6091b380977d", // Security Administrator
  "b1be1c3e-b65d-4f19-8427-f6fa0d97feb9", // Conditional Access Administrator
]);

/**
 * Whose credentials a directory role may replace: `anybody`'s, administrators included; the sign-in `methods` of people
 * without a directory role; or their `passwords` alone. Source: Microsoft Learn, "Privileged roles and permissions in
 * Microsoft Entra ID", who can perform sensitive actions. That some may do it to holders of the least roles is left out.
 */
export const resetRoles: ReadonlyMap<string, "anybody" | "methods" | "passwords"> = new Map([
  [globalAdministrator, "anybody"],
  ["7be44c8a-adaf-4e2a-84d6-ab2649e08a13", "anybody"], // Privileged Authentication Administrator
  ["c4e39bd9-1100-46d3-8c65-fb160da0071f", "methods"], // Authentication Administrator
  ["fe930be7-5e62-47db-91af-98c3a49a38b1", "passwords"], // User Administrator
  ["729827e3-9c14-49f7-bb1b-9608f156bbb8", "passwords"], // Helpdesk Administrator
  ["966707d0-3269-4727-9be2-8c3a10f19b9d", "passwords"], // Password Administrator
] as const);

/** Directory roles that may add a credential to any application. Source: Microsoft Learn, "Microsoft Entra built-in roles". */
export const applicationRoles: ReadonlySet<string> = new Set([
  globalAdministrator,
  "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3", // Application Administrator
  "158c047a-c907-4556-b7ef-446551a6b5f7", // Cloud Application Administrator
]);

/** Directory roles that may change the members of security groups. Source: as above. */
export const groupRoles: ReadonlySet<string> = new Set([
  globalAdministrator,
  "fdd7a751-b60b-444a-984c-02652fe8fa1c", // Groups Administrator
  "fe930be7-5e62-47db-91af-98c3a49a38b1", // User Administrator
  "3a2c62db-5318-420d-8d74-23affee5d9d5", // Intune Administrator
  "9360feb5-f418-4baa-8175-e2a00bac4301", // Directory Writers
]);
