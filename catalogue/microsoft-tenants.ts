/**
 * Tenants in which Microsoft registers the applications of its own services: not somebody else's. Source: Microsoft Learn,
 * "Verify first-party Microsoft applications in sign-in reports" (appOwnerOrganizationId).
 */
export const microsoftTenants: readonly string[] = [
  "f8cdef31-a31e-4b4a-93e4-5f571e91255a", // Microsoft Services
  "72f988bf-86f1-41af-91ab-2d7cd011db47", // Microsoft
];
