/** Paths that a raw list names as a size, a count, a ceiling or a sign of spot machines, and that are none. */
export interface DroppedPaths {
  readonly what: string;
  /** One of them, for people. */
  readonly such: string;
  /** The end of such a path, or all of it. */
  readonly path: RegExp;
  readonly why: string;
}

/**
 * What was dropped from the inventory of paths when the rows were made. Nothing reads this at run time: it is for the docs, and a test
 * holds the inventory against it, so that a path is either read or dropped for a reason.
 */
export const droppedPaths: readonly DroppedPaths[] = [
  {
    what: "times",
    such: "timeoutInSeconds",
    path: /(?:[tT]imeout(?:InSeconds|InMinutes)?|[iI]dle\w*(?:Shutdown|ScaleDown|Duration)|timeToLive|delayInMinutes|autoPause\.enabled|usageQuota)$/,
    why: "how long something runs, not how many machines",
  },
  {
    what: "minimums",
    such: "autoScale.minNodeCount",
    path: /(?:^|\.)(?:min(?:imum)?(?:[A-Z]\w*)?|elasticInstanceMinimum|default|readySessionInstances)$/,
    why: "never above the count or the ceiling beside it, which are read",
  },
  {
    what: "terms of spot machines",
    such: "evictionPolicy",
    path: /(?:[eE]victionPolicy|[mM]axBidPrice|[mM]axPrice(?:PerVM)?)$/,
    why: "what becomes of spot machines; that they are such, the priority says, which is read",
  },
  {
    what: "parts of a SKU beside its name",
    such: "sku.tier",
    path: /(?:sku\.(?:tier|family|size|capacity)|sku(?:Size|Tier)|nodeSizeFamily|targetWorkerSizeId|workerTierName|targetWorkerCount)$/,
    why: "the name, or the count beside it, is what Azure goes by, and is read",
  },
  {
    what: "price plans",
    such: "computeMode",
    path: /^(?:(?:properties\.)?sku(?:\.name|Name)?|nvaSku\.vendor|computeIsolation(?:Properties)?\.hostSku|properties\.computeIsolationProperties\.hostSku|computeMode|properties\.capacityType)$/,
    why: "a plan, tier or host kind of the service, which names no machines",
  },
  {
    what: "kinds of a service",
    such: "queueSettings.jobTier",
    path: /(?:^kind|[cC]omputeType|jobTier|workloadProfileName|databaseServerType|hardwareType|publicNetworkAccess)$/,
    why: "chooses among forms of a service; what is created stands in its own places",
  },
  {
    what: "shares of a machine",
    such: "resources.cpu",
    path: /(?:\.cpu|\.memory|^cpuCores|^memorySizeGB|instanceMemoryI?n?M[bB]|containerSize|vCPUs(?:Available|PerCore)|numCPUs|memorySizeMB|coreCount|limits\{\}|bundledScaleUnit|gpuInstance(?:Profile)?|frontEndScaleFactor|multiSize)$/,
    why: "divides machines or cores of a service; an accelerator among them is read",
  },
  {
    what: "work on a machine",
    such: "taskSlotsPerNode",
    path: /(?:[pP]arallel\w*|[cC]oncurrency\w*|maxTasksPerNode|taskSlotsPerNode|processCountPerInstance|maxConcurrentSessions|maxTotalTrials|maxExecutors|replicaCompletionCount|[mM]ax\w*Session\w*|numberOfExternalNodes)$/,
    why: "how much is done at once on machines that are counted elsewhere",
  },
  {
    what: "instances of an app in its plan",
    such: "siteConfig.numberOfWorkers",
    path: /(?:siteConfig\.(?!\w*[mM]inimum)\w+|alwaysRead(?:y|ies)\[\]\.instanceCount|^instanceCount|maximumInstanceCount|replicaCount|deploymentSettings\.scale\.maxReplicas|ingressConfiguration\.scale\.maxReplicas|streamingUnits)$/,
    why: "instances of an app, not machines: the plan, environment or cluster that they share is counted",
  },
  {
    what: "elastic ceilings of App Service",
    such: "maximumElasticWorkerCount",
    path: /(?:maximumElasticWorkerCount|premiumPlanAutoScaleEnabled|elasticScaleEnabled|skuCapacity\.(?:maximum|elasticMaximum))$/,
    why: "stand at 20 and more out of the box, and are paid for only as apps use them",
  },
  {
    what: "switches and mixtures",
    such: "overprovision",
    path: /(?:enableAutoScaling|autoScalingEnabled|overprovision|singlePlacementGroup|priorityMix\w*\.\w+|virtualMachineState|refillPolicy|maintainDesiredCount|autoRun\.state|gpuDriver|gpuProfile\.driver|defaultNodePools|resourcePredictions|allWeekSchedule|\.buffer)$/,
    why: "how a set is filled or kept, not how far: its count and ceiling are read",
  },
  {
    what: "names of other resources",
    such: "devBoxDefinitionName",
    path: /(?:[iI]mageBuildCompute\w*|devBoxDefinitionName|defaultInstanceType)$/,
    why: "names something that has a row of its own",
  },
  {
    what: "answers of Azure",
    such: "virtualMachineNodesStatus[].size",
    path: /virtualMachineNodesStatus\[\]\.\w+$/,
    why: "says what there is, and cannot be asked for",
  },
  {
    what: "machines of the customer's own",
    such: "virtualMachineSize",
    path: /networkFunctionRoleConfigurations\[\]\.virtualMachineSize$/,
    why: "on a device at the customer's place, of which Azure rents out none",
  },
  {
    what: "sizes of Spark nodes",
    such: "nodeSize",
    path: /^nodeSize$/,
    why: "Small to XXLarge: the family beside it says whether they have accelerators, and is read",
  },
];
