/** Ids of the story: zero-padded GUIDs whose fourth block says what they are. */

const kinds = {
  tenant: "00ff",
  user: "0001",
  group: "0002",
  application: "0003",
  servicePrincipal: "0004",
  subscription: "0005",
  appId: "0006",
  assignment: "0007",
  customRole: "0008",
  policy: "0009",
  event: "000a",
  instance: "000b",
  directoryRole: "000c",
  credential: "000d",
  sku: "000e",
  other: "000f",
} as const;

export function guid(kind: keyof typeof kinds, number: number): string {
  return `00000000-0000-0000-${kinds[kind]}-${String(number).padStart(12, "0")}`;
}

export const tenantId = guid("tenant", 1);

/** The four subscriptions that the story speaks of. */
export const subscriptions = {
  production: guid("subscription", 1),
  development: guid("subscription", 2),
  data: guid("subscription", 3),
  sandbox: guid("subscription", 4),
} as const;

/** Subscriptions that are there no more: one is gone, and one was cancelled. */
export const formerSubscriptions = { gone: guid("subscription", 901), cancelled: guid("subscription", 902) } as const;

/** The subscription of the decoy, which nobody uses. */
export const decoySubscription = guid("subscription", 5);

export const managementGroups = { root: tenantId, landingZones: "contoso-landing-zones" } as const;

export const scopes = {
  root: "/",
  rootGroup: `/providers/Microsoft.Management/managementGroups/${tenantId}`,
  landingZones: "/providers/Microsoft.Management/managementGroups/contoso-landing-zones",
  production: `/subscriptions/${subscriptions.production}`,
  development: `/subscriptions/${subscriptions.development}`,
  data: `/subscriptions/${subscriptions.data}`,
  sandbox: `/subscriptions/${subscriptions.sandbox}`,
  decoy: `/subscriptions/${decoySubscription}`,
} as const;

/** The application whose tokens Azure Resource Manager takes. */
export const azureManagementApp = "797f4846-ba00-4fd7-ba43-dac1f8f63013";
/** The same in US Government. */
export const azureGovernmentManagementApp = "40a69793-8fe6-4db1-9591-dbc5c57b17d8";

export const entraRoles = {
  globalAdministrator: "62e90394-69f5-4237-9190-012177145e10",
  globalReader: "f2ef992c-3afb-46b9-b7cf-a126ee74c451",
  userAdministrator: "fe930be7-5e62-47db-91af-98c3a49a38b1",
  applicationAdministrator: "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3",
  domainNameAdministrator: "8329153b-31d0-4727-b945-745eb3bc5f31",
} as const;
