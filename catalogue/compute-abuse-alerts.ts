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

/**
 * Alert types of Defender for Cloud's plans for Resource Manager, servers, containers and App Service, `*` for any letters.
 * Those that Microsoft has retired stay in old lists.
 * Source: Microsoft Learn, reference of alerts of Defender for Cloud; the deprecated ones as of 2024-06.
 */
const byType: readonly (readonly [type: string, sign: AlertSign])[] = [
  ["*_DigitalCurrencyMining", mining],
  ["*_CurrencyMining", mining],
  ["VM_CryptoCoinMiner*", mining],
  ["ARM_SuspiciousComputeCreation", creation],
  ["VM_GPUDriverExtension*", creation],
  ["VM_GPUExtension*", creation],
  ["VM_CustomScriptExtension*", running],
  ["VM_RunCommandSuspicious*", running],
  ["VM_FilelessAttack*", tools],
  ["ARM_OperationFromSuspicious*", entering],
  ["ARM_AnomalousElevateAccess", entering],
  ["ARM_Anomalous*RoleAssignment", entering],
  ["ARM_PrivilegedRoleDefinitionCreation", entering],
  ["ARM_Unused*Persistence", entering],
  ["ARM_AnomalousOperation.*", entering],
  ["ARM_AnomalousServiceOperation.*", entering],
];

/**
 * The alerts that Microsoft's report names by their title, of Defender XDR, for Cloud Apps, for Cloud and for Endpoint, but
 * for those on mining, which `miningWords` covers. Types change more often than titles do, and not every alert has one.
 * Source: "Cryptojacking: Understanding and defending against cloud compute resource abuse", 2023-07-25.
 */
const byTitle: ReadonlyMap<string, AlertSign> = new Map([
  ["access elevation by risky user", entering],
  ["mass provisioning of gpu virtual machines for possible cryptocurrency mining", mining],
  ["suspicious creation of multiple azure ml clusters and workspaces", creation],
  ["suspicious role assignment in azure subscription", entering],
  ["vm quota modified after risky user signed in", quota],
  ["risky user performed suspicious azure activities", entering],
  ["multiple delete vm activities", deletion],
  ["multiple vm creation activities", creation],
  ["azure resource manager operation from suspicious proxy ip address", entering],
  ["fileless attack toolkit detected", tools],
  ["suspicious azure role assignment detected", entering],
  ["suspicious creation of compute resources detected", creation],
  ["suspicious installation of a gpu extension was detected in your virtual machine", creation],
  ["suspicious invocation of a high-risk 'execution' operation by a service principal detected", entering],
  ["suspicious invocation of a high-risk 'execution' operation detected", entering],
  ["suspicious invocation of a high-risk 'impact' operation by a service principal detected", entering],
  ["suspicious invocation of a high-risk 'impact' operation detected", entering],
  ["suspicious subscription transfer to external tenant was detected", hijack],
]);

/** Alerts on hosts come from Defender for Endpoint under types of its own, and say it in their title. */
const miningWords = /crypto[\s-]?(currency[\s-]?)?(coin[\s-]?)?(min(er|ing)|jack)|(coin|currency)[\s-]?min(er|ing)/i;

/** `PREVIEW - Suspicious …` and `Suspicious … (Preview)` are the alert of before and after its preview. */
const plainTitle = (title: string): string =>
  title
    .toLowerCase()
    .replace(/^preview\s*-\s*|\(preview\)/g, "")
    .replace(/[‘’]/g, "'")
    .replace(/\s+/g, " ")
    .trim();

/** What an alert tells of; undefined where it is about something else. */
export const signOfAlert = (type: string, title: string): AlertSign | undefined =>
  miningWords.test(title) ? mining : (byType.find(([of]) => matches(of, type))?.[1] ?? byTitle.get(plainTitle(title)));

/** For alerts that name a miner, whatever else they say. */
export const miningAlert = mining;
