import type { Row } from "../json";

/**
 * The built-in roles that appear in the story, with the actions that Azure gives them. Azure has some 900 more; a list of
 * role definitions is served with these and the custom ones.
 */
const roles: readonly {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly Row[];
}[] = [
  {
    id: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
    name: "Owner",
    description: "Manages everything, access included.",
    permissions: [
      {
        actions: ["*"],
        notActions: [],
        dataActions: [],
        notDataActions: [],
      },
    ],
  },
  {
    id: "b24988ac-6180-42a0-ab88-20f7382dd24c",
    name: "Contributor",
    description: "Manages everything but access.",
    permissions: [
      {
        actions: ["*"],
        notActions: [
          "Microsoft.Authorization/*/Delete",
          "Microsoft.Authorization/*/Write",
          "Microsoft.Authorization/elevateAccess/Action",
          "Microsoft.Blueprint/blueprintAssignments/write",
          "Microsoft.Blueprint/blueprintAssignments/delete",
          "Microsoft.Compute/galleries/share/action",
          "Microsoft.Purview/consents/write",
          "Microsoft.Purview/consents/delete",
          "Microsoft.Resources/deploymentStacks/manageDenySetting/action",
          "Microsoft.Subscription/cancel/action",
          "Microsoft.Subscription/enable/action",
        ],
        dataActions: [],
        notDataActions: [],
      },
    ],
  },
  {
    id: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
    name: "Reader",
    description: "Reads everything, changes nothing.",
    permissions: [
      {
        actions: ["*/read"],
        notActions: [],
        dataActions: [],
        notDataActions: [],
      },
    ],
  },
  {
    id: "9980e02c-c2be-4d73-94e8-173b1dc7cf3c",
    name: "Virtual Machine Contributor",
    description: "Manages virtual machines, not who may log in to them.",
    permissions: [
      {
        actions: [
          "Microsoft.Authorization/*/read",
          "Microsoft.Compute/availabilitySets/*",
          "Microsoft.Compute/locations/*",
          "Microsoft.Compute/virtualMachines/*",
          "Microsoft.Compute/virtualMachineScaleSets/*",
          "Microsoft.Compute/cloudServices/*",
          "Microsoft.Compute/disks/write",
          "Microsoft.Compute/disks/read",
          "Microsoft.Compute/disks/delete",
          "Microsoft.Compute/hostgroups/write",
          "Microsoft.Compute/hostgroups/hosts/write",
          "Microsoft.DevTestLab/schedules/*",
          "Microsoft.Insights/alertRules/*",
          "Microsoft.Network/applicationGateways/backendAddressPools/join/action",
          "Microsoft.Network/loadBalancers/backendAddressPools/join/action",
          "Microsoft.Network/loadBalancers/inboundNatPools/join/action",
          "Microsoft.Network/loadBalancers/inboundNatRules/join/action",
          "Microsoft.Network/loadBalancers/probes/join/action",
          "Microsoft.Network/loadBalancers/read",
          "Microsoft.Network/locations/*",
          "Microsoft.Network/networkInterfaces/*",
          "Microsoft.Network/networkSecurityGroups/join/action",
          "Microsoft.Network/networkSecurityGroups/read",
          "Microsoft.Network/publicIPAddresses/join/action",
          "Microsoft.Network/publicIPAddresses/read",
          "Microsoft.Network/virtualNetworks/read",
          "Microsoft.Network/virtualNetworks/subnets/join/action",
          "Microsoft.RecoveryServices/locations/*",
          "Microsoft.RecoveryServices/Vaults/backupFabrics/backupProtectionIntent/write",
          "Microsoft.RecoveryServices/Vaults/backupFabrics/protectionContainers/protectedItems/*/read",
          "Microsoft.RecoveryServices/Vaults/backupFabrics/protectionContainers/protectedItems/read",
          "Microsoft.RecoveryServices/Vaults/backupFabrics/protectionContainers/protectedItems/write",
          "Microsoft.RecoveryServices/Vaults/backupPolicies/read",
          "Microsoft.RecoveryServices/Vaults/backupPolicies/write",
          "Microsoft.RecoveryServices/Vaults/read",
          "Microsoft.RecoveryServices/Vaults/usages/read",
          "Microsoft.RecoveryServices/Vaults/write",
          "Microsoft.ResourceHealth/availabilityStatuses/read",
          "Microsoft.Resources/deployments/*",
          "Microsoft.Resources/subscriptions/resourceGroups/read",
          "Microsoft.SerialConsole/serialPorts/connect/action",
          "Microsoft.SqlVirtualMachine/*",
          "Microsoft.Storage/storageAccounts/listKeys/action",
          "Microsoft.Storage/storageAccounts/read",
          "Microsoft.Support/*",
        ],
        notActions: [],
        dataActions: [],
        notDataActions: [],
      },
    ],
  },
  {
    id: "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
    name: "User Access Administrator",
    description: "Manages who may do what.",
    permissions: [
      {
        actions: ["*/read", "Microsoft.Authorization/*", "Microsoft.Support/*"],
        notActions: [],
        dataActions: [],
        notDataActions: [],
      },
    ],
  },
  {
    id: "f58310d9-a9f6-439a-9e8d-f62e7b41a168",
    name: "Role Based Access Control Administrator",
    description: "Assigns roles.",
    permissions: [
      {
        actions: [
          "Microsoft.Authorization/roleAssignments/write",
          "Microsoft.Authorization/roleAssignments/delete",
          "*/read",
          "Microsoft.Support/*",
        ],
        notActions: [],
        dataActions: [],
        notDataActions: [],
      },
    ],
  },
  {
    id: "0e5f05e5-9ab9-446b-b98d-1e2157c94125",
    name: "Quota Request Operator",
    description: "Asks for quota and follows the requests.",
    permissions: [
      {
        actions: [
          "Microsoft.Capacity/resourceProviders/locations/serviceLimits/read",
          "Microsoft.Capacity/resourceProviders/locations/serviceLimits/write",
          "Microsoft.Capacity/resourceProviders/locations/serviceLimitsRequests/read",
          "Microsoft.Capacity/register/action",
          "Microsoft.Quota/usages/read",
          "Microsoft.Quota/quotas/read",
          "Microsoft.Quota/quotas/write",
          "Microsoft.Quota/quotaRequests/read",
          "Microsoft.Quota/register/action",
          "Microsoft.Authorization/*/read",
          "Microsoft.Insights/alertRules/*",
          "Microsoft.Resources/deployments/*",
          "Microsoft.Resources/subscriptions/resourceGroups/read",
          "Microsoft.Support/*",
        ],
        notActions: [],
        dataActions: [],
        notDataActions: [],
      },
    ],
  },
  {
    id: "8b54135c-b56d-4d72-a534-26097cfdc8d8",
    name: "Key Vault Data Access Administrator",
    description: "Assigns roles on the data of key vaults, and no others.",
    permissions: [
      {
        actions: [
          "Microsoft.Authorization/roleAssignments/write",
          "Microsoft.Authorization/roleAssignments/delete",
          "Microsoft.Authorization/*/read",
          "Microsoft.Resources/deployments/*",
          "Microsoft.Resources/subscriptions/resourceGroups/read",
          "Microsoft.Resources/subscriptions/read",
          "Microsoft.Management/managementGroups/read",
          "Microsoft.Resources/deployments/*",
          "Microsoft.Support/*",
          "Microsoft.KeyVault/vaults/*/read",
        ],
        notActions: [],
        dataActions: [],
        notDataActions: [],
        condition:
          "((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR (@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals{00482a5a-887f-4fb3-b363-3b7fe8e74483, a4417e6f-fecd-4de8-b567-7b0420556985, 14b46e9e-c2b7-41b4-b07b-48a6ebf60603, e147488a-f6f5-4113-8e2d-b22465e65bf6, 12338af0-0e69-4776-bea7-57ae8d297424, 21090545-7ca7-4776-b22c-e363652d74d2, b86a8fe4-44ce-4948-aee5-eccb2c155cd7, 4633458b-17de-408a-b874-0445c86b69e6})) AND ((!(ActionMatches{'Microsoft.Authorization/roleAssignments/delete'})) OR (@Resource[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals{00482a5a-887f-4fb3-b363-3b7fe8e74483, a4417e6f-fecd-4de8-b567-7b0420556985, 14b46e9e-c2b7-41b4-b07b-48a6ebf60603, e147488a-f6f5-4113-8e2d-b22465e65bf6, 12338af0-0e69-4776-bea7-57ae8d297424, 21090545-7ca7-4776-b22c-e363652d74d2, b86a8fe4-44ce-4948-aee5-eccb2c155cd7, 4633458b-17de-408a-b874-0445c86b69e6}))",
        conditionVersion: "2.0",
      },
    ],
  },
  {
    id: "43d0d8ad-25c7-4714-9337-8ba259a9fe05",
    name: "Monitoring Reader",
    description: "Reads monitoring data.",
    permissions: [
      {
        actions: ["*/read", "Microsoft.OperationalInsights/workspaces/search/action", "Microsoft.Support/*"],
        notActions: [],
        dataActions: [],
        notDataActions: [],
      },
    ],
  },
  {
    id: "39bc4728-0917-49c7-9d2c-d95423bc2eb4",
    name: "Security Reader",
    description: "Reads what Defender for Cloud shows.",
    permissions: [
      {
        actions: [
          "Microsoft.Authorization/*/read",
          "Microsoft.Insights/alertRules/read",
          "Microsoft.operationalInsights/workspaces/*/read",
          "Microsoft.Resources/deployments/*/read",
          "Microsoft.Resources/subscriptions/resourceGroups/read",
          "Microsoft.Security/*/read",
          "Microsoft.IoTSecurity/*/read",
          "Microsoft.Support/*/read",
          "Microsoft.Security/iotDefenderSettings/packageDownloads/action",
          "Microsoft.Security/iotDefenderSettings/downloadManagerActivation/action",
          "Microsoft.Security/iotSensors/downloadResetPassword/action",
          "Microsoft.IoTSecurity/defenderSettings/packageDownloads/action",
          "Microsoft.IoTSecurity/defenderSettings/downloadManagerActivation/action",
          "Microsoft.Management/managementGroups/read",
        ],
        notActions: [],
        dataActions: [],
        notDataActions: [],
      },
    ],
  },
  {
    id: "f353d9bd-d4a6-484e-a77a-8050b599b867",
    name: "Automation Contributor",
    description: "Manages Automation accounts, and what runs in them.",
    permissions: [
      {
        actions: [
          "Microsoft.Automation/automationAccounts/*",
          "Microsoft.Authorization/*/read",
          "Microsoft.Resources/deployments/*",
          "Microsoft.Resources/subscriptions/resourceGroups/read",
          "Microsoft.Support/*",
          "Microsoft.Insights/ActionGroups/*",
          "Microsoft.Insights/ActivityLogAlerts/*",
          "Microsoft.Insights/MetricAlerts/*",
          "Microsoft.Insights/ScheduledQueryRules/*",
          "Microsoft.Insights/diagnosticSettings/*",
          "Microsoft.OperationalInsights/workspaces/sharedKeys/action",
        ],
        notActions: [],
        dataActions: [],
        notDataActions: [],
      },
    ],
  },
  {
    id: "4633458b-17de-408a-b874-0445c86b69e6",
    name: "Key Vault Secrets User",
    description: "Reads secrets of key vaults in which roles decide.",
    permissions: [
      {
        actions: [],
        notActions: [],
        dataActions: [
          "Microsoft.KeyVault/vaults/secrets/getSecret/action",
          "Microsoft.KeyVault/vaults/secrets/readMetadata/action",
        ],
        notDataActions: [],
      },
    ],
  },
  {
    id: "e40ec5ca-96e0-45a2-b4ff-59039f2c2b59",
    name: "Managed Identity Contributor",
    description: "Makes, changes and deletes user-assigned identities.",
    permissions: [
      {
        actions: [
          "Microsoft.ManagedIdentity/userAssignedIdentities/read",
          "Microsoft.ManagedIdentity/userAssignedIdentities/write",
          "Microsoft.ManagedIdentity/userAssignedIdentities/delete",
          "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/read",
          "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write",
          "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/delete",
          "Microsoft.Authorization/*/read",
          "Microsoft.Insights/alertRules/*",
          "Microsoft.Resources/subscriptions/resourceGroups/read",
          "Microsoft.Resources/deployments/*",
          "Microsoft.Support/*",
        ],
        notActions: [],
        dataActions: [],
        notDataActions: [],
      },
    ],
  },
  {
    id: "f1a07417-d97a-45cb-824c-7a7467783830",
    name: "Managed Identity Operator",
    description: "Reads user-assigned identities and assigns them.",
    permissions: [
      {
        actions: [
          "Microsoft.ManagedIdentity/userAssignedIdentities/*/read",
          "Microsoft.ManagedIdentity/userAssignedIdentities/*/assign/action",
          "Microsoft.Authorization/*/read",
          "Microsoft.Insights/alertRules/*",
          "Microsoft.Resources/subscriptions/resourceGroups/read",
          "Microsoft.Resources/deployments/*",
          "Microsoft.Support/*",
        ],
        notActions: [],
        dataActions: [],
        notDataActions: [],
      },
    ],
  },
  {
    id: "36243c78-bf99-498c-9df9-86d9f8d28608",
    name: "Resource Policy Contributor",
    description: "Writes policies and assigns them.",
    permissions: [
      {
        actions: [
          "*/read",
          "Microsoft.Authorization/policyassignments/*",
          "Microsoft.Authorization/policydefinitions/*",
          "Microsoft.Authorization/policyexemptions/*",
          "Microsoft.Authorization/policysetdefinitions/*",
          "Microsoft.PolicyInsights/*",
          "Microsoft.Support/*",
        ],
        notActions: [],
        dataActions: [],
        notDataActions: [],
      },
    ],
  },
  {
    id: "4a9ae827-6dc8-4573-8ac7-8239d42aa03f",
    name: "Tag Contributor",
    description: "Manages tags, and not what they are on.",
    permissions: [
      {
        actions: [
          "Microsoft.Authorization/*/read",
          "Microsoft.Resources/subscriptions/resourceGroups/read",
          "Microsoft.Resources/subscriptions/resourceGroups/resources/read",
          "Microsoft.Resources/subscriptions/resources/read",
          "Microsoft.Resources/deployments/*",
          "Microsoft.Insights/alertRules/*",
          "Microsoft.Support/*",
          "Microsoft.Resources/tags/*",
        ],
        notActions: [],
        dataActions: [],
        notDataActions: [],
      },
    ],
  },
];

