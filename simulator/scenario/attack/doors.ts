import { homeRegion } from "../baseline/usages";
import { roleIds } from "../built-in-roles";
import { applications, cast, idOf, principalId } from "../cast";
import { guid, scopes, subscriptions } from "../ids";
import { roleAssignment } from "../rows/authorization";
import { amlCluster, batchPool, resource, vault } from "../rows/compute";
import { application, servicePrincipal } from "../rows/directory";
import type { PlantedFault, Stage } from "../stage";

/** Services that work under an identity with rights of its own, and vaults with the credential of one; and who gets at them. */

interface Contributing {
  readonly who: { readonly number: number; readonly name: string };
  readonly scope: string;
  readonly assignment: number;
  /** The resource that it is the identity of. */
  readonly resource: string;
}

/** A managed identity that is Contributor on a subscription. */
function contribute({ graph, arm, ago }: Stage, { who, scope, assignment, resource }: Contributing): void {
  const on = ago({ days: 60 });
  const isOwn = resource.includes("/userAssignedIdentities/");
  graph.servicePrincipals.push({
    ...servicePrincipal(who.number, who.name, "ManagedIdentity", on),
    alternativeNames: [`isExplicit=${isOwn ? "True" : "False"}`, resource],
  });
  arm.roleAssignments.push(
    roleAssignment({
      number: assignment,
      scope,
      role: roleIds.contributor,
      principal: principalId(who),
      type: "ServicePrincipal",
      on,
    }),
  );
}

export const doorFaults: readonly PlantedFault[] = [
  {
    id: "P50",
    sentence:
      "Toni Berg holds Automation Contributor on resource group rg-shared of Contoso Development, where the Automation account aa-shared works under an identity that is Contributor on Contoso Development.",
    add: stage => {
      const { arm, ago } = stage;
      const account = resource(
        subscriptions.development,
        "rg-shared",
        "Microsoft.Automation/automationAccounts",
        applications.runbooks.name,
        homeRegion,
        {
          identity: { type: "SystemAssigned", principalId: principalId(applications.runbooks) },
          properties: { state: "Ok", sku: { name: "Basic" }, disableLocalAuth: true },
        },
      );
      arm.resources.push(account);
      contribute(stage, {
        who: applications.runbooks,
        scope: scopes.development,
        assignment: 250,
        resource: String(account.id),
      });
      arm.roleAssignments.push(
        roleAssignment({
          number: 251,
          scope: `${scopes.development}/resourceGroups/rg-shared`,
          role: roleIds.automationContributor,
          principal: idOf(cast.toni),
          on: ago({ days: 60 }),
        }),
      );
    },
  },
  {
    id: "P51",
    sentence:
      "Batch pool transcode of account batchreports in Contoso Data works under the managed identity id-batch, which is Contributor on Contoso Data.",
    add: stage => {
      const { data } = subscriptions;
      const { batch } = applications;
      const identity = `/subscriptions/${data}/resourcegroups/rg-data/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${batch.name}`;
      stage.arm.resources.push({
        ...batchPool(data, "rg-data", "batchreports", "transcode", "STANDARD_D2S_V5", 1),
        identity: {
          type: "UserAssigned",
          userAssignedIdentities: {
            [identity]: { principalId: principalId(batch), clientId: guid("appId", batch.number) },
          },
        },
      });
      contribute(stage, { who: batch, scope: scopes.data, assignment: 252, resource: identity });
    },
  },
  {
    id: "P52",
    sentence:
      "Cluster tune of machine learning workspace mlw-forecast in Contoso Data works under an identity that is Contributor on Contoso Data.",
    add: stage => {
      const cluster = amlCluster(
        subscriptions.data,
        "rg-data",
        "mlw-forecast",
        "tune",
        homeRegion,
        "STANDARD_D4S_V5",
        1,
      );
      stage.arm.resources.push({
        ...cluster,
        identity: { type: "SystemAssigned", principalId: principalId(applications.tuning) },
      });
      contribute(stage, {
        who: applications.tuning,
        scope: scopes.data,
        assignment: 253,
        resource: String(cluster.id),
      });
    },
  },
  {
    id: "P53",
    sentence:
      "A secret of the application contoso-packaging, which is Virtual Machine Contributor on Contoso Production, lies in key vault kv-release of that subscription; Harper Diaz may give herself a role that reads it.",
    add: ({ arm, graph, ago }) => {
      const { number, name } = applications.packaging;
      const on = ago({ days: 90 });
      graph.applications.push(application(number, name, on));
      graph.servicePrincipals.push(servicePrincipal(number, name, "Application", on));
      arm.resources.push(vault(subscriptions.production, "rg-web", "kv-release", homeRegion));
      arm.roleAssignments.push(
        roleAssignment({
          number: 254,
          scope: scopes.production,
          role: roleIds.virtualMachineContributor,
          principal: principalId(applications.packaging),
          type: "ServicePrincipal",
          on,
        }),
      );
    },
  },
];
