import { Job, type JobArgs, ManagedEnvironment } from "@pulumi/azure-native/app";
import type { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity";
import type { Subnet } from "@pulumi/azure-native/network";
import type { ResourceGroup } from "@pulumi/azure-native/resources";
import type { Output } from "@pulumi/pulumi";
import type { Estate } from "../catalogue/estate";
import type { Cloud } from "../posture/azure/endpoints";
import { estateMount, type StackDecoy } from "./estate-mount";
import type { ImagePull } from "./image-pull";
import type { Settings } from "./settings";
import { tags } from "./tags";

const consumption = "Consumption";
/** Hours after which an audit ends by itself, with a report of what it has read by then. */
const timeoutHours = 3;
/** Hours after which Container Apps ends it, whatever it does: judging, storing and telling come after the reading. */
const longestHours = timeoutHours + 1;

/** What the job runs. The report is the result: findings do not fail it, a report that could not be stored does. */
export const auditArguments = <T>(container: T, cloud: Cloud = "AzurePublicCloud"): (string | T)[] => [
  "audit",
  "--format",
  "html,json,sarif,csv",
  "--out",
  "/tmp/report",
  "--store",
  container,
  "--since-last",
  "--fail-on",
  "none",
  "--timeout",
  `${timeoutHours}h`,
  ...(cloud === "AzurePublicCloud" ? [] : ["--cloud", cloud]),
];

/** What stands around the job. */
export interface Surroundings {
  readonly subnet: Subnet;
  /** Whom the audit runs as. */
  readonly identity: UserAssignedIdentity;
  /** Who pulls its image; undefined, where everybody may. */
  readonly pull: ImagePull | undefined;
  /** The address of the container that takes the reports. */
  readonly reports: Output<string>;
  /** What the audit judges by. */
  readonly estate: Estate;
  readonly decoy?: StackDecoy;
}

/** Runs the audit again and again, on machines that nobody can reach from outside. */
export function scheduledAudit(
  { image, schedule, cloud, notify }: Settings,
  group: ResourceGroup,
  { subnet, identity, pull, reports, estate, decoy }: Surroundings,
): Job {
  const place = { resourceGroupName: group.name, location: group.location, tags };
  const environment = new ManagedEnvironment("audit", {
    ...place,
    vnetConfiguration: { infrastructureSubnetId: subnet.id, internal: true },
    workloadProfiles: [{ name: consumption, workloadProfileType: consumption }],
    // where the log goes from there is up to the environment's diagnostic settings
    appLogsConfiguration: { destination: "azure-monitor" },
  });
  const mount = estateMount(estate, decoy);
  const job: JobArgs = {
    ...place,
    environmentId: environment.id,
    workloadProfileName: consumption,
    identity: {
      type: "UserAssigned",
      userAssignedIdentities: [identity.id, ...(pull ? [pull.identity.id] : [])],
    },
    configuration: {
      triggerType: "Schedule",
      scheduleTriggerConfig: { cronExpression: schedule, parallelism: 1, replicaCompletionCount: 1 },
      replicaTimeout: longestHours * 60 * 60,
      replicaRetryLimit: 1,
      secrets: mount.secrets,
      ...(pull && { registries: [{ server: pull.server, identity: pull.identity.id }] }),
    },
    template: {
      containers: [
        {
          name: "audit",
          image,
          args: [...auditArguments(reports, cloud), ...mount.arguments],
          // which of the identities DefaultAzureCredential takes
          env: [
            { name: "AZURE_CLIENT_ID", value: identity.clientId },
            // the address of a vault's secret, which is none itself
            ...(notify ? [{ name: "COMPUTEGUARD_NOTIFY", value: notify }] : []),
          ],
          // of the Consumption profile: it gives 2 GiB with each processor, and a large tenant needs the memory
          resources: { cpu: 2, memory: "4Gi" },
          volumeMounts: mount.volumeMounts,
        },
      ],
      volumes: mount.volumes,
    },
  };
  // Container Apps looks for the image when the job is made
  return new Job("audit", job, { dependsOn: pull ? [pull.grant] : [] });
}
