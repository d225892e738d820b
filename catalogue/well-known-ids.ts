/**
 * Ids that are the same in every tenant of the public cloud.
 * Sources: Microsoft Learn, "Azure built-in roles", "Application IDs of commonly used Microsoft applications" and
 * "Azure Policy built-in policy definitions".
 */

/** Built-in roles of Azure, by the GUID at the end of their definition's id. */
export const azureRoles = {
  acrPull: "7f951dda-4ed3-4680-a7ca-43fe172d538d",
  contributor: "b24988ac-6180-42a0-ab88-20f7382dd24c",
  owner: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
  reader: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
  storageBlobDataContributor: "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
  storageBlobDataReader: "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
  userAccessAdministrator: "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
} as const;

/** Applications of Microsoft, by their application (client) id. */
export const microsoftApps = {
  /** Windows Azure Service Management API: portal, CLI, PowerShell and REST alike sign in to it. */
  azureManagement: "797f4846-ba00-4fd7-ba43-dac1f8f63013",
  /** Azure Government Cloud Management API, which is signed in to instead there. */
  azureGovernmentManagement: "40a69793-8fe6-4db1-9591-dbc5c57b17d8",
  graph: "00000003-0000-0000-c000-000000000000",
} as const;

/** Built-in definitions of Azure Policy that can refuse compute, by the GUID at the end of their id. */
export const policyDefinitions = {
  allowedVirtualMachineSizes: "cccc23c7-8427-4f53-ad12-b6a63eb452b3",
  allowedLocations: "e56962a6-4747-49cd-b67b-bf8b01975c4c",
  allowedLocationsForResourceGroups: "e765b5de-1225-4ba3-bd56-1ac6695af988",
  allowedResourceTypes: "a08ec900-254a-4555-9bf5-e42af04b5c5c",
  notAllowedResourceTypes: "6c112d4e-5bc7-47ae-a041-ea2d9dccd749",
} as const;
