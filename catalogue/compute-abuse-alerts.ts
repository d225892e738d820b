import type { Severity } from "./severity";
import { matches } from "./sizes";

/** What an alert tells of, where it is one of those that go with cryptojacking. */
export interface AlertSign {
  readonly severity: Severity;
  /** Completes "tells of …". */
  readonly of: string;
}

const mining: AlertSign = { severity: "critical", of: "mining" };
const hijack: AlertSign = { severity: "critical", of: "a subscription that is carried to another tenant" };
const creation: AlertSign = {
  severity: "high",
  of: "compute or GPU drivers that were created in a suspicious way",
};
const deletion: AlertSign = { severity: "high", of: "many machines that were deleted at once" };
const quota: AlertSign = { severity: "high", of: "quota that somebody at risk changed" };
const running: AlertSign = { severity: "high", of: "commands that were run on machines from outside" };
const tools: AlertSign = { severity: "high", of: "tools of attackers in a machine" };
const entering: AlertSign = { severity: "medium", of: "somebody who got in, or gave themselves rights" };

/** Plans of Defender for Cloud, by the names that their pricings have in ARM: without the plan none of its alerts is raised. */
export const defenderPlanNames = {
  Arm: "Defender for Resource Manager",
  VirtualMachines: "Defender for Servers",
  Containers: "Defender for Containers",
  AppServices: "Defender for App Service",
} as const;

export type DefenderPlanName = keyof typeof defenderPlanNames;
/** Who raises an alert: a plan of Defender for Cloud, or another product. */
export type AlertSource = DefenderPlanName | "Defender XDR" | "Defender for Cloud Apps" | "Defender for Endpoint";

/** One alert, or one family of them, under all the ids and titles that it has or had. */
export interface AbuseAlert {
  /** The statement of Microsoft's report that names it, such as `DC-09`; none where the report names another of its kind. */
  readonly statement?: string;
  readonly from: AlertSource;
  readonly sign: AlertSign;
  /** As Defender shows them, without the mark of a preview. */
  readonly titles: readonly string[];
  /** Ids of Defender for Cloud, `*` for any letters; none where Microsoft has published none. */
  readonly types: readonly string[];
}

type Row = readonly [
  statement: string | undefined,
  sign: AlertSign,
  titles: readonly string[],
  types?: readonly string[],
];

const none = undefined;

/**
 * Types change more often than titles do, and not every alert has one, so both are known. What has no statement is raised
 * by the same plans. Sources: titles with a statement, "Cryptojacking: Understanding and defending against cloud compute
 * resource abuse", 2023-07-25; ids, plans and other titles, Microsoft Learn, reference of alerts of Defender for Cloud (Resource
 * Manager, machines, VM extensions, DNS, containers, App Service; what is retired, as of 2024-06, stays in old lists).
 */
