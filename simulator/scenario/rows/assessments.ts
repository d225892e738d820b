import type { Row } from "../../json";

/** Recommendations of Defender for Cloud on the accounts of a subscription, by the names that their assessments have now. */
export const recommendations = {
  ownersWithoutMfa: [
    "6240402e-f77c-46fa-9060-a7ce53997754",
    "Accounts with owner permissions on Azure resources should be MFA enabled",
  ],
  writersWithoutMfa: [
    "c0cb17b2-0607-48a7-b0e0-903ed22de39b",
    "Accounts with write permissions on Azure resources should be MFA enabled",
  ],
  guestOwners: [
    "f2864482-b329-4310-8c06-3cf74fe880c5",
    "Guest accounts with owner permissions on Azure resources should be removed",
  ],
  guestWriters: [
    "009678ce-adce-4c94-9cc8-cfc2bd0c6a06",
    "Guest accounts with write permissions on Azure resources should be removed",
  ],
  fewOwners: ["6f90a6d6-d4d6-0794-0ec1-98fa77878c2e", "A maximum of 3 owners should be designated for subscriptions"],
  contact: [
    "00000000-0000-0000-0000-000000000166",
    "Subscriptions should have a contact email address for security issues",
  ],
} as const satisfies Record<string, readonly [key: string, title: string]>;

/** What a recommendation says of a subscription. */
export function assessment(
  scope: string,
  [key, displayName]: (typeof recommendations)[keyof typeof recommendations],
  status: Row = { code: "Healthy" },
): Row {
  return {
    id: `${scope}/providers/Microsoft.Security/assessments/${key}`,
    name: key,
    type: "Microsoft.Security/assessments",
    properties: {
      resourceDetails: { Source: "Azure", Id: scope },
      displayName,
      status,
      additionalData: {},
    },
  };
}

/** All of them, healthy. */
export const healthyAssessments = (scope: string): readonly Row[] =>
  Object.values(recommendations).map(each => assessment(scope, each));
