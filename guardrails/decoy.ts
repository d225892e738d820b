import { getClientConfigOutput, PolicyAssignment, RoleAssignment } from "@pulumi/azure-native/authorization";
import type { ActionGroup } from "@pulumi/azure-native/monitor";
import type { ResourceGroup } from "@pulumi/azure-native/resources";
import { Application } from "@pulumi/azuread/application";
import { ServicePrincipal } from "@pulumi/azuread/servicePrincipal";
import { log, RunError } from "@pulumi/pulumi";
import { azureRoles, policyDefinitions } from "../catalogue/well-known-ids";
import { computeTypes } from "../compute/types";
import { decoyInUse } from "./decoy-in-use";
import { builtInRoleId } from "./identity";
import { queryAlert } from "./log-alerts";
import { decoySignIns } from "./log-queries";
import type { Settings } from "./settings";

/** Every type that creates compute. The built-in policy passes over types without tags; those stand inside one that has some. */
export const refusedTypes: readonly string[] = [...new Set(computeTypes.map(({ arm }) => arm))].sort();

/**
 * An empty subscription in which nothing that computes can be created, and a service principal that is Contributor there and nowhere else.
 * Nobody uses it, so each sign-in of it, and each refused creation there, is an attack. It has no credential: a bait is
 * made by hand, so that no state and no pipeline holds it.
 * @returns the service principal, undefined where no subscription is named
 */
export function decoy(settings: Settings, group: ResourceGroup, receivers: ActionGroup): ServicePrincipal | undefined {
  const { workspace } = settings;
  if (settings.decoy === undefined) return undefined;
  const bait = settings.decoy;
  // the stack's own subscription is known only once the program runs, and everything of the decoy waits for that
  const scope = getClientConfigOutput().subscriptionId.apply(own => {
    if (own.toLowerCase() === bait) throw new RunError(decoyInUse(bait));
    return `/subscriptions/${bait}`;
  });
  new PolicyAssignment("decoy", {
    scope,
    policyAssignmentName: "computeguard-decoy",
    displayName: "Computeguard: nothing is created here",
    policyDefinitionId: `/providers/Microsoft.Authorization/policyDefinitions/${policyDefinitions.notAllowedResourceTypes}`,
    enforcementMode: "Default",
    parameters: { listOfResourceTypesNotAllowed: { value: refusedTypes }, effect: { value: "Deny" } },
  });
  // a name that promises something; who looks for the word decoy finds none
  const application = new Application("decoy", { displayName: "gpu-training-deploy", signInAudience: "AzureADMyOrg" });
  const principal = new ServicePrincipal("decoy", { clientId: application.clientId });
  new RoleAssignment("decoy", {
    scope,
    principalId: principal.objectId,
    principalType: "ServicePrincipal",
    roleDefinitionId: builtInRoleId(azureRoles.contributor),
  });
  if (workspace)
    queryAlert(
      "decoy-sign-in",
      {
        means: "Somebody signs in as the decoy, which nobody uses: its secret was stolen.",
        kql: application.clientId.apply(decoySignIns),
        workspace,
      },
      settings,
      group,
      receivers,
    );
  else void log.warn("computeguard:decoy without computeguard:workspace: nobody is told when somebody signs in as it");
  return principal;
}