const rows: { readonly [S in AlertSource]: readonly Row[] } = {
  "Defender XDR": [
    ["DX-01", entering, ["Access elevation by risky user"]],
    ["DX-02", mining, ["Suspicious Azure activities related to possible cryptocurrency mining"]],
    ["DX-03", mining, ["Mass provisioning of GPU virtual machines for possible cryptocurrency mining"]],
    ["DX-04", creation, ["Suspicious creation of multiple Azure ML clusters and workspaces"]],
    ["DX-05", entering, ["Suspicious role assignment in Azure subscription"]],
    ["DX-06", quota, ["VM quota modified after risky user signed in"]],
    ["DX-07", entering, ["Risky user performed suspicious Azure activities"]],
  ],
  "Defender for Cloud Apps": [
    ["DA-01", deletion, ["Multiple delete VM activities"]],
    ["DA-02", creation, ["Multiple VM creation activities"]],
  ],
  Arm: [
    [
      "DC-01",
      entering,
      ["Azure Resource Manager operation from suspicious proxy IP address"],
      ["ARM_OperationFromSuspiciousProxyIP"],
    ],
    ["DC-08", entering, ["Suspicious Azure role assignment detected"], ["ARM_AnomalousRBACRoleAssignment"]],
    ["DC-09", creation, ["Suspicious creation of compute resources detected"], ["ARM_SuspiciousComputeCreation"]],
    [
      "DC-11",
      entering,
      ["Suspicious invocation of a high-risk 'Execution' operation by a service principal detected"],
      ["ARM_AnomalousServiceOperation.Execution"],
    ],
    [
      "DC-12",
      entering,
      ["Suspicious invocation of a high-risk 'Execution' operation detected"],
      ["ARM_AnomalousOperation.Execution"],
    ],
    [
      "DC-13",
      entering,
      ["Suspicious invocation of a high-risk 'Impact' operation by a service principal detected"],
      ["ARM_AnomalousServiceOperation.Impact"],
    ],
    [
      "DC-14",
      entering,
      ["Suspicious invocation of a high-risk 'Impact' operation detected"],
      ["ARM_AnomalousOperation.Impact"],
    ],
    ["DC-15", hijack, ["Suspicious subscription transfer to external tenant was detected"]],
    [none, entering, ["Suspicious elevate access operation"], ["ARM_AnomalousElevateAccess"]],
    [none, entering, ["Azure Resource Manager operation from suspicious IP address"], ["ARM_OperationFromSuspicious*"]],
    [none, entering, [], ["ARM_Anomalous*RoleAssignment", "ARM_PrivilegedRoleDefinitionCreation"]],
    [none, entering, [], ["ARM_Unused*Persistence"]],
    [none, entering, [], ["ARM_AnomalousOperation.*", "ARM_AnomalousServiceOperation.*"]],
  ],
  VirtualMachines: [
    ["DC-02", mining, ["Crypto-mining activity"]],
    ["DC-03", mining, ["Digital currency mining activity"], ["AzureDNS_CurrencyMining"]],
    ["DC-04", tools, ["Fileless attack toolkit detected"], ["VM_FilelessAttack*"]],
    ["DC-05", mining, ["Possible Cryptocoinminer download detected"], ["VM_CryptoCoinMinerDownload"]],
    ["DC-06", mining, ["Process associated with digital currency mining detected"], ["VM_CryptoCoinMinerArtifacts"]],
    ["DC-07", mining, ["Potential crypto coin miner started"], ["VM_CryptoCoinMinerExecution"]],
    [
      "DC-10",
      creation,
      [
        "Suspicious installation of GPU extension in your virtual machine",
        "Suspicious installation of a GPU extension was detected in your virtual machine",
        "Suspicious installation of a GPU extension was detected on your virtual machine",
      ],
      ["VM_GPUDriverExtension*"],
    ],
    [
      none,
      creation,
      ["Suspicious failure installing GPU extension in your subscription"],
      ["VM_GPUExtensionSuspiciousFailure"],
    ],
    [none, mining, ["Digital currency mining related behavior detected"], ["VM_DigitalCurrencyMining"]],
    [none, mining, ["Container with a miner image detected"], ["VM_MinerInContainerImage"]],
    [none, running, [], ["VM_CustomScriptExtension*", "VM_RunCommandSuspicious*"]],
  ],
  Containers: [[none, mining, [], ["K8S*_DigitalCurrencyMining", "K8S*_CurrencyMining", "K8S*_CryptoCoinMiner*"]]],
  AppServices: [[none, mining, [], ["AppServices_DigitalCurrencyMining"]]],
  "Defender for Endpoint": [["DP-01", mining, ["Possible cryptocurrency miner"]]],
};

/** The alerts that go with cryptojacking, by who raises them. */
export const abuseAlerts: readonly AbuseAlert[] = (Object.keys(rows) as AlertSource[]).flatMap(from =>
  rows[from].map(([statement, sign, titles, types = []]) => ({
    ...(statement !== undefined && { statement }),
    from,
    sign,
    titles,
    types,
  })),
);

/** Alerts on hosts come from Defender for Endpoint under types of its own, and say it in their title. */
const miningWords = /crypto[\s-]?(currency[\s-]?)?(coin[\s-]?)?(min(er|ing)|jack)|(coin|currency)[\s-]?min(er|ing)/i;

/** `PREVIEW - Suspicious …` and `Suspicious … (Preview)` are the alert of before and after its preview. */
const plainTitle = (title: string): string =>
  title
    .toLowerCase()
    .replace(/^preview\s*-\s*|\(preview\)|\[seen multiple times\]/g, "")
    .replace(/[‘’]/g, "'")
    .replace(/\s+/g, " ")
    .trim();

const byTitle: ReadonlyMap<string, AbuseAlert> = new Map(
  abuseAlerts.flatMap(alert => alert.titles.map(title => [plainTitle(title), alert] as const)),
);

/** What an alert tells of; undefined where it is about something else. */
export function signOfAlert(type: string, title: string): AlertSign | undefined {
  if (miningWords.test(title)) return mining;
  const known = abuseAlerts.find(({ types }) => types.some(of => matches(of, type)));
  return (known ?? byTitle.get(plainTitle(title)))?.sign;
}

/** For alerts that name a miner, whatever else they say. */
export const miningAlert = mining;
