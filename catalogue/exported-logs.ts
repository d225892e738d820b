/** A log that has to be kept outside the place where it is written, so that it can be searched and outlives it. */
export interface ExportedLog {
  /** The category of a diagnostic setting. */
  readonly category: string;
  /** The table of a Log Analytics workspace that gets it. */
  readonly table: string;
  /** What stands in it, for people. */
  readonly holds: string;
}

/** Categories of the activity log in which the acts of an attack stand. Source: Microsoft Learn, "Azure activity log event schema". */
export const activityLogs: readonly ExportedLog[] = [
  {
    category: "Administrative",
    table: "AzureActivity",
    holds: "who created compute, raised quota, granted roles or ran commands",
  },
  { category: "Security", table: "AzureActivity", holds: "the transfer of a subscription, and alerts of Defender" },
  { category: "Policy", table: "AzureActivity", holds: "what Azure Policy refused" },
];

/** Logs of Entra in which the way in stands. Source: Microsoft Learn, "Microsoft Entra activity log integration options". */
export const entraLogs: readonly ExportedLog[] = [
  {
    category: "AuditLogs",
    table: "AuditLogs",
    holds: "elevated access, consent, new credentials, changed MFA methods",
  },
  { category: "SignInLogs", table: "SigninLogs", holds: "sign-ins of people" },
  {
    category: "NonInteractiveUserSignInLogs",
    table: "AADNonInteractiveUserSignInLogs",
    holds: "tokens that were used again: most of what a stolen session does",
  },
  {
    category: "ServicePrincipalSignInLogs",
    table: "AADServicePrincipalSignInLogs",
    holds: "sign-ins of applications with a secret or certificate",
  },
  {
    category: "ManagedIdentitySignInLogs",
    table: "AADManagedIdentitySignInLogs",
    holds: "sign-ins of managed identities from a machine",
  },
];
