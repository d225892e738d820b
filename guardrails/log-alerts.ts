import { type ActionGroup, ManagementGroupDiagnosticSetting, ScheduledQueryRule } from "@pulumi/azure-native/monitor";
import type { ResourceGroup } from "@pulumi/azure-native/resources";
import { type Input, log } from "@pulumi/pulumi";
import { seenNowhere } from "../catalogue/critical-operations";
import { logQueries } from "./log-queries";
import type { Settings } from "./settings";
import { tags } from "./tags";

/** What nobody watches, for the stack's output. Without a workspace it is told at each deployment too. */
export function unwatched({ workspace }: Settings): readonly string[] {
  const never = seenNowhere.map(({ name }) => name);
  return workspace
    ? never
    : [...logQueries.map(({ name }) => `${name} (at management groups and the tenant)`), ...never];
}

export interface QueryAlert {
  readonly means: string;
  readonly kql: Input<string>;
  readonly workspace: string;
  /** Five minutes, where it is left out. */
  readonly evaluationFrequency?: string;
  /** How late a record may come, for this goes by the time of the event: an hour. The query itself takes only what is new. */
  readonly windowSize?: string;
  /** It tells of a state and not of events: once when it begins, and again when it ends. */
  readonly lasts?: boolean;
}

/** An alert rule that asks a workspace, for what came in since it last did. */
export function queryAlert(
  name: string,
  { means, kql, workspace, evaluationFrequency = "PT5M", windowSize = "PT1H", lasts = false }: QueryAlert,
  { location }: Settings,
  group: ResourceGroup,
  receivers: ActionGroup,
): ScheduledQueryRule {
  return new ScheduledQueryRule(name, {
    resourceGroupName: group.name,
    location,
    tags,
    kind: "LogAlert",
    description: means,
    enabled: true,
    severity: 1,
    scopes: [workspace],
    evaluationFrequency,
    windowSize,
    // a table to which nobody exported yet does not exist, and must not fail the deployment
    skipQueryValidation: true,
    autoMitigate: lasts,
    criteria: {
      allOf: [
        {
          query: kql,
          timeAggregation: "Count",
          operator: "GreaterThan",
          threshold: 0,
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 },
        },
      ],
    },
    actions: { actionGroups: [receivers.id] },
  });
}

/**
 * What happens at management groups, and elevation, reach no subscription's alert: queries on a workspace see them. The
 * management group's log is sent there; Entra's audit log is exported by the directory's own diagnostic settings.
 */
export function logAlerts(settings: Settings, group: ResourceGroup, receivers: ActionGroup): void {
  const { workspace, managementGroup } = settings;
  if (!workspace) {
    void log.warn(
      `computeguard:workspace is not set, so nobody is told of: ${unwatched(settings).join(", ")}. ` +
        "Name a Log Analytics workspace: pulumi config set computeguard:workspace <resource id>",
    );
    return;
  }
  new ManagementGroupDiagnosticSetting("computeguard", {
    managementGroupId: managementGroup,
    name: "computeguard",
    workspaceId: workspace,
    logs: ["Administrative", "Policy"].map(category => ({ category, enabled: true })),
  });
  for (const { name, means, kql } of logQueries)
    queryAlert(`query-${name}`, { means, kql, workspace }, settings, group, receivers);
}
