import { az } from "../cures/command";
import { computeOperations } from "../signals/bodies";
import { type Incident, subscriptionName } from "./incident";
import type { Step } from "./step";

/**
 * "Not allowed resource types", version 2.0.0 (Azure/azure-policy, built-in-policies/policyDefinitions/General/InvalidResourceTypes_Deny.json):
 * its effect is Deny unless a parameter says otherwise.
 */
const notAllowedTypes = "/providers/Microsoft.Authorization/policyDefinitions/6c112d4e-5bc7-47ae-a041-ea2d9dccd749";
const assignment = "computeguard-no-new-compute";

/** Every type in which machines are created, of the services that the signals watch. Azure compares types in any letter case. */
const types: readonly string[] = computeOperations
  .map(({ operation }) => operation)
  .filter(operation => operation.endsWith("/write"))
  .map(operation => operation.replace(/\/write$/, ""));

const parameters = JSON.stringify({ listOfResourceTypesNotAllowed: { value: types } });

/** Azure itself refuses, whoever asks and with whatever right. */
export const denyCreation = (incident: Incident): Step => ({
  title: "Deny the creation of compute by policy",
  why: "Azure Policy refuses in the whole subscription, whoever asks. It refuses changes of what exists, too, so scale sets of your own cannot grow while it stands; it does not reach what is created past Resource Manager, as pools of Batch with an account's key. It takes some minutes to work; delete the assignment when you are done.",
  items: incident.subscriptions.map(id => {
    const scope = `/subscriptions/${id}`;
    return {
      does: "Refuse new compute in",
      name: subscriptionName(incident, id),
      lines: [`to end it: ${az`policy assignment delete --name ${assignment} --scope ${scope}`.line}`],
      commands: [
        az`policy assignment create --name ${assignment} --policy ${notAllowedTypes} --scope ${scope} --params ${parameters}`,
      ],
    };
  }),
});
