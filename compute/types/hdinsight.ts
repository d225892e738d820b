import type { ClassicShape, ComputeType, RequestShape } from "./compute-type";

const what = "HDInsight role";

/** Head, worker and other nodes. Their sizes also go by names of Azure's first years. */
const roles = "properties.computeProfile.roles[]";
const autoscale = "<autoscaleConfiguration|autoscale>";

const role: RequestShape = {
  what,
  at: roles,
  size: "hardwareProfile.vmSize",
  bare: true,
  ordinary: { path: "name", words: ["zookeepernode"] },
  count: "targetInstanceCount",
  ceiling: [
    `${autoscale}.capacity.maxInstanceCount`,
    `${autoscale}.recurrence.schedule[].timeAndCapacity.maxInstanceCount`,
  ],
};

const onLoad = "/~clusterProfile.autoscaleProfile.loadBasedConfig";

/** In HDInsight on AKS, which has the same token in other API versions, the nodes stand elsewhere. */
const onAks: RequestShape = {
  what: "HDInsight node profile",
  at: "~computeProfile.nodes[]",
  size: "vmSize",
  bare: true,
  count: "count",
  ceiling: [`${onLoad}.maxNodes`, "/~clusterProfile.autoscaleProfile.scheduleBasedConfig.schedules[].count"],
};

const fixed = (node: string): RequestShape => ({ what, at: `roles.${node}`, size: "vmSize", bare: true });

const workers = (ceiling: readonly string[], node = "workerNode"): RequestShape => ({
  ...fixed(node),
  count: "targetInstanceCount",
  ceiling,
});

const perSchedule = "autoscale.recurrence.schedules[].targetInstanceCount";
const perLoad = "autoscale.capacity.maxInstanceCount";

const scripts = (...paths: readonly string[]): Pick<ClassicShape, "payloads"> => ({
  payloads: [
    {
      what: "script action",
      kind: "link",
      path: ["headNode.scriptActions", "workerNode.scriptActions", "zookeeperNode.scriptActions", ...paths].map(
        path => `roles.${path}[].uri`,
      ),
    },
  ],
});

const classic: readonly ClassicShape[] = [
  {
    types: ["hdinsight/hadoopCluster:HadoopCluster"],
    azurerm: ["hdinsightHadoopCluster"],
    requests: [
      fixed("headNode"),
      fixed("zookeeperNode"),
      workers([perLoad, perSchedule]),
      { ...fixed("edgeNode"), count: "targetInstanceCount" },
    ],
    ...scripts("edgeNode.installScriptActions"),
  },
  {
    types: ["hdinsight/sparkCluster:SparkCluster"],
    azurerm: ["hdinsightSparkCluster"],
    requests: [fixed("headNode"), fixed("zookeeperNode"), workers([perLoad, perSchedule])],
    ...scripts(),
  },
  {
    types: ["hdinsight/hBaseCluster:HBaseCluster", "hdinsight/interactiveQueryCluster:InteractiveQueryCluster"],
    azurerm: ["hdinsightHbaseCluster", "hdinsightInteractiveQueryCluster"],
    requests: [fixed("headNode"), fixed("zookeeperNode"), workers([perSchedule])],
    ...scripts(),
  },
  {
    types: ["hdinsight/kafkaCluster:KafkaCluster"],
    azurerm: ["hdinsightKafkaCluster"],
    requests: [
      fixed("headNode"),
      fixed("zookeeperNode"),
      fixed("kafkaManagementNode"),
      { ...fixed("workerNode"), count: "targetInstanceCount" },
    ],
    ...scripts("kafkaManagementNode.scriptActions"),
  },
  {
    // Only @pulumi/azure v4 has these.
    types: [
      "hdinsight/mLServicesCluster:MLServicesCluster",
      "hdinsight/rServerCluster:RServerCluster",
      "hdinsight/stormCluster:StormCluster",
    ],
    azurerm: ["hdinsightMlServicesCluster", "hdinsightRserverCluster", "hdinsightStormCluster"],
    requests: [
      fixed("headNode"),
      fixed("zookeeperNode"),
      { ...fixed("workerNode"), count: ["targetInstanceCount", "minInstanceCount"] },
    ],
  },
];

export const hdinsight: readonly ComputeType[] = [
  {
    arm: "Microsoft.HDInsight/clusters",
    native: ["hdinsight:Cluster"],
    write: { creates: "HDInsight clusters" },
    requests: [role, onAks],
    payloads: [
      { what: "script action", kind: "link", path: `${roles}.scriptActions[].uri` },
      { what: "script action's parameters", kind: "command", path: `${roles}.scriptActions[].parameters` },
    ],
    classic,
  },
  {
    arm: "Microsoft.HDInsight/clusters/applications",
    native: ["hdinsight:Application"],
    write: { creates: "edge nodes of HDInsight clusters" },
    requests: [role],
    payloads: [
      { what: "install script", kind: "link", path: "properties.installScriptActions[].uri" },
      { what: "install script's parameters", kind: "command", path: "properties.installScriptActions[].parameters" },
    ],
  },
  {
    // HDInsight on AKS, in SDKs up to v2.
    arm: "Microsoft.HDInsight/clusterpools",
    native: ["hdinsight:ClusterPool"],
    write: { creates: "pools of HDInsight clusters on AKS", action: "Microsoft.HDInsight/clusterPools/write" },
    requests: [{ what: "HDInsight cluster pool", size: "~computeProfile.vmSize" }],
  },
  {
    arm: "Microsoft.HDInsight/clusterpools/clusters",
    native: [],
    write: { creates: "HDInsight clusters on AKS", action: "Microsoft.HDInsight/clusterPools/clusters/write" },
    requests: [onAks],
  },
];
