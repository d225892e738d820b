import { applications, principalId } from "../cast";
import { decoySubscription, managementGroups, scopes } from "../ids";
import { roleAssignment } from "../rows/authorization";
import { application, password, servicePrincipal } from "../rows/directory";
import { plan } from "../rows/policies";
import type { Stage } from "../stage";
import { defenderPlans, subscriptionRow } from "./places";
import { addUsages, families, homeRegion, setUsage } from "./usages";
import { subscriptionAlerts, subscriptionBudget, subscriptionContact, subscriptionLog } from "./watch";

/**
 * The quiet twin Q99: a subscription that looks like a prize and in which nothing that computes can be created, and an
 * application whose secret lies where thieves look. It has idle GPUs, no Defender and a long-lived secret, as it is meant to.
 */
export function addDecoy({ arm, graph, ago }: Stage): void {
  const { bait } = applications;
  arm.subscriptions.push(subscriptionRow(decoySubscription, "Contoso GPU Lab"));
  addUsages(arm, decoySubscription, 0);
  setUsage(arm, decoySubscription, homeRegion, families.a100, 0, 96);
  for (const name of defenderPlans) arm.documents.push(plan(decoySubscription, name, false, ""));
  // it is watched like any other
  arm.documents.push(
    subscriptionLog(scopes.decoy),
    subscriptionContact(scopes.decoy),
    subscriptionBudget(scopes.decoy),
  );
  arm.resources.push(...subscriptionAlerts(scopes.decoy));
  const root = arm.managementGroups.findIndex(({ name }) => name === managementGroups.root);
  arm.managementGroups[root] = { ...arm.managementGroups[root]!, subscriptions: [decoySubscription] };
  const on = ago({ days: 200 });
  const secret = password(bait.number, "deploy", on, ago({ days: -900 }));
  graph.applications.push(application(bait.number, bait.name, on, [secret]));
  graph.servicePrincipals.push(servicePrincipal(bait.number, bait.name, "Application", on));
  arm.roleAssignments.push(
    roleAssignment({
      number: 299,
      scope: scopes.decoy,
      role: "b24988ac-6180-42a0-ab88-20f7382dd24c", // Contributor
      principal: principalId(bait),
      type: "ServicePrincipal",
      on,
    }),
  );
  arm.policyAssignments.push({
    id: `${scopes.decoy}/providers/Microsoft.Authorization/policyAssignments/nothing-here`,
    type: "Microsoft.Authorization/policyAssignments",
    name: "nothing-here",
    properties: {
      displayName: "Nothing is created here",
      // Allowed resource types
      policyDefinitionId: "/providers/Microsoft.Authorization/policyDefinitions/a08ec900-254a-4555-9bf5-e42af04b5c5c",
      scope: scopes.decoy,
      notScopes: [],
      enforcementMode: "Default",
      parameters: { listOfResourceTypesAllowed: { value: ["Microsoft.Resources/resourceGroups"] } },
    },
  });
}
