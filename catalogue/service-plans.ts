/**
 * Service plans of licences that tell of daily work: a mailbox, or Office. Plans of Exchange that are no mailbox
 * (EXCHANGE_S_FOUNDATION, which comes along with Entra ID P2; archives, analytics) are not among them.
 * Source: Microsoft Learn, "Product names and service plan identifiers for licensing".
 */

/** By service plan id. */
export const mailboxPlans: ReadonlyMap<string, string> = new Map([
  ["9aaf7827-d63c-4b61-89c3-182f06f82e5c", "EXCHANGE_S_STANDARD"],
  ["efb87545-963c-4e0d-99df-69c6916d9eb0", "EXCHANGE_S_ENTERPRISE"],
  ["4a82b400-a79f-41a4-b4e2-e94f5787b113", "EXCHANGE_S_DESKLESS"],
  ["1126bef5-da20-4f07-b45e-ad25d2581aa8", "EXCHANGE_S_ESSENTIALS"],
  ["fc52cc4b-ed7d-472d-bbe7-b081c23ecc56", "EXCHANGE_S_STANDARD_MIDMARKET"],
  ["d42bdbd6-c335-4231-ab3d-c8f348d5aff5", "EXCHANGE_L_STANDARD"],
  ["90927877-dcff-4af6-b346-2332c0b15bb7", "EXCHANGE_B_STANDARD"],
  ["e9b4930a-925f-45e2-ac2a-3f7788ca6fdd", "EXCHANGE_S_STANDARD_GOV"],
  ["8c3069c0-ccdb-44be-ab77-986203a67df2", "EXCHANGE_S_ENTERPRISE_GOV"],
]);

/** The service to which the apps of Office belong, as `assignedPlan` of Microsoft Graph names it. */
export const officeService = "MicrosoftOffice";
