import { because, type LeftOut } from "./because";

/** Rights, guardrails, networks and the purchase of subscriptions, as far as nothing is created and nobody is let in. */
export const rights: readonly LeftOut[] = [
  ...because("registers a feature: creates no machines", [
    "azure-native:features:SubscriptionFeatureRegistration",
    "azure:core/resourceProviderFeatureRegistration:ResourceProviderFeatureRegistration",
  ]),
  ...because("registers a resource provider: creates no machines", [
    "azure:core/resourceProviderRegistration:ResourceProviderRegistration",
  ]),
  ...because("carries out a delegation whose definition is read", [
    "azure-native:managedservices:RegistrationAssignment",
    "azure:lighthouse/assignment:Assignment",
  ]),
  ...because("sets up management groups, billing or students: creates no machines", [
    "azure-native:billing:BillingRoleAssignmentByBillingAccount",
    "azure-native:billing:BillingRoleAssignmentByDepartment",
    "azure-native:billing:BillingRoleAssignmentByEnrollmentAccount",
    "azure-native:billing:InvoiceSection",
    "azure-native:education:Lab",
    "azure-native:education:Student",
    "azure-native:management:HierarchySetting",
    "azure-native:management:ManagementGroup",
  ]),
  ...because("requests nothing itself: its region is read, as that of any resource", [
    "azure-native:resources:ResourceGroup",
    "azure:core/resourceGroup:ResourceGroup",
  ]),
  ...because("sets tags: they excuse a stack only where the estate says so", ["azure-native:resources:TagAtScope"]),
  ...because(
    "opens and shuts ways through a network, and runs nothing: a rule that shuts a mining pool out names it as one that lets it in",
    [
      "azure-native:network:FirewallPolicyRuleCollectionGroup",
      "azure-native:network:NetworkSecurityGroup",
      "azure-native:network:SecurityRule",
      "azure:network/firewallPolicyRuleCollectionGroup:FirewallPolicyRuleCollectionGroup",
      "azure:network/networkSecurityGroup:NetworkSecurityGroup",
      "azure:network/networkSecurityRule:NetworkSecurityRule",
    ],
  ),
  ...because("keeps what is there from being deleted or changed: requests nothing, and switches no guardrail off", [
    "azure-native:authorization:ManagementLockAtResourceGroupLevel",
    "azure-native:authorization:ManagementLockAtResourceLevel",
    "azure-native:authorization:ManagementLockAtSubscriptionLevel",
    "azure-native:authorization:ManagementLockByScope",
    "azure:management/lock:Lock",
    "azure:managementresource/manangementLock:ManangementLock",
  ]),
  ...because("takes rights away, and gives none", ["azure-native:authorization:DenyAssignment"]),
  ...because("watches costs: requests nothing, and a sum says nothing of what it is spent on", [
    "azure-native:consumption:Budget",
    "azure-native:costmanagement:Budget",
    "azure:consumption/budgetSubscription:BudgetSubscription",
  ]),
  ...because("gives roles within an enclave that Azure walls off, which no rule reads yet", [
    "azure-native:mission:VirtualEnclave",
  ]),
  ...because("asks for rights in a managed application, which somebody else has to approve", [
    "azure-native:solutions:JitRequest",
  ]),
  ...because("a role in the private marketplace, with no say over machines", [
    "azure:marketplace/roleAssignment:RoleAssignment",
  ]),
  ...because(
    "offers a membership to those who ask for it: what comes of it are memberships, which are read where they are written",
    [
      "azuread:index/accessPackageAssignmentPolicy:AccessPackageAssignmentPolicy",
      "azuread:index/accessPackageResourcePackageAssociation:AccessPackageResourcePackageAssociation",
    ],
  ),
  ...because("makes a directory role ready: its assignments are read themselves", [
    "azuread:index/directoryRole:DirectoryRole",
  ]),
  ...because("a term that Conditional Access policies, which are read, refer to", [
    "azuread:index/authenticationStrengthPolicy:AuthenticationStrengthPolicy",
    "azuread:index/namedLocation:NamedLocation",
  ]),
  ...because("an identity, its credential or its settings: creates no machines", [
    "azure-native:authorization:RoleManagementPolicy",
    "azure-native:containerservice:IdentityBinding",
    "azure-native:containerservice:TrustedAccessRoleBinding",
    "azure-native:databricks:AccessConnector",
    "azure-native:devtestlab:ServiceRunner",
    "azure-native:managedidentity:UserAssignedIdentity",
    "azure-native:redhatopenshift:SyncIdentityProvider",
    "azure:authorization/userAssignedIdentity:UserAssignedIdentity",
    "azure:containerservice/clusterTrustedAccessRoleBinding:ClusterTrustedAccessRoleBinding",
    "azure:databricks/accessConnector:AccessConnector",
    "azure:msi/userAssignedIdentity:UserAssignedIdentity",
    "azure:pim/roleManagementPolicy:RoleManagementPolicy",
    "azure:synapse/roleAssignment:RoleAssignment",
    "azuread:index/administrativeUnitRoleMember:AdministrativeUnitRoleMember",
    "azuread:index/application:Application",
    "azuread:index/applicationApiAccess:ApplicationApiAccess",
    "azuread:index/applicationCertificate:ApplicationCertificate",
    "azuread:index/applicationFromTemplate:ApplicationFromTemplate",
    "azuread:index/applicationOwner:ApplicationOwner",
    "azuread:index/applicationPassword:ApplicationPassword",
    "azuread:index/applicationPreAuthorized:ApplicationPreAuthorized",
    "azuread:index/applicationRegistration:ApplicationRegistration",
    "azuread:index/customDirectoryRole:CustomDirectoryRole",
    "azuread:index/group:Group",
    "azuread:index/groupRoleManagementPolicy:GroupRoleManagementPolicy",
    "azuread:index/groupWithoutMembers:GroupWithoutMembers",
    "azuread:index/invitation:Invitation",
    "azuread:index/servicePrincipal:ServicePrincipal",
    "azuread:index/servicePrincipalCertificate:ServicePrincipalCertificate",
    "azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant",
    "azuread:index/servicePrincipalPassword:ServicePrincipalPassword",
    "azuread:index/servicePrincipalTokenSigningCertificate:ServicePrincipalTokenSigningCertificate",
    "azuread:index/user:User",
  ]),
];
