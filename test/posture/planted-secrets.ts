import { computeTypes } from "../../compute/types";
import type { Tree } from "../../compute/value";
import { firstArmPathsOf } from "../compute/row-paths";
import { laid, stepsOf, treeWith } from "./path-trees";

/** A secret in every place of Azure in which people keep secrets: none may stand in what is saved or printed. */

let made = 0;

/** How many secrets were made so far. */
export const planted = (): number => made;

export const secret = (): string => `s3cr3t-${String(++made).padStart(4, "0")}-hunter2`;
export const secretForm = /s3cr3t-\d{4}-hunter2/g;

const compute = "Microsoft.Compute";
/** A resource of each type with all its secrets, in the form of ARM. */
export const arm: readonly (readonly [type: string, body: () => object])[] = [
  [
    `${compute}/virtualMachines`,
    () => ({
      tags: { owner: secret(), "deploy-token": secret(), note: `key ${secret()}` },
      kind: secret(),
      plan: { name: "plan", promotionCode: secret() },
      properties: {
        hardwareProfile: { vmSize: "Standard_D2s_v5" },
        userData: Buffer.from(`export KEY=${secret()}`).toString(),
        osProfile: {
          computerName: secret(),
          adminUsername: secret(),
          adminPassword: secret(),
          customData: `#!/bin/sh\nexport TOKEN=${secret()}\n./xmrig -o pool.supportxmr.com:3333 -u ${secret()}`,
          secrets: [{ sourceVault: { id: secret() }, vaultCertificates: [{ certificateUrl: secret() }] }],
          linuxConfiguration: { ssh: { publicKeys: [{ path: "/x", keyData: secret() }] } },
          windowsConfiguration: {
            additionalUnattendContent: [{ settingName: "AutoLogon", content: `<Password>${secret()}</Password>` }],
            winRM: { listeners: [{ protocol: "Https", certificateUrl: secret() }] },
          },
        },
        storageProfile: { osDisk: { vhd: { uri: `https://contoso.blob.core.windows.net/v/d.vhd?sig=${secret()}` } } },
        diagnosticsProfile: { bootDiagnostics: { storageUri: `https://x.blob.core.windows.net/?sig=${secret()}` } },
        applicationProfile: {
          galleryApplications: [{ packageReferenceId: "/x", configurationReference: `https://x/c?sig=${secret()}` }],
        },
        extended: { instanceView: { computerName: secret(), statuses: [{ message: secret() }] } },
      },
    }),
  ],
  [
    `${compute}/virtualMachines/extensions`,
    () => ({
      properties: {
        publisher: "Microsoft.Azure.Extensions",
        type: "CustomScript",
        settings: {
          commandToExecute: `deploy --password ${secret()}`,
          fileUris: [`https://contoso.blob.core.windows.net/s/run.sh?sig=${secret()}`, `https://u:${secret()}@x/y.sh`],
          managedIdentity: { clientId: secret() },
          nested: { deep: [{ anything: secret() }] },
          [`https://u:${secret()}@x`]: { [secret()]: 1, list: [{ [secret()]: secret() }] },
        },
        protectedSettings: { commandToExecute: secret(), storageAccountKey: secret(), script: secret() },
        protectedSettingsFromKeyVault: { secretUrl: `https://v.vault.azure.net/secrets/${secret()}` },
        forceUpdateTag: secret(),
        instanceView: { statuses: [{ message: secret() }], substatuses: [{ message: secret() }] },
      },
    }),
  ],
  [
    `${compute}/virtualMachines/runCommands`,
    () => ({
      properties: {
        source: { script: `curl -H 'Authorization: Bearer ${secret()}' x`, scriptUri: `https://x/s?sig=${secret()}` },
        parameters: [{ name: "a", value: secret() }],
        protectedParameters: [{ name: "b", value: secret() }],
        runAsUser: secret(),
        runAsPassword: secret(),
        outputBlobUri: `https://x/o?sig=${secret()}`,
        errorBlobUri: `https://x/e?sig=${secret()}`,
        instanceView: { output: secret(), error: secret() },
      },
    }),
  ],
  [
    `${compute}/virtualMachineScaleSets`,
    () => ({
      sku: { name: "Standard_D2s_v5", capacity: 1, tier: secret() },
      properties: {
        virtualMachineProfile: {
          userData: secret(),
          osProfile: { adminPassword: secret(), customData: secret() },
          extensionProfile: {
            extensions: [
              {
                name: "x",
                properties: {
                  publisher: "p",
                  type: "t",
                  settings: { connectionString: `Endpoint=sb://x;SharedAccessKey=${secret()}` },
                  protectedSettings: { key: secret() },
                },
              },
            ],
          },
        },
      },
    }),
  ],
  [
    "Microsoft.ContainerInstance/containerGroups",
    () => ({
      properties: {
        containers: [
          {
            name: "a",
            properties: {
              image: "nginx:1",
              command: ["run", "--token", secret()],
              environmentVariables: [
                { name: "PLAIN", value: secret() },
                { name: "DB_PASSWORD", value: secret() },
                { name: "S", secureValue: secret() },
              ],
              livenessProbe: {
                exec: { command: ["check", secret()] },
                httpGet: { httpHeaders: [{ name: "Authorization", value: secret() }] },
              },
            },
          },
        ],
        initContainers: [{ name: "i", properties: { image: "x", command: [secret()] } }],
        imageRegistryCredentials: [{ server: "x", username: secret(), password: secret() }],
        volumes: [
          { name: "f", azureFile: { shareName: "s", storageAccountKey: secret() } },
          { name: "s", secret: { file: secret() } },
          { name: "g", gitRepo: { repository: `https://u:${secret()}@github.com/contoso/x.git` } },
        ],
        diagnostics: { logAnalytics: { workspaceId: "w", workspaceKey: secret() } },
      },
    }),
  ],
  [
    "Microsoft.App/containerApps",
    () => ({
      properties: {
        configuration: {
          secrets: [{ name: "one", value: secret() }],
          registries: [{ server: "x", passwordSecretRef: secret() }],
          dapr: { appId: secret() },
        },
        template: {
          containers: [
            {
              name: "a",
              image: "x:1",
              command: ["a", secret()],
              args: ["--key", secret()],
              env: [{ name: "ANY", value: secret() }],
            },
          ],
          scale: { rules: [{ name: "r", custom: { metadata: { connection: secret() } } }] },
        },
      },
    }),
  ],
  [
    "Microsoft.App/jobs",
    () => ({
      properties: { template: { containers: [{ name: "a", image: "x", env: [{ name: "E", value: secret() }] }] } },
    }),
  ],
  [
    "Microsoft.Web/serverfarms",
    () => ({
      sku: { name: "P1v3" },
      properties: {
        installScripts: [{ source: { sourceUri: `https://x/i.zip?sig=${secret()}` } }],
        freeOfferExpirationTime: secret(),
      },
    }),
  ],
  [
    "Microsoft.Batch/batchAccounts/pools",
    () => ({
      properties: {
        vmSize: "STANDARD_D2S_V5",
        scaleSettings: {
          autoScale: {
            formula: `/* ${secret()} */ name = "${secret()}"; $TargetDedicatedNodes = min(4, $ActiveTasks); // ${secret()}`,
          },
        },
        startTask: {
          commandLine: `/bin/sh -c 'login ${secret()}'`,
          environmentSettings: [{ name: "K", value: secret() }],
          resourceFiles: [{ httpUrl: `https://x/f?sig=${secret()}`, filePath: "f" }],
          containerSettings: {
            imageName: "x",
            containerRunOptions: `-e T=${secret()}`,
            registry: { password: secret() },
          },
        },
        userAccounts: [{ name: "u", password: secret(), linuxUserConfiguration: { sshPrivateKey: secret() } }],
        metadata: [{ name: "m", value: secret() }],
        mountConfiguration: [{ azureBlobFileSystemConfiguration: { accountKey: secret(), sasKey: secret() } }],
        certificates: [{ id: secret() }],
        deploymentConfiguration: {
          virtualMachineConfiguration: {
            containerConfiguration: { containerRegistries: [{ password: secret(), userName: secret() }] },
            extensions: [
              { name: "e", publisher: "p", type: "t", settings: { a: secret() }, protectedSettings: { b: secret() } },
            ],
          },
        },
      },
    }),
  ],
  [
    "Microsoft.MachineLearningServices/workspaces/computes",
    () => ({
      properties: {
        computeType: "ComputeInstance",
        description: secret(),
        properties: {
          vmSize: "STANDARD_D2S_V5",
          userAccountCredentials: { adminUserName: "a", adminUserPassword: secret(), adminUserSshPublicKey: secret() },
          setupScripts: {
            scripts: {
              creationScript: { scriptData: secret(), scriptArguments: secret() },
              startupScript: { scriptData: secret(), scriptArguments: secret() },
            },
          },
          customServices: [
            { name: "s", image: { reference: "x" }, environmentVariables: { A: { type: "local", value: secret() } } },
          ],
        },
      },
    }),
  ],
  [
    "Microsoft.MachineLearningServices/workspaces/jobs",
    () => ({
      properties: {
        status: "Running",
        jobType: "Command",
        command: `python train.py --key ${secret()}`,
        description: secret(),
        environmentVariables: { WANDB_API_KEY: secret(), [secret()]: "1" },
        inputs: { data: { value: secret() } },
        properties: { note: secret() },
        resources: { instanceType: "Standard_D2s_v5", dockerArgs: `-e A=${secret()}` },
        services: { ssh: { properties: { sshPublicKeys: secret() } } },
      },
    }),
  ],
  [
    "Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments",
    () => ({
      properties: {
        instanceType: "Standard_D2s_v5",
        environmentVariables: { TOKEN: secret(), [secret()]: "1" },
        properties: { a: secret() },
      },
    }),
  ],
  [
    "Microsoft.DataFactory/factories/integrationRuntimes",
    () => ({
      properties: {
        type: "Managed",
        description: secret(),
        typeProperties: {
          computeProperties: { nodeSize: "Standard_D2_v3", numberOfNodes: 1 },
          ssisProperties: {
            catalogInfo: { catalogAdminPassword: { type: "SecureString", value: secret() } },
            customSetupScriptProperties: {
              blobContainerUri: `https://x/c?sig=${secret()}`,
              sasToken: { type: "SecureString", value: secret() },
            },
            expressCustomSetupProperties: [
              {
                type: "CmdkeySetup",
                typeProperties: { targetName: "t", userName: "u", password: { type: "SecureString", value: secret() } },
              },
              { type: "EnvironmentVariableSetup", typeProperties: { variableName: "V", variableValue: secret() } },
            ],
          },
        },
      },
    }),
  ],
  [
    "Microsoft.DataFactory/factories/linkedservices",
    () => ({
      properties: {
        type: "HDInsightOnDemand",
        annotations: [secret()],
        parameters: { p: { type: "String", defaultValue: secret() } },
        connectVia: { parameters: { q: secret() } },
        typeProperties: {
          clusterSize: 2,
          connectionString: `Server=x;Password=${secret()}`,
          servicePrincipalKey: { type: "SecureString", value: secret() },
          clusterPassword: { type: "SecureString", value: secret() },
          encryptedCredential: secret(),
          sasUri: `https://x/?sig=${secret()}`,
        },
      },
    }),
  ],
  [
    "Microsoft.HDInsight/clusters",
    () => ({
      properties: {
        clusterDefinition: { configurations: { gateway: { "restAuthCredential.password": secret() } } },
        computeProfile: {
          roles: [
            {
              name: "workernode",
              targetInstanceCount: 1,
              hardwareProfile: { vmSize: "Standard_D3_V2" },
              osProfile: { linuxOperatingSystemProfile: { username: "u", password: secret() } },
              scriptActions: [{ name: "s", uri: `https://x/s.sh?sig=${secret()}`, parameters: `-p ${secret()}` }],
            },
          ],
        },
        storageProfile: { storageaccounts: [{ name: "s", key: secret() }] },
      },
    }),
  ],
  [
    "Microsoft.VirtualMachineImages/imageTemplates",
    () => ({
      properties: {
        vmProfile: { vmSize: "Standard_D2s_v5" },
        customize: [
          { type: "Shell", inline: ["echo", secret()], scriptUri: `https://x/s?sig=${secret()}` },
          { type: "File", sourceUri: `https://x/f?sig=${secret()}`, destination: secret() },
        ],
        validate: { inVMValidations: [{ type: "Shell", inline: [secret()] }] },
        distribute: [{ type: "VHD", runOutputName: "o", artifactTags: { a: secret() } }],
      },
    }),
  ],
  [
    "Microsoft.ContainerService/managedClusters",
    () => ({
      tags: { pw: secret() },
      properties: {
        servicePrincipalProfile: { clientId: "c", secret: secret() },
        windowsProfile: { adminUsername: "a", adminPassword: secret() },
        aadProfile: { serverAppSecret: secret() },
        linuxProfile: { ssh: { publicKeys: [{ keyData: secret() }] } },
        agentPoolProfiles: [
          {
            name: "p",
            count: 1,
            vmSize: "Standard_D2s_v5",
            nodeLabels: { l: secret() },
            nodeTaints: [secret()],
            tags: { t: secret() },
          },
        ],
        addonProfiles: { omsagent: { enabled: true, config: { key: secret() } } },
        httpProxyConfig: { httpProxy: `http://u:${secret()}@proxy:3128`, trustedCa: secret() },
      },
    }),
  ],
  [
    "Microsoft.DevTestLab/labs/virtualMachines",
    () => ({
      properties: {
        size: "Standard_D2s_v5",
        password: secret(),
        sshKey: secret(),
        notes: secret(),
        artifacts: [{ artifactId: "/x", parameters: [{ name: "p", value: secret() }] }],
      },
    }),
  ],
  [
    "Microsoft.ServiceFabric/managedClusters/nodeTypes",
    () => ({
      properties: {
        vmSize: "Standard_D2s_v5",
        vmInstanceCount: 1,
        vmExtensions: [
          {
            name: "e",
            properties: { publisher: "p", type: "t", settings: { a: secret() }, protectedSettings: { b: secret() } },
          },
        ],
        vmSecrets: [{ vaultCertificates: [{ certificateUrl: secret() }] }],
        placementProperties: { p: secret() },
      },
    }),
  ],
];

