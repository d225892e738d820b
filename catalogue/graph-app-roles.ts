/**
 * App roles of Microsoft Graph, which consent screens call application permissions, with their ids: the same in every
 * tenant of the public cloud. Source: Microsoft Learn, "Microsoft Graph permissions reference".
 */
export const graphAppRoles = {
  "Application.Read.All": "9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30",
  "Application.ReadWrite.All": "1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9",
  "AppRoleAssignment.ReadWrite.All": "06b708a9-e830-4db3-a914-8e69da51d44f",
  "AuditLog.Read.All": "b0afded3-3588-46d8-8b3d-9842eff778da",
  "CustomDetection.Read.All": "673a007a-9e0f-4c97-b066-3c0164486909",
  "Directory.Read.All": "7ab1d382-f21e-4acd-a863-ba3e13f7da61",
  "Directory.ReadWrite.All": "19dbc75e-c2e2-444c-a770-ec69d8559fc7",
  "Domain.ReadWrite.All": "7e05723c-0bb0-42da-be95-ae9f08a6e53c",
  "EntitlementManagement.ReadWrite.All": "9acd699f-1e81-4958-b001-93b1d2506e19",
  "Group.ReadWrite.All": "62a82d76-70ea-41e2-9197-370581804d09",
  "GroupMember.ReadWrite.All": "dbaae8cf-10b5-4b86-a4a1-f871c94c6695",
  "IdentityRiskEvent.Read.All": "6e472fd1-ad78-48da-a0f0-97ab2c6b769e",
  "IdentityRiskyUser.Read.All": "dc5007c0-2d7d-4c42-879c-2dab87571379",
  "Policy.Read.All": "246dd0d5-5bd0-4def-940b-0421030a5b68",
  "PrivilegedAccess.ReadWrite.AzureADGroup": "2f6817f8-7b12-4f0f-bc18-eeaf60705a9e",
  "PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup": "41202f2c-f7ab-45be-b001-85c9728b9d69",
  "PrivilegedEligibilitySchedule.Read.AzureADGroup": "edb419d6-7edc-42a3-9345-509bfdf5d87c",
  "PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup": "618b6020-bca8-4de6-99f6-ef445fa4d857",
  "RoleAssignmentSchedule.ReadWrite.Directory": "dd199f4a-f148-40a4-a2ec-f0069cc799ec",
  "RoleEligibilitySchedule.ReadWrite.Directory": "fee28b28-e1f3-4841-818e-2704dc62245f",
  "RoleManagement.Read.Directory": "483bed4a-2ad3-4361-a73b-c83ccdbdc53c",
  "RoleManagementPolicy.Read.AzureADGroup": "69e67828-780e-47fd-b28c-7b27d14864e6",
  "RoleManagement.ReadWrite.Directory": "9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8",
  "SecurityAlert.Read.All": "472e4a4d-bb4a-4026-98d1-0b0d74cb74a5",
  "User-PasswordProfile.ReadWrite.All": "cc117bb9-00cf-4eb8-b580-ea2a878fe8f7",
  "UserAuthenticationMethod.ReadWrite.All": "50483e42-d915-4231-9639-7fdb7fd190e5",
  "ThreatHunting.Read.All": "dd98c7f5-2d42-42d3-a0e4-633161547251",
} as const;

export type GraphAppRole = keyof typeof graphAppRoles;

/** App roles that only read. */
export type GraphReadRole = Extract<GraphAppRole, `${string}.Read.${string}`>;

/**
 * What an application does with a permission: everything, for it makes itself Global Administrator; everything once it is
 * activated, for an application activates nothing itself; sign in as any application; join any group, those that directory
 * roles can be assigned to included, or once that is activated; join any other group, or
 * any other but those whose members a rule says; get what access packages hold, which
 * is not read; sign in as anybody, as people without a directory role, or as those of a domain that it makes its own. Where
 * this is the password of an administrator, the application needs a directory role as well (Microsoft Learn, "Update user").
 */
export type AppRoleLeads = keyof typeof leads;

export interface EscalatingAppRole {
  readonly name: GraphAppRole;
  readonly leadsTo: AppRoleLeads;
  /** To complete "grants Application.ReadWrite.All, with which an application …". */
  readonly applicationCan: string;
  /** Whether that is any right, and not only those of groups. */
  readonly grantsItself: boolean;
}

const leads = {
  everything: "can give itself any right",
  everythingOnceActivated: "can let anybody activate any directory role",
  applications: "can sign in as any application",
  allGroups: "can join the groups that hold rights, and those that hold directory roles",
  allGroupsOnceActivated: "can let anybody activate a membership of the groups that hold rights or directory roles",
  groups: "can join the groups that hold rights",
  assignedGroups: "can join the groups that hold rights and have no rule",
  packages: "can let itself into what the catalogues of entitlement management give away",
  anybody: "can replace the credentials of anybody, administrators included",
  people: "can reset the passwords of those who hold no directory role",
  syncedPeople: "can change how those who are synchronised from the premises sign in",
} as const;

const escalating: { readonly [R in Exclude<GraphAppRole, GraphReadRole>]: AppRoleLeads } = {
  "Application.ReadWrite.All": "applications",
  "AppRoleAssignment.ReadWrite.All": "everything",
  "RoleAssignmentSchedule.ReadWrite.Directory": "everything",
  "RoleEligibilitySchedule.ReadWrite.Directory": "everythingOnceActivated",
  "RoleManagement.ReadWrite.Directory": "everything",
  "UserAuthenticationMethod.ReadWrite.All": "anybody",
  "User-PasswordProfile.ReadWrite.All": "people",
  "Domain.ReadWrite.All": "syncedPeople",
  "Directory.ReadWrite.All": "groups",
  "Group.ReadWrite.All": "groups",
  "GroupMember.ReadWrite.All": "assignedGroups",
  "PrivilegedAccess.ReadWrite.AzureADGroup": "allGroups",
  "PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup": "allGroups",
  "PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup": "allGroupsOnceActivated",
  "EntitlementManagement.ReadWrite.All": "packages",
};

/** Those that lead no further than what some group holds. */
const ofGroups: ReadonlySet<AppRoleLeads> = new Set<AppRoleLeads>([
  "allGroups",
  "allGroupsOnceActivated",
  "groups",
  "assignedGroups",
  "packages",
]);

/** App roles with which an application can gain rights over Azure, by id. */
export const escalatingAppRoles: ReadonlyMap<string, EscalatingAppRole> = new Map(
  (Object.keys(escalating) as (keyof typeof escalating)[]).map(name => {
    const leadsTo = escalating[name];
    return [
      graphAppRoles[name],
      { name, leadsTo, applicationCan: leads[leadsTo], grantsItself: !ofGroups.has(leadsTo) },
    ];
  }),
);
