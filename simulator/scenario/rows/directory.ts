import { createHash } from "node:crypto";
import type { Row } from "../../json";
import { guid } from "../ids";
import { type Asked, activationRules } from "./authorization";

/** Directory objects as Graph writes them, every property that `$select` can bring. */

export interface Person {
  readonly number: number;
  readonly name: string;
  readonly enabled?: boolean;
  readonly guest?: boolean;
  readonly synced?: boolean;
  readonly domain?: string;
  /** User principal name, where it does not follow from the name. */
  readonly upn?: string;
}

export function upnOf({ name, domain = "contoso.com", upn }: Person): string {
  return upn ?? `${name.toLowerCase().replaceAll(" ", ".")}@${domain}`;
}

/** `daily`: with a mailbox and Office. An account that only administers has no more than Entra ID. */
export function user(person: Person, createdOn: string, lastSignIn: string, daily = true): Row {
  const { number, name, enabled = true, guest = false, synced = false } = person;
  const [givenName = "", ...rest] = name.split(" ");
  const upn = upnOf(person);
  const mail = guest ? upn.replace(/#EXT#@.*$/, "").replace("_", "@") : upn;
  return {
    id: guid("user", number),
    businessPhones: [],
    displayName: name,
    givenName,
    surname: rest.join(" "),
    jobTitle: null,
    mail,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: null,
    userPrincipalName: upn,
    mailNickname: upn.split("@")[0] ?? "",
    otherMails: [],
    companyName: null,
    department: null,
    usageLocation: "NL",
    creationType: guest ? "Invitation" : null,
    identities: guest
      ? [{ signInType: "federated", issuer: "ExternalAzureAD", issuerAssignedId: null }]
      : [{ signInType: "userPrincipalName", issuer: "contoso.onmicrosoft.com", issuerAssignedId: upn }],
    externalUserStateChangeDateTime: guest ? createdOn : null,
    lastPasswordChangeDateTime: createdOn,
    onPremisesImmutableId: null,
    accountEnabled: enabled,
    userType: guest ? "Guest" : "Member",
    externalUserState: guest ? "Accepted" : null,
    onPremisesSyncEnabled: synced ? true : null,
    assignedLicenses: [{ disabledPlans: [], skuId: guid("sku", 1) }],
    assignedPlans: assignedPlans(createdOn, daily),
    createdDateTime: createdOn,
    signInActivity: {
      lastSignInDateTime: lastSignIn,
      lastSignInRequestId: guid("other", 1),
      lastNonInteractiveSignInDateTime: lastSignIn,
      lastNonInteractiveSignInRequestId: guid("other", 1),
      lastSuccessfulSignInDateTime: lastSignIn,
      lastSuccessfulSignInRequestId: guid("other", 1),
    },
  };
}

/** Service plans of a person's licences. Entra ID P2 brings EXCHANGE_S_FOUNDATION along, which is no mailbox. */
export function assignedPlans(assignedDateTime: string, daily: boolean): Row[] {
  const plans: readonly (readonly [service: string, id: string, status?: string])[] = [
    ["exchange", "113feb6c-3fe4-4440-bddc-54d774bf0318"],
    ["AADPremiumService", "eec0eb4f-6444-4f95-aba0-50c24d67f998"],
    ["exchange", "efb87545-963c-4e0d-99df-69c6916d9eb0", daily ? "Enabled" : "Deleted"],
    ...(daily ? ([["MicrosoftOffice", "43de0ff5-c92c-492b-9116-175376d08c38"]] as const) : []),
  ];
  return plans.map(([service, servicePlanId, capabilityStatus = "Enabled"]) => ({
    assignedDateTime,
    capabilityStatus,
    service,
    servicePlanId,
  }));
}

/** The row of userRegistrationDetails of somebody who has registered for MFA, or has not. */
export function registration(
  person: Person,
  registered: boolean,
  admin: boolean,
  updatedOn: string,
  key: boolean = admin,
): Row {
  const methods = key ? ["fido2SecurityKey", "microsoftAuthenticatorPush"] : ["microsoftAuthenticatorPush"];
  return {
    id: guid("user", person.number),
    userPrincipalName: upnOf(person),
    userDisplayName: person.name,
    isAdmin: admin,
    isSsprRegistered: registered,
    isSsprEnabled: true,
    isSsprCapable: registered,
    isMfaRegistered: registered,
    isMfaCapable: registered,
    isPasswordlessCapable: registered && key,
    lastUpdatedDateTime: updatedOn,
    methodsRegistered: registered ? methods : [],
    isSystemPreferredAuthenticationMethodEnabled: true,
    systemPreferredAuthenticationMethods: registered ? ["push"] : [],
    userPreferredMethodForSecondaryAuthentication: registered ? "push" : "none",
    userType: person.guest ? "guest" : "member",
  };
}

export function group(number: number, displayName: string, createdOn: string): Row {
  return {
    id: guid("group", number),
    deletedDateTime: null,
    createdDateTime: createdOn,
    description: null,
    displayName,
    groupTypes: [],
    isAssignableToRole: false,
    mail: null,
    mailEnabled: false,
    mailNickname: displayName.replaceAll(" ", ""),
    membershipRule: null,
    membershipRuleProcessingState: null,
    onPremisesSyncEnabled: null,
    securityEnabled: true,
    visibility: null,
  };
}

export function application(
  number: number,
  displayName: string,
  createdOn: string,
  passwords: readonly Row[] = [],
): Row {
  return {
    id: guid("application", number),
    deletedDateTime: null,
    appId: guid("appId", number),
    createdDateTime: createdOn,
    displayName,
    identifierUris: [],
    publisherDomain: "contoso.com",
    signInAudience: "AzureADMyOrg",
    keyCredentials: [],
    passwordCredentials: passwords,
    requiredResourceAccess: [],
  };
}

export function servicePrincipal(
  number: number,
  displayName: string,
  kind: "Application" | "ManagedIdentity" | "ServiceIdentity",
  createdOn: string,
  passwords: readonly Row[] = [],
): Row {
  return {
    id: guid("servicePrincipal", number),
    deletedDateTime: null,
    accountEnabled: true,
    alternativeNames: [],
    appDisplayName: displayName,
    appId: guid("appId", number),
    appOwnerOrganizationId: guid("tenant", 1),
    appRoleAssignmentRequired: false,
    appRoles: [],
    createdDateTime: createdOn,
    displayName,
    keyCredentials: [],
    passwordCredentials: passwords,
    servicePrincipalNames: [guid("appId", number)],
    servicePrincipalType: kind,
    signInAudience: "AzureADMyOrg",
    tags: kind === "Application" ? ["WindowsAzureActiveDirectoryIntegratedApp"] : [],
  };
}

interface Numbered {
  readonly number: number;
  readonly name: string;
}

/** The blueprint of agents, with a service principal of its own, and one agent made from it. */
export function agentOf(blueprint: Numbered, agent: Numbered, on: string): { application: Row; principals: Row[] } {
  return {
    application: application(blueprint.number, blueprint.name, on),
    principals: [
      servicePrincipal(blueprint.number, blueprint.name, "Application", on),
      {
        ...servicePrincipal(agent.number, agent.name, "ServiceIdentity", on),
        agentIdentityBlueprintId: guid("appId", blueprint.number),
      },
    ],
  };
}

/** Whose tokens an application trusts. */
export const federatedCredential = (number: number, name: string, issuer: string, subject: string): Row => ({
  id: guid("credential", number),
  name,
  issuer,
  subject,
  audiences: ["api://AzureADTokenExchange"],
  description: null,
});

/** A secret as Graph shows it: never the secret itself. */
export function password(number: number, displayName: string, from: string, until: string): Row {
  return {
    customKeyIdentifier: null,
    displayName,
    endDateTime: until,
    hint: "x1~",
    keyId: guid("credential", number),
    secretText: null,
    startDateTime: from,
  };
}

/** A certificate as Graph shows it: only its public key, and that only where it is asked for by name. */
export function certificate(number: number, displayName: string, from: string, until: string): Row {
  return {
    customKeyIdentifier: createHash("sha1").update(displayName).digest("base64"),
    displayName,
    endDateTime: until,
    key: null,
    keyId: guid("credential", number),
    startDateTime: from,
    type: "AsymmetricX509Cert",
    usage: "Verify",
  };
}

/** An assignment of an Entra role at the whole directory. Its id is opaque. */
export function directoryAssignment(role: string, principal: string): Row {
  const id = createHash("sha256").update(`${role}${principal}`).digest("base64url").slice(0, 43);
  return { id: `${id}-1`, principalId: principal, resourceScope: "/", directoryScopeId: "/", roleDefinitionId: role };
}

/** An instance of Privileged Identity Management for an Entra role. */
export function directoryInstance(
  kind: "eligible" | "Assigned" | "Activated",
  role: string,
  principal: string,
  from: string,
  until: string | null,
): Row {
  const base = {
    id: `${directoryAssignment(role, principal).id}${kind === "eligible" ? "-e" : ""}`,
    principalId: principal,
    roleDefinitionId: role,
    directoryScopeId: "/",
    appScopeId: null,
    startDateTime: from,
    endDateTime: until,
    memberType: "Direct",
  };
  const schedule = guid("other", 2);
  return kind === "eligible"
    ? { ...base, roleEligibilityScheduleId: schedule }
    : { ...base, assignmentType: kind, roleAssignmentOriginId: base.id, roleAssignmentScheduleId: schedule };
}

/** A place in a group that PIM lets somebody activate. */
export function groupEligibility(access: "member" | "owner", group: number, principal: string, from: string): Row {
  const id = `${guid("group", group)}_${access}_${principal}`;
  return {
    id,
    startDateTime: from,
    endDateTime: null,
    memberType: "direct",
    accessId: access,
    principalId: principal,
    groupId: guid("group", group),
    eligibilityScheduleId: id,
  };
}

/** What PIM asks of whoever activates a place in a group. */
export function groupActivationPolicy(access: "member" | "owner", group: number, asked: Asked): Row {
  const policyId = `Group_${guid("group", group)}_${guid("other", group)}`;
  return {
    id: `${policyId}_${access}`,
    policyId,
    roleDefinitionId: access,
    scopeId: guid("group", group),
    scopeType: "Group",
    policy: { id: policyId, rules: activationRules(asked, "graph") },
  };
}

/** An app role of Microsoft Graph that an application holds for itself. Its id is opaque. */
export function graphAppRole(
  appRoleId: string,
  principal: { readonly number: number; readonly name: string },
  createdDateTime: string,
): Row {
  const principalId = guid("servicePrincipal", principal.number);
  return {
    id: createHash("sha256").update(`${appRoleId}${principalId}`).digest("base64url").slice(0, 43),
    deletedDateTime: null,
    appRoleId,
    createdDateTime,
    principalDisplayName: principal.name,
    principalId,
    principalType: "ServicePrincipal",
    resourceDisplayName: "Microsoft Graph",
    resourceId: guid("servicePrincipal", 900),
  };
}