/** The GUIDs that the story speaks of by name. */
export const roleIds = {
  owner: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
  contributor: "b24988ac-6180-42a0-ab88-20f7382dd24c",
  reader: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
  virtualMachineContributor: "9980e02c-c2be-4d73-94e8-173b1dc7cf3c",
  userAccessAdministrator: "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
  accessControlAdministrator: "f58310d9-a9f6-439a-9e8d-f62e7b41a168",
  keyVaultAccessAdministrator: "8b54135c-b56d-4d72-a534-26097cfdc8d8",
  automationContributor: "f353d9bd-d4a6-484e-a77a-8050b599b867",
  managedIdentityContributor: "e40ec5ca-96e0-45a2-b4ff-59039f2c2b59",
  managedIdentityOperator: "f1a07417-d97a-45cb-824c-7a7467783830",
  resourcePolicyContributor: "36243c78-bf99-498c-9df9-86d9f8d28608",
  tagContributor: "4a9ae827-6dc8-4573-8ac7-8239d42aa03f",
} as const;

/** The wire form, as listed at the root. */
export const builtInRoles: readonly Row[] = roles.map(({ id, name, description, permissions }) => ({
  properties: {
    roleName: name,
    type: "BuiltInRole",
    description,
    assignableScopes: ["/"],
    permissions,
    createdOn: "2015-02-02T21:55:09.8806423Z",
    updatedOn: "2021-11-11T20:13:28.6061853Z",
    createdBy: null,
    updatedBy: null,
  },
  id: `/providers/Microsoft.Authorization/roleDefinitions/${id}`,
  type: "Microsoft.Authorization/roleDefinitions",
  name: id,
}));
