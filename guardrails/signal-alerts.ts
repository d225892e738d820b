import type { ActionGroup } from "@pulumi/azure-native/monitor";
import type { ResourceGroup } from "@pulumi/azure-native/resources";
import { ScheduledAlertRule } from "@pulumi/azure-native/securityinsights";
import type { Estate } from "../catalogue/estate";
import type { Severity } from "../catalogue/severity";
import { signals } from "../posture/checks/signals";
import { everyHours, ruleOf, type WatchRule } from "../posture/signals/rule";
import type { Signal } from "../posture/signals/signal";
import { queryAlert } from "./log-alerts";
import type { Settings } from "./settings";

/** A signal for which a rule can watch, with that rule. */
export interface Watched {
  readonly signal: Signal;
  readonly rule: WatchRule;
}

export const watchedSignals = ({ thresholds }: Pick<Estate, "thresholds">): readonly Watched[] =>
  signals.flatMap(signal => (signal.unwatched ? [] : [{ signal, rule: ruleOf(signal, thresholds) }]));

/**
 * The most hours that an alert rule of Azure Monitor looks back (Learn, "Create or edit a log search alert rule": two days).
 * Who does something for the first time is told by rules of Sentinel alone, which look back two weeks.
 */
const monitorHours = 48;

/** Windows that Azure Monitor takes, in hours. */
const windows: readonly (readonly [hours: number, window: string])[] = [
  [1, "PT1H"],
  [2, "PT2H"],
  [3, "PT3H"],
  [4, "PT4H"],
  [5, "PT5H"],
  [6, "PT6H"],
  [24, "P1D"],
  [48, "P2D"],
];

export const windowFor = (hours: number): string | undefined => windows.find(([most]) => hours <= most)?.[1];

/** Signals of which nobody is told, for want of Sentinel. */
export const onlyInSentinel = (estate: Pick<Estate, "thresholds">): readonly string[] =>
  watchedSignals(estate).flatMap(({ signal, rule }) => (rule.lookBack > monitorHours ? [signal.id] : []));

const severities: Readonly<Record<Severity, string>> = {
  critical: "High",
  high: "High",
  medium: "Medium",
  low: "Low",
};

/**
 * The rules of the audit's signals on the workspace, which see within the hour what the audit sees once a day: as rules of
 * Sentinel where the stack says that the workspace has it, else as alerts of Azure Monitor, as far as those look back.
 */
export function signalAlerts(settings: Settings, estate: Estate, group: ResourceGroup, receivers: ActionGroup): void {
  const { workspace, sentinel } = settings;
  if (!workspace) return;
  for (const { signal, rule } of watchedSignals(estate)) {
    if (sentinel) sentinelRule(signal, rule, workspace);
    else if (rule.lookBack <= monitorHours) {
      const means = `${signal.faultTitle}. ${signal.why}`;
      const when = { evaluationFrequency: `PT${everyHours}H`, windowSize: windowFor(rule.lookBack)! };
      queryAlert(`signal-${signal.id}`, { means, kql: rule.query, workspace, ...when }, settings, group, receivers);
    }
  }
}

function sentinelRule(
  { id, faultTitle, severity, why }: Signal,
  { query, lookBack }: WatchRule,
  workspace: string,
): void {
  const [, , , , resourceGroupName = "", , , , workspaceName = ""] = workspace.split("/");
  new ScheduledAlertRule(`signal-${id}`, {
    resourceGroupName,
    workspaceName,
    ruleId: `computeguard-${id}`,
    kind: "Scheduled",
    displayName: `Computeguard: ${faultTitle}`,
    description: why,
    severity: severities[severity],
    enabled: true,
    query,
    queryFrequency: `PT${everyHours}H`,
    queryPeriod: lookBack % 24 === 0 ? `P${lookBack / 24}D` : `PT${lookBack}H`,
    triggerOperator: "GreaterThan",
    triggerThreshold: 0,
    suppressionEnabled: false,
    suppressionDuration: "PT1H",
  });
}
