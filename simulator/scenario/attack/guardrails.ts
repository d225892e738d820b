import type { Row } from "../../json";
import { cast, groupId, groups, idOf } from "../cast";
import { azureManagementApp, guid, scopes, subscriptions, tenantId } from "../ids";
import { type AccessPolicy, accessPolicy, authenticationStrength, plan } from "../rows/policies";
import { change, type PlantedFault, type Stage, withIn } from "../stage";

/** What should have stood in the way, and does not. */

const strengthId = guid("policy", 40);
const contractors = { includeGroups: [groupId(groups.contractors)] };

/** Look like MFA and are not. */
function lookalikes(strength: Row): AccessPolicy[] {
  const common = {
    state: "enabled",
    users: contractors,
    applications: [azureManagementApp],
    controls: ["mfa"],
  } as const;
  return [
    {
      ...common,
      number: 31,
      name: "CA031 Contractors: MFA or compliant device",
      controls: ["mfa", "compliantDevice"],
      operator: "OR",
    },
    { ...common, number: 32, name: "CA032 Contractors: MFA in admin portals", applications: ["MicrosoftAdminPortals"] },
    { ...common, number: 33, name: "CA033 Contractors: house strength", controls: [], strength },
    { ...common, number: 34, name: "CA034 Contractors: MFA at high risk", signInRiskLevels: ["high"] },
  ];
}

/** A policy that is only tried out stops nobody. */
const onTrial = ({ graph }: Stage, number: number): void =>
  change(
    graph.conditionalAccessPolicies,
    row => row.id === guid("policy", number),
    row => ({ ...row, state: "enabledForReportingButNotEnforced" }),
  );

const leavingOut = (policy: Row, group: string): Row => {
  const { users } = policy.conditions as { readonly users: Row };
  return { ...users, excludeGroups: [group] };
};

