import assert from "node:assert/strict";
import { abuseAlerts, signOfAlert } from "../../catalogue/compute-abuse-alerts";

/** Ids that Microsoft publishes for alerts of the report, and for their like, with the severity that each has here. */
const published: readonly (readonly [type: string, severity: string | undefined])[] = [
  ["ARM_OperationFromSuspiciousProxyIP", "medium"],
  ["ARM_AnomalousServiceOperation.Impact", "medium"],
  ["ARM_AnomalousOperation.CredentialAccess", "medium"],
  ["arm_suspiciouscomputecreation", "high"],
  ["VM_GPUDriverExtensionUnusualExecution", "high"],
  ["VM_GPUExtensionSuspiciousFailure", "high"],
  ["VM_CryptoCoinMinerExecution", "critical"],
  ["K8S.NODE_CryptoCoinMinerArtifacts", "critical"],
  ["AppServices_DigitalCurrencyMining", "critical"],
  ["AzureDNS_CurrencyMining", "critical"],
  ["VM_FilelessAttackToolkit.Windows", "high"],
  ["VM_RunCommandSuspiciousScript", "high"],
  ["ARM_MicroBurst.AzDomainInfo", undefined],
  ["AzureDNS_DarkWeb", undefined],
  ["", undefined],
];

describe("alerts on the abuse of compute", () => {
  /** Statements DX-01 to DX-07, DA-01 and 02, DC-01 to DC-15 and DP-01 of the report: 25 alerts. */
  it("has each alert that the report names, once", () => {
    const numbers = (of: string, count: number) =>
      Array.from({ length: count }, (_, n) => `${of}-${String(n + 1).padStart(2, "0")}`);
    const named = [...numbers("DX", 7), ...numbers("DA", 2), ...numbers("DC", 15), ...numbers("DP", 1)].sort();
    assert.deepEqual(abuseAlerts.flatMap(({ statement }) => statement ?? []).sort(), named);
  });

  for (const [type, severity] of published)
    it(`${type || "no id"} tells ${severity ? `of something ${severity}` : "of nothing here"}`, () =>
      assert.equal(signOfAlert(type, "")?.severity, severity));

  it("knows a title before, in and after its preview, and where it was seen often", () => {
    for (const title of [
      "PREVIEW - Suspicious creation of compute resources detected",
      "Suspicious creation of compute resources detected (Preview)",
      "suspicious  creation of compute resources detected",
      "Suspicious creation of compute resources detected [seen multiple times]",
    ])
      assert.equal(signOfAlert("", title)?.severity, "high", title);
  });
});
