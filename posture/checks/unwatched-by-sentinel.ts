import type { Certainty } from "../../catalogue/certainty";
import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import { activeSubscriptions } from "../facts/populations";
import { subscriptionSubject, tenantSubject } from "../facts/subjects";
import { takesRequests } from "../facts/subscription-state";
import { sends } from "../facts/unsent-logs";

/** Whether the other way to hear of it is there. */
const byAlertRules: { readonly [C in Certainty]: string } = {
  yes: "alert rules of Azure Monitor tell somebody of all critical operations in every subscription",
  no: "alert rules of Azure Monitor do not tell of all critical operations either: see unwatched-critical-operation",
  unknown: "whether alert rules of Azure Monitor tell of all critical operations could not be known",
};

export default defineCheck({
  id: "unwatched-by-sentinel",
  title: "Microsoft Sentinel is on where the activity logs are sent",
  faultTitle: "Microsoft Sentinel does not see the activity log",
  severity: "low",
  why: "Only there are sign-ins, rights, quota and creations joined: each of them alone looks like work. Not every tenant needs Sentinel; without it alert rules and Defender have to do.",
  fix: "Put a workspace that gets the logs of all subscriptions and of Entra under Microsoft Sentinel, and switch on the rules that missing-sentinel-rule names; or deploy the guardrails, and make an exception. A subscription that sends its log to no workspace is left to unexported-activity-log.",
  control: "logging-and-sentinel",

  needs: ["tenant", "subscriptions", "activityLogExports", "sentinelWorkspaces", "sentinelContents"],
  examines: activeSubscriptions,
  *run(known, { manifest }) {
    const { on, contents, toldByAlertRules } = known.sentinelContents;
    const proof = byAlertRules[toldByAlertRules];
    if (on === "no") {
      const detected = contents.filter(({ watched }) => watched === "yes").map(({ content }) => content.title);
      const others = `custom detections of the Defender portal ask for: ${detected.join("; ")}`;
      yield {
        subject: tenantSubject(known.tenant, manifest.tenant),
        cure: byHand("watch"),
        fault: "has no workspace in which Microsoft Sentinel is on",
        proof: [proof, ...(detected.length > 0 ? [others] : [])],
      };
      return;
    }
    const isOn = new Map(known.sentinelWorkspaces.map(({ id, onboarded }) => [id.toLowerCase(), onboarded]));
    const exports = new Map(known.activityLogExports.map(row => [row.id.toLowerCase(), row]));
    for (const subscription of known.subscriptions.filter(takesRequests)) {
      const subject = subscriptionSubject(subscription);
      const sent = (exports.get(subject.id.toLowerCase())?.settings ?? []).flatMap(setting =>
        setting.workspace !== undefined && sends(setting, "Administrative") ? [setting.workspace] : [],
      );
      const states = sent.map(workspace => isOn.get(workspace.toLowerCase()));
      if (sent.length === 0 || states.includes(true)) continue;
      const names = sent.map(workspace => workspace.slice(workspace.lastIndexOf("/") + 1)).join(", ");
      if (states.includes(undefined))
        yield { subject, unknown: `whether Microsoft Sentinel is on in ${names} could not be known` };
      else
        yield {
          subject,
          cure: byHand("watch"),
          fault: `sends its activity log to ${names}, where Microsoft Sentinel is not on`,
          proof: [proof],
        };
    }
  },
});
