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

const roles = {
  applicationAdministrator: "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3",
  authenticationAdministrator: "c4e39bd9-1100-46d3-8c65-fb160da0071f",
  cloudApplicationAdministrator: "158c047a-c907-4556-b7ef-446551a6b5f7",
  directoryReaders: "88d8e3e3-8f55-4a1e-953a-9b9898b8876b",
  directoryWriters: "9360feb5-f418-4baa-8175-e2a00bac4301",
  domainNameAdministrator: "8329153b-31d0-4727-b945-745eb3bc5f31",
  externalIdentityProviderAdministrator: "be2f45a1-457d-42af-a067-6ec1fa63bc45",
  groupsAdministrator: "fdd7a751-b60b-444a-984c-02652fe8fa1c",
  guestInviter: "95e79109-95c0-4d8e-aee3-d01accf2d47b",
  helpdeskAdministrator: "729827e3-9c14-49f7-bb1b-9608f156bbb8",
  hybridIdentityAdministrator: "8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2",
  identityGovernanceAdministrator: "45d8d3c5-c802-45c6-b32a-1d70b5e1e86e",
  intuneAdministrator: "3a2c62db-5318-420d-8d74-23affee5d9d5",
  knowledgeAdministrator: "b5a8dcf3-09d5-43a9-a639-8e29ef291470",
  knowledgeManager: "744ec460-397e-42ad-a462-8b3f9747a02c",
  messageCenterReader: "790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b",
  partnerTier1Support: "4ba39ca4-527c-499a-b93d-d9b492c50246",
  partnerTier2Support: "e00e864a-17c5-4a4b-9c06-f5b95a8d5bd8",
  passwordAdministrator: "966707d0-3269-4727-9be2-8c3a10f19b9d",
  privilegedAuthenticationAdministrator: "7be44c8a-adaf-4e2a-84d6-ab2649e08a13",
  reportsReader: "4a5d8f65-41da-4de4-8968-e035b65339cf",
  securityAdministrator: "194ae4cb-b126-40b2-bd5b-6091b380977d",
  usageSummaryReportsReader: "75934031-6c7e-415a-99d7-48dbd49e875e",
  userAdministrator: "fe930be7-5e62-47db-91af-98c3a49a38b1",
  userExperienceSuccessManager: "27460883-1df1-4691-b032-3b79643e5e63",
  windows365Administrator: "11451d60-acb2-45eb-a7d6-43d0f0125c13",
} as const;

const takeAccess = "can take access to every subscription";
const signInAsApplications = "can sign in as any application";
const addToGroups = "can add anybody to the groups that hold rights";
const federateDomains = "can change how those who are synchronised from the premises sign in";

type Row = readonly [id: string, name: string, holderCan: string];

/** Those that may only reset passwords are not here: whose they are decides what that is worth. */
const rows: readonly Row[] = [
  [globalAdministrator, "Global Administrator", takeAccess],
  [privilegedRoleAdministrator, "Privileged Role Administrator", takeAccess],
  [roles.partnerTier2Support, "Partner Tier2 Support", takeAccess],
  [
    roles.privilegedAuthenticationAdministrator,
    "Privileged Authentication Administrator",
    "can replace the credentials of any administrator",
  ],
  [
    roles.authenticationAdministrator,
    "Authentication Administrator",
    "can replace the credentials of those who own subscriptions",
  ],
  [roles.hybridIdentityAdministrator, "Hybrid Identity Administrator", "can change how everybody signs in"],
  [roles.domainNameAdministrator, "Domain Name Administrator", federateDomains],
  [roles.externalIdentityProviderAdministrator, "External Identity Provider Administrator", federateDomains],
  [roles.securityAdministrator, "Security Administrator", federateDomains],
  [roles.applicationAdministrator, "Application Administrator", signInAsApplications],
  [roles.cloudApplicationAdministrator, "Cloud Application Administrator", signInAsApplications],
  [roles.partnerTier1Support, "Partner Tier1 Support", signInAsApplications],
  [roles.userAdministrator, "User Administrator", addToGroups],
  [roles.groupsAdministrator, "Groups Administrator", addToGroups],
  [roles.directoryWriters, "Directory Writers", addToGroups],
  [roles.identityGovernanceAdministrator, "Identity Governance Administrator", addToGroups],
  [roles.intuneAdministrator, "Intune Administrator", addToGroups],
  [roles.knowledgeAdministrator, "Knowledge Administrator", addToGroups],
  [roles.knowledgeManager, "Knowledge Manager", addToGroups],
  [roles.windows365Administrator, "Windows 365 Administrator", addToGroups],
];

