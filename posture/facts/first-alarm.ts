import { latencyOf } from "../../catalogue/alert-latency";
import { all, any, type Certainty } from "../../catalogue/certainty";
import { sentinelContents } from "../../catalogue/sentinel-contents";
import type { AlertRule } from "../evidence/alert-rules";
import type { Collected } from "../evidence/gathered";
import type { SentinelRule } from "../evidence/sentinel-rules";
import { derivation, missingFor } from "./derivation";
import { lossBeforeAlarm, type Watcher } from "./loss-before-alarm";
import { asksFor as asksForContent, hindrance } from "./sentinel-watch";
import { asksFor, firesFor } from "./told-operations";
import { sends } from "./unsent-logs";
import { reaches, sees } from "./unwatched-operations";

/** The act that the rules have to tell of: with it the burning begins. */
const category = "Administrative";
const operation = "Microsoft.Compute/virtualMachines/write";

/**
 * What is burnt before anybody is told: what the greatest burner could burn in an hour, for as long as the fastest rule takes
 * that can fire where it reaches. Custom detections of the Defender portal are not counted: how late they are Microsoft does
 * not say.
 */
export default derivation<"firstAlarm">()({
  needs: ["blastRadius"],
  decidesSome: ["alertRules", "activityLogExports", "sentinelWorkspaces", "sentinelRules", "defenderPlans"],
  derive(given, { manifest }) {
    const { blastRadius, alertRules, activityLogExports, sentinelWorkspaces, sentinelRules, defenderPlans } = given;
    const exports = new Map(activityLogExports.value.map(row => [row.id.toLowerCase(), row]));
    const finds = (query: string): Certainty =>
      all(asksFor(query, operation), matchesSizes(query, manifest.collectedAt));
    const rules = alertRules.value.filter(reaches).flatMap(rule => {
      const fires = rule.all ? firesFor(rule.all, category, operation) : any(() => (rule.queries ?? []).map(finds));
      return fires === "no" ? [] : [{ rule, fires } as const];
    });
    const asking = sentinelRules.value.flatMap(rule => {
      const fires = rule.enabled && rule.query !== undefined ? finds(rule.query) : "no";
      return fires === "no" ? [] : [{ rule, fires } as const];
    });
    const rulesMissing = [alertRules, activityLogExports, sentinelWorkspaces, sentinelRules];
    return {
      value: lossBeforeAlarm(blastRadius.value, id => {
        const scope = `/subscriptions/${id}`.toLowerCase();
        const sent = exports.get(scope);
        const workspaces = new Set(
          (sent?.settings ?? []).flatMap(setting =>
            setting.workspace !== undefined && sends(setting, category) ? [setting.workspace.toLowerCase()] : [],
          ),
        );
        const alerts = rules.flatMap(({ rule, fires: asked }): Watcher[] => {
          const fires = all(asked, sees(rule, scope, { category }, sent));
          return fires === "no" ? [] : [{ ...alertNamed(rule), fires }];
        });
        const inSentinel = asking.flatMap(({ rule, fires }): Watcher[] =>
          workspaces.has(rule.workspace) ? [{ ...ruleNamed(rule), fires }] : [],
        );
        return {
          watchers: [...alerts, ...inSentinel],
          whole: rulesMissing.every(({ gaps }) => !missingFor(gaps, id.toLowerCase())),
          defender: planIn(id, defenderPlans),
        };
      }),
    };
  },
});

const ofSizes = sentinelContents.filter(({ looksAtSizes }) => looksAtSizes);

/** A query that looks at sizes finds nothing unless it can match one of the N-series that is sold at the time (ISO 8601). */
const matchesSizes = (query: string, at: string): Certainty =>
  all(
    ...ofSizes.flatMap(content => {
      const asking = { name: "", query };
      if (asksForContent(content, asking) === "no") return [];
      return hindrance(content, asking, () => "yes", at)?.certainty ?? [];
    }),
  );

function alertNamed({ name, all: tests, everyMinutes }: AlertRule): Omit<Watcher, "fires"> {
  return tests
    ? { what: "activity log alert", name, latency: latencyOf("activityLogAlert") }
    : { what: "log search alert", name, latency: latencyOf("logSearchAlert", everyMinutes) };
}

function ruleNamed({ name, kind, everyMinutes }: SentinelRule): Omit<Watcher, "fires"> {
  const isNearRealTime = kind.toLowerCase() === "nrt";
  return {
    what: "rule of Microsoft Sentinel",
    name,
    latency: isNearRealTime ? latencyOf("nearRealTimeRule") : latencyOf("scheduledRule", everyMinutes),
  };
}

/** Whether the plan that watches requests is on; where its row is missing that is not known. */
function planIn(
  id: string,
  { value }: Collected<readonly { subscription: string; name: string; tier: string }[]>,
): Certainty {
  const plan = value.find(
    ({ subscription, name }) => subscription.toLowerCase() === id.toLowerCase() && name.toLowerCase() === "arm",
  );
  if (!plan) return "unknown";
  return plan.tier.toLowerCase() === "free" ? "no" : "yes";
}