/** A secret at every place where the row of a type knows a payload. */
function atEveryPayload(type: (typeof computeTypes)[number]): object {
  const named = (type.payloads ?? []).filter(({ kind }) => kind !== "image").flatMap(({ path }) => path);
  return firstArmPathsOf(type)
    .filter(path => named.includes(path))
    .reduce<Tree>((tree, path) => laid(tree, treeWith(stepsOf(path), secret())), {}) as object;
}

/** Those, and one of every type that has payloads. */
const wanted = (): readonly (readonly [type: string, body: object])[] => [
  ...arm.map(([type, body]) => [type, body()] as const),
  ...computeTypes
    .filter(({ requests, extensions }) => (requests ?? []).length + (extensions ?? []).length > 0)
    .map(type => [type.arm, atEveryPayload(type)] as const),
];
export const idOf = (subscription: string, type: string, n: number): string => {
  const [provider, ...parts] = type.split("/");
  return `/subscriptions/${subscription}/resourceGroups/rg/providers/${provider}/${parts.map(part => `${part}/n${n}`).join("/")}`;
};

/** As a list of resources has them. */
export const rowsIn = (subscription: string) =>
  wanted().map(([type, body], n) => ({
    id: idOf(subscription, type, n),
    name: `n${n}`,
    type: type.toLowerCase(),
    location: "westeurope",
    subscriptionId: subscription,
    ...body,
  }));
