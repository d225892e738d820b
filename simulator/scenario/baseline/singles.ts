import type { Row } from "../../json";
import { tenantId } from "../ids";

/** Settings that a tenant has once, in their healthy form. */

export const securityDefaults: Row = {
  description: "Security defaults is a set of basic identity security mechanisms recommended by Microsoft.",
  displayName: "Security Defaults",
  id: "00000000-0000-0000-0000-000000000005",
  isEnabled: true,
};

/** Entra Password Protection, with a list of Contoso's own. */
export const passwordRules: Row = {
  id: "00000000-0000-0000-000f-000000000160",
  displayName: "Password Rule Settings",
  templateId: "5cf42378-d67d-4f36-ba46-e8b86229381d",
  values: [
    { name: "BannedPasswordCheckOnPremisesMode", value: "Enforce" },
    { name: "EnableBannedPasswordCheckOnPremises", value: "True" },
    { name: "EnableBannedPasswordCheck", value: "True" },
    { name: "LockoutDurationInSeconds", value: "60" },
    { name: "LockoutThreshold", value: "10" },
    { name: "BannedPasswordList", value: "contoso\tutrecht\tlandingzone" },
  ],
};

/** As Microsoft sets it up: nothing is trusted of anybody else's tenant. */
export const crossTenantDefault: Row = {
  isServiceDefault: true,
  inboundTrust: { isMfaAccepted: false, isCompliantDeviceAccepted: false, isHybridAzureADJoinedDeviceAccepted: false },
  b2bCollaborationInbound: {
    usersAndGroups: { accessType: "allowed", targets: [{ target: "AllUsers", targetType: "user" }] },
    applications: { accessType: "allowed", targets: [{ target: "AllApplications", targetType: "application" }] },
  },
  automaticUserConsentSettings: { inboundAllowed: false, outboundAllowed: false },
};

export const authorizationPolicy: Row = {
  id: "authorizationPolicy",
  allowInvitesFrom: "adminsAndGuestInviters",
  allowedToSignUpEmailBasedSubscriptions: false,
  allowedToUseSSPR: true,
  allowEmailVerifiedUsersToJoinOrganization: false,
  blockMsolPowerShell: true,
  displayName: "Authorization Policy",
  description: "Used to manage authorization related settings across the company.",
  guestUserRoleId: "2af84b1e-32c8-42b7-82bc-daa82404023b",
  defaultUserRolePermissions: {
    allowedToCreateApps: false,
    allowedToCreateSecurityGroups: false,
    allowedToCreateTenants: false,
    allowedToReadOtherUsers: true,
    permissionGrantPoliciesAssigned: ["ManagePermissionGrantsForSelf.microsoft-user-default-low"],
  },
};

export const authenticationMethodsPolicy: Row = {
  id: "authenticationMethodsPolicy",
  displayName: "Authentication Methods Policy",
  description: "The tenant-wide policy that controls which authentication methods are allowed.",
  policyMigrationState: "migrationComplete",
  registrationEnforcement: {
    authenticationMethodsRegistrationCampaign: {
      snoozeDurationInDays: 1,
      state: "enabled",
      excludeTargets: [],
      includeTargets: [],
    },
  },
  authenticationMethodConfigurations: [
    { "@odata.type": "#microsoft.graph.fido2AuthenticationMethodConfiguration", id: "Fido2", state: "enabled" },
    {
      "@odata.type": "#microsoft.graph.microsoftAuthenticatorAuthenticationMethodConfiguration",
      id: "MicrosoftAuthenticator",
      state: "enabled",
    },
    { "@odata.type": "#microsoft.graph.smsAuthenticationMethodConfiguration", id: "Sms", state: "disabled" },
  ],
};

/** No subscription may leave the tenant, none may come in. */
export const subscriptionPolicy: Row = {
  id: "providers/Microsoft.Subscription/policies/default",
  name: "default",
  type: "providers/Microsoft.Subscription/policies",
  properties: {
    policyId: tenantId,
    blockSubscriptionsLeavingTenant: true,
    blockSubscriptionsIntoTenant: true,
    exemptedPrincipals: [],
    tenantChangeAllowedTenants: [],
  },
};

const tag = (name: string, region: string, systemService: string, addressPrefixes: string[]): Row => ({
  name,
  id: name,
  properties: { changeNumber: "7", region, systemService, addressPrefixes },
});

/** Documentation ranges stand for Azure's own: 203.0.113.0/24 is an Azure data centre here, 198.51.100.0/24 too. */
export const serviceTags: Row = {
  name: "Public",
  id: "",
  type: "Microsoft.Network/serviceTags",
  changeNumber: "63",
  cloud: "Public",
  values: [
    tag("AzureCloud", "", "", ["198.51.100.0/24", "203.0.113.0/24", "2001:db8:100::/48"]),
    tag("AzureCloud.eastus2", "eastus2", "", ["203.0.113.0/24", "2001:db8:100::/48"]),
    tag("AzureCloud.westeurope", "westeurope", "", ["198.51.100.0/24"]),
    tag("Storage.WestEurope", "westeurope", "AzureStorage", ["198.51.100.128/25"]),
  ],
};