export const guardrailFaults: readonly PlantedFault[] = [
  {
    id: "P17",
    sentence: "The Conditional Access policy that asks all users for MFA at Azure management is report-only.",
    add: ({ graph, ago }) =>
      graph.conditionalAccessPolicies.push(
        accessPolicy(
          {
            number: 17,
            name: "CA004 Everybody: MFA at Azure management",
            state: "enabledForReportingButNotEnforced",
            users: { includeUsers: ["All"], excludeUsers: [idOf(cast.emergency)] },
            applications: [azureManagementApp],
            controls: ["mfa"],
          },
          ago({ days: 60 }),
        ),
      ),
  },
  {
    id: "P18",
    sentence: "Security defaults are off.",
    add: ({ graph }) => {
      graph.securityDefaults = { ...graph.securityDefaults, isEnabled: false };
    },
  },
  {
    id: "P20",
    sentence: "The tenant's subscription policy lets subscriptions leave, and does not bind Kim Novak, who owns none.",
    add: ({ arm }) => {
      if (arm.subscriptionPolicy)
        arm.subscriptionPolicy = withIn(arm.subscriptionPolicy, "properties", {
          blockSubscriptionsLeavingTenant: false,
          exemptedPrincipals: [guid("user", cast.kim.number)],
        });
    },
  },
  {
    id: "P25",
    sentence: "Defender for Resource Manager is off in Contoso Sandbox.",
    add: ({ arm }) => {
      const off = plan(subscriptions.sandbox, "Arm", false, "");
      change(
        arm.documents,
        row => row.id === off.id,
        () => off,
      );
    },
  },
  {
    id: "P29",
    sentence: "The policy assignment that denies GPU machines at Contoso Landing Zones is set to DoNotEnforce.",
    add: ({ arm }) =>
      change(
        arm.policyAssignments,
        row => row.name === "deny-gpu",
        row => withIn(row, "properties", { enforcementMode: "DoNotEnforce" }),
      ),
  },
  {
    id: "P30",
    sentence: "Contoso Sandbox is managed by another tenant through Azure Lighthouse.",
    add: ({ arm, ago }) => {
      const managedByTenantId = guid("tenant", 2);
      change(
        arm.subscriptions,
        row => row.subscriptionId === subscriptions.sandbox,
        row => ({ ...row, managedByTenants: [{ tenantId: managedByTenantId }] }),
      );
      const name = guid("other", 30);
      arm.documents.push({
        id: `${scopes.sandbox}/providers/Microsoft.ManagedServices/registrationAssignments/${name}`,
        type: "Microsoft.ManagedServices/registrationAssignments",
        name,
        properties: {
          provisioningState: "Succeeded",
          registrationDefinitionId: `${scopes.sandbox}/providers/Microsoft.ManagedServices/registrationDefinitions/${guid("other", 31)}`,
          registrationDefinition: {
            properties: {
              registrationDefinitionName: "Operations",
              managedByTenantId,
              manageeTenantId: tenantId,
              authorizations: [
                {
                  principalId: guid("other", 32),
                  principalIdDisplayName: "Operators",
                  roleDefinitionId: "b24988ac-6180-42a0-ab88-20f7382dd24c",
                },
              ],
              provisioningState: "Succeeded",
            },
          },
        },
        systemData: { createdAt: ago({ days: 45 }) },
      });
    },
  },
  {
    id: "P31",
    sentence:
      "Four Conditional Access policies for the group Contractors (Jules Martin, Ash Petrov) look like MFA and are not: MFA or a compliant device, admin portals only, a strength that a password satisfies, high sign-in risk only.",
    add: ({ graph, ago }) => {
      const on = ago({ days: 300 });
      const strength = authenticationStrength(strengthId, "House strength", "none", ["password"], on);
      graph.authenticationStrengths.push(strength);
      for (const policy of lookalikes(strength)) graph.conditionalAccessPolicies.push(accessPolicy(policy, on));
    },
  },
  {
    id: "P61",
    sentence: "Avery Howard, a Global Administrator, has registered the Authenticator app only, and no passkey.",
    add: ({ graph }) =>
      change(
        graph.registrations,
        row => row.id === idOf(cast.avery),
        row => ({ ...row, methodsRegistered: ["microsoftAuthenticatorPush"], isPasswordlessCapable: false }),
      ),
  },
  {
    id: "P62",
    sentence: "The policy that blocks the device code flow is report-only.",
    add: stage => onTrial(stage, 5),
  },
  {
    id: "P63",
    sentence: "The policy that blocks legacy authentication leaves out the group Contractors.",
    add: ({ graph }) =>
      change(
        graph.conditionalAccessPolicies,
        row => row.id === guid("policy", 3),
        row => withIn(row, "conditions", { users: leavingOut(row, groupId(groups.contractors)) }),
      ),
  },
  {
    id: "P64",
    sentence: "The policy that makes users at high risk change their password is report-only.",
    add: stage => onTrial(stage, 7),
  },
  {
    id: "P65",
    sentence: "The policy that asks for MFA at high sign-in risk leaves out a group that was deleted.",
    add: ({ graph }) =>
      change(
        graph.conditionalAccessPolicies,
        row => row.id === guid("policy", 6),
        row => withIn(row, "conditions", { users: leavingOut(row, guid("group", 9999)) }),
      ),
  },
  {
    id: "P66",
    sentence: "Passwords are not held against Contoso's own list of banned passwords: the check is switched off.",
    add: ({ graph }) =>
      change(
        graph.groupSettings,
        row => row.displayName === "Password Rule Settings",
        row => ({ ...row, values: [{ name: "EnableBannedPasswordCheck", value: "False" }] }),
      ),
  },
  {
    id: "P67",
    sentence: "Emergency Access One has registered the Authenticator app only: its FIDO2 key was lost.",
    add: ({ graph }) =>
      change(
        graph.registrations,
        row => row.id === idOf(cast.emergency),
        row => ({ ...row, methodsRegistered: ["microsoftAuthenticatorPush"], isPasswordlessCapable: false }),
      ),
  },
  {
    id: "P68",
    sentence: "The policy that lets only managed devices into the admin portals leaves no emergency account out.",
    add: ({ graph, ago }) =>
      graph.conditionalAccessPolicies.push(
        accessPolicy(
          {
            number: 68,
            name: "CA068 Everybody: managed devices in the admin portals",
            state: "enabled",
            users: { includeUsers: ["All"] },
            applications: ["MicrosoftAdminPortals"],
            controls: ["compliantDevice"],
          },
          ago({ days: 30 }),
        ),
      ),
  },
  {
    id: "P91",
    sentence: "Contoso synchronises accounts from on-premises, and never their password hashes.",
    add: ({ graph }) => {
      graph.organization = graph.organization.map(row => ({ ...row, onPremisesLastPasswordSyncDateTime: null }));
    },
  },
];
