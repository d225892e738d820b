/** Actions on governed types that create nothing, run nothing and open nothing: by their last word, or in full. */
export const harmlessActions: readonly string[] = [
  // they answer
  ...["list*", "get*", "check*", "validate*", "whatIf*", "export*", "retrieve*", "query*", "diagnose*", "*Status"],
  // what they start or stop was judged when it was written
  ...["start", "stop", "restart", "powerOff", "shutdown", "deallocate", "hibernate"],
  ...["suspend", "resume", "pause", "enable", "disable", "cancel*", "abort", "delete*", "purge"],
  "Microsoft.VirtualMachineImages/imageTemplates/run",
  "Microsoft.Logic/workflows/triggers/run",
  "Microsoft.DataFactory/factories/pipelines/createRun",
  // upkeep
  ...["redeploy", "reapply", "reimage*", "capture", "generalize", "simulateEviction", "performMaintenance"],
  ...["assessPatches", "installPatches", "convertTo*", "manualUpgrade", "osRollingUpgrade", "extensionRollingUpgrade"],
  ...["approveRollingUpgrade", "forceRecoveryServiceFabricPlatformUpdateDomainWalk", "setOrchestrationServiceState"],
  ...["upgradeNodeImageVersion", "rotate*", "reset*", "sync*", "refresh*", "register", "unregister"],
  ...["slotsswap", "applySlotConfig", "attachDetachDataDisks"],
];
