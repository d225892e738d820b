import type { Tree } from "../../compute/value";

const gpu = "Standard_NC24ads_A100_v4";

/** Resources of types without a request of their own that speak of machines: `[what, Pulumi's token or ARM's type, inputs]`. */
export const quiet: readonly (readonly [what: string, type: string, inputs: { [key: string]: Tree }])[] = [
  ["prose", "azure-native:contoso:Note", { description: gpu, notes: [gpu], comment: { text: "Standard_D2s_v5" } }],
  ["a sentence", "azure-native:contoso:Note", { question: `Which machines are of the size ${gpu}?`, vmSize: "" }],
  [
    "words that begin with GPU",
    "azure-native:contoso:Rig",
    { kind: "gpu-optimized", tier: "GPU_APPLICATION", of: "gpu_largest" },
  ],
  ["names", "azure-native:contoso:Rig", { resourceName: gpu, name: "nvidia-a100", poolName: gpu, displayName: gpu }],
  ["tags", "azure-native:contoso:Rig", { tags: { vmSize: gpu, gpu: "1", sku: "Standard_D2s_v5" } }],
  [
    "labels and annotations",
    "kubernetes:contoso.com/v1:Rig",
    { metadata: { labels: { gpu: "1", accelerator: "nvidia-tesla-t4" }, annotations: { "nvidia.com/gpu": "1" } } },
  ],
  ["outputs", "Contoso.New/rigs", { properties: { outputs: { size: gpu }, status: { gpuCount: 4 } } }],
  [
    "what is allowed",
    "Contoso.New/rules",
    { properties: { allowedValues: [gpu], allowedVmSizes: [gpu], listOfAllowedSKUs: { value: [gpu] } } },
  ],
  [
    "what is refused",
    "Contoso.New/rules",
    { properties: { deniedSizes: [gpu], excludedGpuTypes: ["A100"], vmSizesNotAllowed: [gpu] } },
  ],
  [
    "a selector of others",
    "kubernetes:contoso.com/v1:Rig",
    { spec: { match: [{ key: "instance-type", operator: "NotIn", values: [gpu] }] } },
  ],
  [
    "selectors of machines without GPUs",
    "kubernetes:karpenter.sh/v1:NodePool",
    {
      requirements: [
        { key: "karpenter.azure.com/sku-family", operator: "In", values: ["D", "E", "Dsv5", "standardDSv5Family"] },
        { key: "karpenter.azure.com/sku-family", operator: "NotIn", values: ["N"] },
        { key: "karpenter.azure.com/sku-gpu-count", operator: "Lt", values: ["1"] },
        { key: "karpenter.azure.com/sku-gpu-count", operator: "In", values: ["0"] },
        { key: "kubernetes.io/arch", operator: "In", values: ["amd64"] },
      ],
    },
  ],
  [
    "no GPU at all",
    "azure-native:contoso:Rig",
    { gpu: 0, gpuCount: "0", gpus: [], gpuType: "None", accelerator: "cpu", gpuEnabled: false },
  ],
  ["a pod's configuration", "kubernetes:core/v1:ConfigMap", { data: { vmSize: gpu, gpuCount: "2", "size.txt": gpu } }],
  ["a pod's secret", "kubernetes:core/v1:Secret", { stringData: { vmSize: gpu } }],
  ...[
    "azure-native:appconfiguration:KeyValue",
    "azure:appconfiguration/configurationKey:ConfigurationKey",
    "azure:keyvault/secret:Secret",
  ].map(type => ["a value that is kept", type, { key: "vmSize", value: gpu }] as const),
  ...[
    "azure-native:keyvault:Secret",
    "Microsoft.AppConfiguration/configurationStores/keyValues",
    "Microsoft.KeyVault/vaults/secrets",
  ].map(type => ["a value that is kept", type, { properties: { value: gpu } }] as const),
  ...["Microsoft.DataFactory/factories", "azure-native:datafactory:Factory"].map(
    type =>
      [
        "a pipeline's global values",
        type,
        { properties: { globalParameters: { vmSize: { type: "String", value: gpu } } } },
      ] as const,
  ),
  ...[
    "Microsoft.DataFactory/factories/triggers",
    "Microsoft.Synapse/workspaces/triggers",
    "azure-native:datafactory:Trigger",
  ].map(
    type => ["a pipeline's values", type, { properties: { pipelines: [{ parameters: { vmSize: gpu } }] } }] as const,
  ),
  ["a pipeline's values", "azure:datafactory/triggerSchedule:TriggerSchedule", { pipelineParameters: { vmSize: gpu } }],
  ["role actions", "Contoso.New/roles", { properties: { actions: ["Microsoft.Compute/virtualMachines/write"] } }],
  [
    "a plan of the marketplace",
    "azure-native:contoso:App",
    { plan: { name: "nvidia-a100", product: "gpu", publisher: "nvidia" } },
  ],
  [
    "SKUs of other services",
    "azure-native:contoso:App",
    { sku: { name: "Standard_LRS", tier: "Standard", capacity: 2 }, size: "S1", skuName: "B1" },
  ],
  ["a tier in the words of an old size", "azure-native:contoso:App", { sku: { name: "F1" }, size: "A1", skus: ["D1"] }],
  [
    "an environment",
    "azure-native:contoso:App",
    { env: [{ name: "VM_SIZE", value: gpu }], environmentVariables: { GPU: gpu } },
  ],
  [
    "numbers that are no GPUs",
    "azure-native:contoso:App",
    { count: 4, capacity: 100, replicas: 2, maxGpus: 8, instances: 3 },
  ],
  [
    "an alert on sizes",
    "azure-native:monitor:MetricAlert",
    { criteria: { dimensions: [{ name: "VMSize", operator: "Include", values: [gpu] }] } },
  ],
  ["an alert in a template", "Microsoft.Insights/metricAlerts", { properties: { criteria: { values: [gpu] } } }],
  [
    "a dashboard",
    "azure-native:portal:Dashboard",
    { lenses: [{ parts: [{ metadata: { inputs: [{ name: "vmSize", value: gpu }] } }] }] },
  ],
  [
    "a dashboard's tile",
    "Microsoft.Portal/dashboards",
    { properties: { lenses: { 0: { parts: { 0: { vmSize: gpu } } } } } },
  ],
  [
    "a workbook",
    "azure-native:applicationinsights:Workbook",
    { serializedData: `{"items":["${gpu}"]}`, category: gpu },
  ],
  [
    "a budget",
    "azure-native:consumption:Budget",
    { filter: { dimensions: { name: "MeterSubCategory", values: [gpu] } } },
  ],
  [
    "a set of policies",
    "azure-native:authorization:PolicySetDefinition",
    { parameters: { sizes: { defaultValue: [gpu] } } },
  ],
  [
    "a set of policies in a template",
    "Microsoft.Authorization/policySetDefinitions",
    { properties: { parameters: { vmSize: { defaultValue: gpu } } } },
  ],
  [
    "a lab's policy",
    "Microsoft.DevTestLab/labs/policysets/policies",
    { properties: { factName: "LabVmSize", vmSize: gpu } },
  ],
  ["a proximity group's wish", "azure-native:compute:ProximityPlacementGroup", { intent: { vmSizes: [gpu] } }],
  [
    "a plan of a move",
    "Microsoft.Migrate/assessmentProjects/groups/assessments",
    { properties: { vmSize: "Standard_D4s_v3" } },
  ],
  [
    "a mirror of another cloud",
    "azure-native:awsconnector:EksNodegroup",
    { properties: { awsProperties: { instanceTypes: ["g5.xlarge"] } } },
  ],
  [
    "a machine on own hardware",
    "azure-native:azurestackhci:VirtualMachineInstance",
    { hardwareProfile: { vmSize: "Standard_NK6" } },
  ],
  ["a database", "azure-native:dbforpostgresql:Server", { sku: { name: "Standard_D4s_v3", tier: "GeneralPurpose" } }],
  ["a database in a template", "Microsoft.DBforMySQL/flexibleServers", { sku: { name: "Standard_D2ds_v4" } }],
  [
    "a reservation",
    "Microsoft.Capacity/reservationOrders",
    { sku: { name: "Standard_D2s_v3" }, properties: { quantity: 2 } },
  ],
  [
    "an accelerator of code",
    "azure-native:appplatform:CustomizedAccelerator",
    { properties: { acceleratorType: "Fragment" } },
  ],
  [
    "the same elsewhere",
    "azure-native:contoso:Accelerator",
    { acceleratorType: "Accelerator", acceleratorName: "a100" },
  ],
  [
    "a network card",
    "azure-native:network:NetworkInterface",
    { enableAcceleratedNetworking: true, auxiliarySku: "A8" },
  ],
  [
    "a resource of GCP",
    "gcp:compute/instance:Instance",
    { machineType: "a2-highgpu-1g", guestAccelerators: [{ type: "nvidia-tesla-a100", count: 1 }] },
  ],
  ["a resource of AWS", "aws:ec2/instance:Instance", { instanceType: "p4d.24xlarge" }],
  [
    "a quota of a namespace",
    "kubernetes:core/v1:ResourceQuota",
    { spec: { hard: { "requests.nvidia.com/gpu": 4, "nvidia.com/gpu": 4 } } },
  ],
  ["a range of limits", "kubernetes:core/v1:LimitRange", { spec: { limits: [{ max: { "nvidia.com/gpu": 1 } }] } }],
  ["a class of priority", "kubernetes:scheduling.k8s.io/v1:PriorityClass", { gpu: 1 }],
  [
    "a plugin on GPU nodes",
    "kubernetes:apps/v1:DaemonSet",
    {
      spec: {
        template: {
          spec: {
            tolerations: [{ key: "nvidia.com/gpu", operator: "Exists" }],
            containers: [{ name: "nvidia-device-plugin", image: "nvcr.io/nvidia/k8s-device-plugin:v0.17.0" }],
          },
        },
      },
    },
  ],
  ["a settings map", "kubernetes:core/v1:ConfigMap", { data: { sizes: `sku: ${gpu}` } }],
  [
    "a policy of an admission controller",
    "kubernetes:kyverno.io/v1:ClusterPolicy",
    { spec: { pattern: { limits: { "nvidia.com/gpu": 1 } } } },
  ],
  [
    "a pod without GPUs",
    "kubernetes:core/v1:Pod",
    { spec: { containers: [{ resources: { limits: { cpu: "2", "nvidia.com/gpu": 0 } } }] } },
  ],
  ["a command", "command:local:Command", { create: "make", environment: { SIZE: gpu } }],
];
