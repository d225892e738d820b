import type { Severity } from "../../catalogue/outcome";
import { matches } from "../../catalogue/sizes";
import { indicatorsIn } from "../../payloads/search";
import { defineCheck } from "../check";
import type { DefenderAlert } from "../evidence/defender-alerts";

interface Sign {
  readonly severity: Severity;
  /** Completes "tells of …". */
  readonly of: string;
}

const mining: Sign = { severity: "critical", of: "mining" };
const creation: Sign = { severity: "high", of: "compute or GPU drivers that were created in a suspicious way" };
const running: Sign = { severity: "high", of: "commands that were run on machines from outside" };
const entering: Sign = { severity: "medium", of: "somebody who got in, or gave themselves rights" };

/** Alert types of the plans for Resource Manager, servers, containers and App Service; those that Microsoft has retired stay in old lists. */
const signs: readonly (readonly [type: string, sign: Sign])[] = [
  ["*_DigitalCurrencyMining", mining],
  ["*_CurrencyMining", mining],
  ["VM_CryptoCoinMiner*", mining],
  ["ARM_SuspiciousComputeCreation", creation],
  ["VM_GPUDriverExtension*", creation],
  ["VM_GPUExtension*", creation],
  ["VM_CustomScriptExtension*", running],
  ["VM_RunCommandSuspicious*", running],
  ["ARM_OperationFromSuspicious*", entering],
  ["ARM_AnomalousElevateAccess", entering],
  ["ARM_Anomalous*RoleAssignment", entering],
  ["ARM_PrivilegedRoleDefinitionCreation", entering],
  ["ARM_Unused*Persistence", entering],
  ["ARM_AnomalousOperation.*", entering],
  ["ARM_AnomalousServiceOperation.*", entering],
];

/** Alerts on hosts come from Defender for Endpoint under types of its own, and say it in their title. */
const miningWords = /crypto[\s-]?(currency[\s-])?(min(er|ing)|jack)|(coin|currency)[\s-]?min(er|ing)/i;

const closed = new Set(["resolved", "dismissed"]);

export default defineCheck({
  id: "open-compute-abuse-alert",
  title: "No alert about compute abuse is left open",
  severity: "high",
  why: "Until somebody responds, every hour of the machines that were created is paid for.",
  fix: "Stop what was created, revoke the sessions of the account that created it, and follow the alert; then resolve it, or dismiss it with a reason.",
  control: "defender-alert-handling",

  needs: ["defenderAlerts"],
  *run({ defenderAlerts }) {
    for (const alert of defenderAlerts) {
      const { id, subscription, type, title, status, severity, startedOn, entity } = alert;
      const sign = signOf(alert);
      if (!sign || closed.has(status.toLowerCase())) continue;
      yield {
        subject: { kind: "logRecord", id, name: title || type || id, scope: `/subscriptions/${subscription}` },
        fault: `tells of ${sign.of}, and is still open`,
        severity: sign.severity,
        proof: [
          ...(type ? [`alert type ${type}`] : []),
          ...(startedOn ? [`began at ${startedOn}`] : []),
          ...(entity ? [`about ${entity}`] : []),
          ...(severity ? [`severity in Defender: ${severity}`] : []),
        ],
      };
    }
  },
});

function signOf({ type, title }: DefenderAlert): Sign | undefined {
  const named = indicatorsIn(title).some(({ kind }) => kind === "miner");
  if (named || miningWords.test(title)) return mining;
  return signs.find(([pattern]) => matches(pattern, type))?.[1];
}
