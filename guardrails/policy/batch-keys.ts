import { type Definition, ofType, some } from "./definition";

const accounts = "Microsoft.Batch/batchAccounts";
const modes = `${accounts}/allowedAuthenticationModes`;

/**
 * Pools that are made with an account's shared key go through Batch's own API, which Azure Policy never sees, and no identity stands
 * behind them. Without keys the API stays, and asks for a role. An account that says nothing of its modes takes keys. No rule of the
 * pack says this, so it only reports. After Microsoft's own "Batch accounts should have local authentication methods disabled".
 */
export const batchKeys: Definition = {
  rule: "batch-shared-key",
  title: "Batch accounts take no shared keys",
  description:
    "With a Batch account's key pools are created through Batch's own API, where no policy is evaluated and no identity is asked for.",
  message:
    "Batch accounts take no shared keys. Set allowedAuthenticationModes to AAD alone, and give roles to those who submit jobs.",
  reportsOnly: true,
  when: ofType(
    accounts,
    some(
      { field: modes, exists: false },
      { count: { field: `${modes}[*]`, where: { not: { field: `${modes}[*]`, equals: "AAD" } } }, greater: 0 },
    ),
  ),
};
