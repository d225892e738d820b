import { fits } from "../../../catalogue/wildcard";
import type { Cloud } from "../../azure/endpoints";

/**
 * What a right to read gives away that the audit does not look at: keys, tokens, what people and machines have written.
 * `Microsoft.Web/*` with `/read` behind it is one such right; a person who makes a role of it hands out every function's master key.
 * Sources: Microsoft Learn, "Azure permissions" (articles/role-based-access-control/permissions of MicrosoftDocs/azure-docs), and
 * the actions that the 928 built-in roles name (iann0036/iam-dataset @2073fa5, 2026-08-22).
 */
export interface KeptOut {
  /** As a role names it; a `*` stands for any letters. */
  readonly action: string;
  /** Completes "it would give away …". */
  readonly gives: string;
  /** Clouds in which the action is known to exist; all, where it is left out. A role that names an unknown one is refused whole. */
  readonly only?: readonly Cloud[];
}

const site = "Microsoft.Web/sites";
const ml = "Microsoft.MachineLearningServices/workspaces";

export const keptOut: readonly KeptOut[] = [
  { action: `${site}/functions/*/read`, gives: "the master key and the admin token of function apps" },
  { action: `${site}/slots/functions/*/read`, gives: "the keys of a function app's slots" },
  { action: `${site}/hostruntime/*/read`, gives: "the master key of function apps, and what workflows have run with" },
  { action: `${site}/config/*/read`, gives: "settings and connection strings of web apps" },
  { action: "Microsoft.ContainerRegistry/registries/pull/read", gives: "every image of a registry" },
  { action: "Microsoft.ContainerRegistry/registries/quarantine/read", gives: "images that are held back" },
  { action: "Microsoft.ContainerRegistry/registries/tokens/read", gives: "the access tokens of a registry" },
  { action: "Microsoft.Insights/logs/*/read", gives: "the logs of resources, whichever workspace they lie in" },
  { action: "Microsoft.Insights/logs/read", gives: "the logs of resources, whichever workspace they lie in" },
  { action: "Microsoft.Insights/generateLiveToken/read", gives: "tokens for the live metrics of applications" },
  { action: "Microsoft.Insights/actionGroups/read", gives: "the addresses and webhooks that alerts go to" },
  { action: "Microsoft.OperationalInsights/workspaces/query/*/read", gives: "the logs of workspaces" },
  { action: "Microsoft.OperationalInsights/workspaces/sharedKeys/read", gives: "the keys of log workspaces" },
  { action: "Microsoft.DataFactory/factories/getDataPlaneAccess/read", gives: "access to what data factories process" },
  { action: "Microsoft.RecoveryServices/Vaults/vaultTokens/read", gives: "tokens for the content of backup vaults" },
  { action: "Microsoft.RecoveryServices/Vaults/tokenInfo/read", gives: "tokens for the content of backup vaults" },
  {
    action: "Microsoft.ContainerInstance/containerGroups/containers/*/read",
    gives: "the logs of containers",
  },
  {
    action: "Microsoft.ContainerService/managedClusters/accessProfiles/read",
    gives: "access profiles of clusters, which hold the credentials of their administrators in old versions of the API",
  },
  {
    action: "Microsoft.ContainerService/managedClusters/commandResults/read",
    gives: "what commands that somebody ran in a cluster have printed",
  },
  { action: "Microsoft.DevTestLab/labs/users/secrets/read", gives: "the secrets of a lab's users" },
  { action: "Microsoft.DocumentDB/databaseAccounts/*/read", gives: "the read-only keys of Cosmos DB" },
  { action: "Microsoft.HDInsight/clusters/configurations/read", gives: "the passwords and keys of HDInsight clusters" },
  { action: `${ml}/metadata/*/read`, gives: "secrets and artifacts of machine learning workspaces" },
  { action: `${ml}/datasets/*/read`, gives: "rows of the data that models learn from" },
  { action: `${ml}/evaluations/*/read`, gives: "what models have answered", only: ["AzurePublicCloud"] },
  { action: `${ml}/simulations/*/read`, gives: "what models have answered", only: ["AzurePublicCloud"] },
];

/**
 * Providers whose reads are named one by one, with why all of them would be too much. Their types are old, and known in every
 * cloud; of a provider whose types are new, all reads are asked for and what is kept out is taken away again.
 */
const oneByOne: ReadonlyMap<string, string> = new Map([
  ["microsoft.containerregistry", "images"],
  ["microsoft.datafactory", "access to the data"],
  ["microsoft.insights", "every log"],
  ["microsoft.recoveryservices", "vault tokens, and what was backed up"],
  ["microsoft.web", "keys, settings and logs of every app"],
]);

const providerOf = (type: string): string => type.split("/")[0] ?? type;

/**
 * The rights to read these types. They are asked for a provider at a time: Azure refuses a custom role that names an operation
 * that it does not list, and not every type of the table has one by its own name in every cloud. A wildcard passes where any
 * operation fits it.
 */
export const readsOf = (types: readonly string[]): readonly string[] => [
  ...new Map(
    types
      .map(type => (oneByOne.has(providerOf(type).toLowerCase()) ? `${type}/read` : `${providerOf(type)}/*/read`))
      .map(action => [action.toLowerCase(), action]),
  ).values(),
];

/** What has to be taken away again from a role with these actions, in the order of the table. */
export const takenAway = (actions: readonly string[], cloud: Cloud): readonly KeptOut[] =>
  keptOut.filter(
    ({ action, only }) =>
      (only?.includes(cloud) ?? true) &&
      // a star of the narrower pattern is read by the wider one as any other letter
      actions.some(given => fits(given.toLowerCase(), action.toLowerCase(), "segments")),
  );