export const escalatingEntraRoles: ReadonlyMap<string, EscalatingRole> = new Map(
  rows.map(([id, name, holderCan]) => [id, { name, holderCan }]),
);

/** Those of them that lead to every right of a tenant, whatever is in it. The others lead where the roads of the tenant do. */
export const alwaysLeadingRoles: ReadonlySet<string> = new Set([
  globalAdministrator,
  privilegedRoleAdministrator,
  roles.partnerTier2Support,
  roles.privilegedAuthenticationAdministrator,
]);

/**
 * Roles that can let the others in again when a policy or a lost method keeps them out: those that give rights or methods
 * back, and those that change the policies. Source: Microsoft Learn, "Microsoft Entra built-in roles".
 */
export const recoveringRoles: ReadonlySet<string> = new Set([
  globalAdministrator,
  privilegedRoleAdministrator,
  roles.privilegedAuthenticationAdministrator,
  roles.securityAdministrator,
  "b1be1c3e-b65d-4f19-8427-f6fa0d97feb9", // Conditional Access Administrator
]);

/** What a directory role replaces, and whose. */
export interface Resets {
  /** The sign-in methods, or the passwords alone. */
  readonly what: "methods" | "passwords";
  /** Anybody's, or those of people who hold no directory role beside these. */
  readonly whose: "anybody" | ReadonlySet<string>;
  /** Whether it brings back whoever of them is blocked. */
  readonly unblocks?: true;
}

/** Roles whose holders every role that resets passwords may reset. */
const least = [roles.directoryReaders, roles.guestInviter, roles.passwordAdministrator];
const little = [
  ...least,
  roles.messageCenterReader,
  roles.reportsReader,
  roles.usageSummaryReportsReader,
  roles.userExperienceSuccessManager,
];
const passwordsBut = (...whose: readonly string[]): Resets => ({ what: "passwords", whose: new Set(whose) });
const ofAnybody: Resets = { what: "methods", whose: "anybody" };

/**
 * Whose credentials a directory role may replace. Source: Microsoft Learn, "Privileged roles and permissions in Microsoft
 * Entra ID", who can reset passwords; of those who are blocked, who can perform sensitive actions. The partner roles are old, and still held where a reseller set the tenant up.
 */
export const resetRoles: ReadonlyMap<string, Resets> = new Map([
  [globalAdministrator, { ...ofAnybody, unblocks: true }],
  [roles.privilegedAuthenticationAdministrator, { ...ofAnybody, unblocks: true }],
  [roles.partnerTier2Support, ofAnybody],
  [
    roles.authenticationAdministrator,
    { what: "methods", whose: new Set([...little, roles.authenticationAdministrator]), unblocks: true },
  ],
  [
    roles.userAdministrator,
    {
      ...passwordsBut(...little, roles.helpdeskAdministrator, roles.groupsAdministrator, roles.userAdministrator),
      unblocks: true,
    },
  ],
  [roles.helpdeskAdministrator, passwordsBut(...little, roles.helpdeskAdministrator)],
  [roles.passwordAdministrator, passwordsBut(...least)],
  [roles.partnerTier1Support, passwordsBut()],
]);

/** Directory roles that may grant directory roles, and so make their holder Global Administrator. Source: as `applicationRoles`. */
export const elevatingRoles: ReadonlySet<string> = new Set([
  globalAdministrator,
  privilegedRoleAdministrator,
  roles.partnerTier2Support,
]);

/**
 * Directory roles that may add a credential to any application, or an owner, who can. Source: Microsoft Learn, "Microsoft
 * Entra built-in roles", microsoft.directory/applications/credentials/update and applications/owners/update.
 */
export const applicationRoles: ReadonlySet<string> = new Set([
  globalAdministrator,
  roles.applicationAdministrator,
  roles.cloudApplicationAdministrator,
  roles.hybridIdentityAdministrator,
  roles.partnerTier1Support,
  roles.partnerTier2Support,
]);

/**
 * Of these, those that may enable an application that is disabled. Source: as above, servicePrincipals/enable; Cloud
 * Application Administrators may do the same as Application Administrators, but for the proxy.
 */
