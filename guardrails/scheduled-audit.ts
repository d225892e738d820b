import { Job, ManagedEnvironment } from "@pulumi/azure-native/app";
import type { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity";
import type { Subnet } from "@pulumi/azure-native/network";
import type { ResourceGroup } from "@pulumi/azure-native/resources";
import type { Output } from "@pulumi/pulumi";
import type { Settings } from "./settings";
import { tags } from "./tags";

const consumption = "Consumption";
/** Seconds after which an audit is ended. */
const longest = 4 * 60 * 60;

/** What the job runs. The report is the result: findings do not fail it, a report that could not be stored does. */
export const auditArguments = <T>(container: T): (string | T)[] => [
  "audit",
  "--format",
  "html,json,sarif,csv",
  "--out",
  "/tmp/report",
  "--store",
  container,
  "--fail-on",
  "none",
];

/** Runs the audit again and again, on machines that nobody can reach from outside. */
export function scheduledAudit(
  { image, schedule }: Settings,
  group: ResourceGroup,
  subnet: Subnet,
  identity: UserAssignedIdentity,
  reports: Output<string>,
): Job {
  const place = { resourceGroupName: group.name, location: group.location, tags };
  const environment = new ManagedEnvironment("audit", {
    ...place,
    vnetConfiguration: { infrastructureSubnetId: subnet.id, internal: true },
    workloadProfiles: [{ name: consumption, workloadProfileType: consumption }],
    // where the log goes from there is up to the environment's diagnostic settings
    appLogsConfiguration: { destination: "azure-monitor" },
  });
  const [registry = ""] = image.split("/");
  return new Job("audit", {
    ...place,
    environmentId: environment.id,
    workloadProfileName: consumption,
    identity: { type: "UserAssigned", userAssignedIdentities: [identity.id] },
    configuration: {
      triggerType: "Schedule",
      scheduleTriggerConfig: { cronExpression: schedule, parallelism: 1, replicaCompletionCount: 1 },
      replicaTimeout: longest,
      replicaRetryLimit: 1,
      ...(registry.endsWith(".azurecr.io") && { registries: [{ server: registry, identity: identity.id }] }),
    },
    template: {
      containers: [
        {
          name: "audit",
          image,
          args: auditArguments(reports),
          // which of the identities DefaultAzureCredential takes
          env: [{ name: "AZURE_CLIENT_ID", value: identity.clientId }],
          resources: { cpu: 1, memory: "2Gi" },
        },
      ],
    },
  });
}
