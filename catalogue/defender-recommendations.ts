import type { Severity } from "./severity";

/** A recommendation of Defender for Cloud that bears on who can create compute. */
export interface DefenderRecommendation {
  /** Names of the assessment in ARM, in lower case: the one of today first, then those it had before. */
  readonly keys: readonly string[];
  /** What is wrong where it is unhealthy; it completes "Defender for Cloud says that …". */
  readonly unhealthy: string;
  readonly severity: Severity;
}

type Row = readonly [severity: Severity, unhealthy: string, ...keys: readonly string[]];

/**
 * Those on accounts that write on Azure resources, or own them; who only reads creates nothing. Microsoft gave five of them
 * another key in 2026, and a subscription may have either. Those on plans and contacts are judged by what is set itself.
 * Sources: MicrosoftDocs/azure-security-docs, "What's new in Defender for Cloud" (identity recommendations V2, 2023) and
 * "Transition from grouped to individual recommendations" (2026-06-29); Azure/azure-policy, ASC_DesignateLessThanXOwners.
 */
const rows: readonly Row[] = [
  ["medium", "accounts that own resources sign in without MFA", "6240402e-f77c-46fa-9060-a7ce53997754"],
  ["medium", "accounts that may write on resources sign in without MFA", "c0cb17b2-0607-48a7-b0e0-903ed22de39b"],
  ["low", "guests own resources", "f2864482-b329-4310-8c06-3cf74fe880c5", "20606e75-05c4-48c0-9d97-add6daa2109a"],
  [
    "low",
    "guests may write on resources",
    "009678ce-adce-4c94-9cc8-cfc2bd0c6a06",
    "0354476c-a12a-4fcc-a79d-f0ab7ffffdbb",
  ],
  [
    "low",
    "accounts that are blocked own resources",
    "a4899b81-b689-4e0d-aa29-45983ab8b7fc",
    "050ac097-3dda-4d24-ab6d-82568e7a50cf",
  ],
  [
    "low",
    "accounts that are blocked may read and write",
    "9b4f4dd4-24fc-42ba-9978-2a1cf575d36d",
    "1ff0b4c9-ed56-4de6-be9c-d7ab39645926",
  ],
  ["low", "there are more than three owners", "6f90a6d6-d4d6-0794-0ec1-98fa77878c2e"],
];

/** The nearest to an attack first. */
export const defenderRecommendations: readonly DefenderRecommendation[] = rows.map(
  ([severity, unhealthy, ...keys]) => ({
    keys,
    unhealthy,
    severity,
  }),
);

/** A recommendation by any of its keys, in lower case. */
export const recommendationOf: ReadonlyMap<string, DefenderRecommendation> = new Map(
  defenderRecommendations.flatMap(recommendation => recommendation.keys.map(key => [key, recommendation] as const)),
);