export const enablingRoles: ReadonlySet<string> = new Set([
  globalAdministrator,
  roles.applicationAdministrator,
  roles.cloudApplicationAdministrator,
]);

/** Directory roles that may change the members of security groups. Source: as above, groups/members/update, groups.security/members/update. */
export const groupRoles: ReadonlySet<string> = new Set([
  globalAdministrator,
  roles.groupsAdministrator,
  roles.userAdministrator,
  roles.intuneAdministrator,
  roles.directoryWriters,
  roles.identityGovernanceAdministrator,
  roles.knowledgeAdministrator,
  roles.knowledgeManager,
  roles.partnerTier1Support,
  roles.partnerTier2Support,
  roles.windows365Administrator,
]);

/**
 * Of these, those that may change the rule of a dynamic group, or make themselves its owner, who can. Source: as above,
 * groups/dynamicMembershipRule/update, groups/owners/update, and "Default user permissions", owned groups.
 */
const dynamicGroupRoles: ReadonlySet<string> = new Set(
  [...groupRoles].filter(role => role !== roles.identityGovernanceAdministrator),
);

/**
 * Directory roles that may change where the people of a domain sign in. Source: as above, domains/federation/update,
 * domains/federationConfiguration/create, domains/allProperties/allTasks.
 */
export const domainRoles: ReadonlySet<string> = new Set([
  globalAdministrator,
  roles.domainNameAdministrator,
  roles.externalIdentityProviderAdministrator,
  roles.hybridIdentityAdministrator,
  roles.partnerTier2Support,
  roles.securityAdministrator,
]);

/** What a directory role is over. */
export type DirectoryPower = "applications" | "groups" | "dynamicGroups" | "domains" | "passwords";

const updating = (...entities: readonly string[]): readonly string[] =>
  entities.flatMap(entity => [
    `${entity}/allProperties/update`,
    `${entity}/allProperties/allTasks`,
    `${entity}/allTasks`,
  ]);

/** Actions of a custom role with which its holder has the power. Source: as above, and "Custom role permissions". */
const powerActions: { readonly [P in DirectoryPower]: readonly string[] } = {
  applications: [
    ...["applications", "applications.myOrganization", "servicePrincipals"].flatMap(entity => [
      `${entity}/credentials/update`,
      `${entity}/owners/update`,
      ...updating(entity),
    ]),
  ],
  groups: ["groups", "groups.security", "groups.security.assignedMembership"].flatMap(entity => [
    `${entity}/members/update`,
    `${entity}/owners/update`,
    ...updating(entity),
  ]),
  dynamicGroups: ["groups", "groups.security"].flatMap(entity => [
    `${entity}/dynamicMembershipRule/update`,
    `${entity}/owners/update`,
    ...updating(entity),
  ]),
  domains: ["domains/federation/update", "domains/federationConfiguration/create", ...updating("domains")],
  passwords: ["users/password/update"],
};

const actionsOf: ReadonlyMap<DirectoryPower, ReadonlySet<string>> = new Map(
  (Object.keys(powerActions) as DirectoryPower[]).map(power => [
    power,
    new Set(powerActions[power].map(action => `microsoft.directory/${action}`.toLowerCase())),
  ]),
);

/** What a custom role lets its holder do that leads on. */
export const powersOf = (actions: readonly string[]): readonly DirectoryPower[] => [
  ...new Set(
    actions.flatMap(action =>
      [...actionsOf].flatMap(([power, known]) => (known.has(action.toLowerCase()) ? [power] : [])),
    ),
  ),
];

const rolesWith: { readonly [P in DirectoryPower]: { has(role: string): boolean } } = {
  applications: applicationRoles,
  groups: groupRoles,
  dynamicGroups: dynamicGroupRoles,
  domains: domainRoles,
  passwords: resetRoles,
};

/** Whether a directory role, built in or custom, has a power. */
export const hasPower = (
  { role, powers = [] }: { readonly role: string; readonly powers?: readonly DirectoryPower[] },
  power: DirectoryPower,
): boolean => rolesWith[power].has(role.toLowerCase()) || powers.includes(power);

/** Whose credentials the holder of a directory role may replace. A custom role reaches nobody with a role. */
export const resetsOf = (held: {
  readonly role: string;
  readonly powers?: readonly DirectoryPower[];
}): Resets | undefined =>
  resetRoles.get(held.role.toLowerCase()) ?? (hasPower(held, "passwords") ? passwordsBut() : undefined);
