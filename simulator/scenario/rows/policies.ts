import type { Json, Row } from "../../json";
import { guid, scopes, tenantId } from "../ids";

/** Conditional Access as Graph writes it: what is not set is null or an empty list, each where the service has it. */
export interface AccessPolicy {
  readonly number: number;
  readonly name: string;
  readonly state: "enabled" | "disabled" | "enabledForReportingButNotEnforced";
  readonly users: {
    readonly includeUsers?: readonly string[];
    readonly excludeUsers?: readonly string[];
    readonly includeGroups?: readonly string[];
    readonly includeRoles?: readonly string[];
  };
  readonly applications: readonly string[];
  readonly clientAppTypes?: readonly string[];
  readonly signInRiskLevels?: readonly string[];
  readonly userRiskLevels?: readonly string[];
  /** Flows, with commas: `deviceCodeFlow,authenticationTransfer`. */
  readonly transferMethods?: string;
  /** Authentication contexts, such as `c1`. */
  readonly contexts?: readonly string[];
  readonly controls: readonly string[];
  readonly operator?: "AND" | "OR";
  readonly strength?: Row;
}

export function accessPolicy(given: AccessPolicy, createdOn: string): Row {
  const { users, strength = null as Json } = given;
  return {
    id: guid("policy", given.number),
    templateId: null,
    displayName: given.name,
    createdDateTime: createdOn,
    modifiedDateTime: createdOn,
    state: given.state,
    partialEnablementStrategy: null,
    sessionControls: null,
    conditions: {
      userRiskLevels: given.userRiskLevels ?? [],
      signInRiskLevels: given.signInRiskLevels ?? [],
      clientAppTypes: given.clientAppTypes ?? ["all"],
      servicePrincipalRiskLevels: [],
      insiderRiskLevels: null,
      platforms: null,
      locations: null,
      devices: null,
      clientApplications: null,
      authenticationFlows: given.transferMethods === undefined ? null : { transferMethods: given.transferMethods },
      applications: {
        includeApplications: given.applications,
        excludeApplications: [],
        includeUserActions: [],
        includeAuthenticationContextClassReferences: given.contexts ?? [],
        applicationFilter: null,
      },
      users: {
        includeUsers: users.includeUsers ?? [],
        excludeUsers: users.excludeUsers ?? [],
        includeGroups: users.includeGroups ?? [],
        excludeGroups: [],
        includeRoles: users.includeRoles ?? [],
        excludeRoles: [],
        includeGuestsOrExternalUsers: null,
        excludeGuestsOrExternalUsers: null,
      },
    },
    grantControls: {
      operator: given.operator ?? "OR",
      builtInControls: given.controls,
      customAuthenticationFactors: [],
      termsOfUse: [],
      authenticationStrength: strength,
    },
  };
}

export function authenticationStrength(
  id: string,
  displayName: string,
  satisfied: "mfa" | "none",
  combinations: string[],
  at: string,
): Row {
  return {
    id,
    createdDateTime: at,
    modifiedDateTime: at,
    displayName,
    description: "",
    policyType: id.endsWith("000000000002") && id.startsWith("00000000-0000-0000-0000") ? "builtIn" : "custom",
    requirementsSatisfied: satisfied,
    allowedCombinations: combinations,
    combinationConfigurations: [],
  };
}

/** One Defender plan of a subscription. */
export function plan(subscription: string, name: string, standard: boolean, enabledOn: string): Row {
  return {
    id: `/subscriptions/${subscription}/providers/Microsoft.Security/pricings/${name}`,
    name,
    type: "Microsoft.Security/pricings",
    properties: {
      pricingTier: standard ? "Standard" : "Free",
      freeTrialRemainingTime: "PT0S",
      ...(standard
        ? { enablementTime: enabledOn, subPlan: name === "VirtualMachines" ? "P2" : "PerSubscription" }
        : {}),
      enforce: "False",
      resourcesCoverageStatus: standard ? "FullyCovered" : "NotCovered",
      deprecated: false,
    },
  };
}

/** The settings of the root management group: below which group a new subscription stands, where somebody chose one. */
export function hierarchySettings(defaultManagementGroup: string | null): Row {
  return {
    id: `${scopes.rootGroup}/settings/default`,
    type: "Microsoft.Management/managementGroups/settings",
    name: "default",
    properties: { tenantId, requireAuthorizationForGroupCreation: true, defaultManagementGroup },
  };
}
