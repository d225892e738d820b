import type { Certainty } from "../../catalogue/certainty";
import type { Gap } from "../../catalogue/outcome";
import {
  activityTable,
  categoriesOfTables,
  type SentinelContent,
  sentinelContents,
} from "../../catalogue/sentinel-contents";
import type { Collected } from "../evidence/gathered";
import { derivation } from "./derivation";
import type { Resolved } from "./needs";
import { type Asking, asksFor, type GetsRows, hindrance } from "./sentinel-watch";
import type { ContentWatch, UnwatchedOperations } from "./types";
import { sends } from "./unsent-logs";

/** Something that asks, where it stands, and whether it is on. */
interface Asker extends Asking {
  readonly what: string;
  /** Where it stands, for people. */
  readonly where: string;
  readonly workspace?: string;
  readonly enabled: Certainty;
  readonly isHunt?: true;
}

/**
 * Which of the rules and hunts on the abuse of compute there are, and whether they can find anything. That there is none is
 * concluded from absence: it needs the rules of all workspaces, and the custom detections of the Defender portal.
 */
export default derivation<"sentinelContents">()({
  needs: ["sentinelWorkspaces", "sentinelRules", "sentinelHunts", "customDetections"],
  decidesSome: ["activityLogExports", "entraLogExports", "unwatchedOperations"],
  derive(given, { manifest }) {
    const { sentinelWorkspaces, sentinelRules, sentinelHunts, customDetections } = given;
    const workspaces = sentinelWorkspaces.value.filter(({ onboarded }) => onboarded);
    const nameOf = new Map(workspaces.map(({ id, name }) => [id.toLowerCase(), name]));
    const place = (workspace: string) => ({ workspace, where: nameOf.get(workspace) ?? workspace });
    const askers: readonly Asker[] = [
      ...sentinelRules.value.flatMap(({ query, enabled, workspace, ...rule }): Asker[] =>
        query === undefined
          ? []
          : [{ ...rule, query, enabled: enabled ? "yes" : "no", what: "rule", ...place(workspace) }],
      ),
      ...sentinelHunts.value.map(
        ({ workspace, ...hunt }): Asker => ({
          ...hunt,
          template: hunt.id.slice(hunt.id.lastIndexOf("/") + 1).toLowerCase(),
          ...{ enabled: "yes", what: "hunting query", isHunt: true, ...place(workspace) },
        }),
      ),
      ...customDetections.value.flatMap(({ name, query, enabled }): Asker[] =>
        query === undefined
          ? []
          : [
              {
                ...{ name, query, what: "custom detection", where: "the Defender portal" },
                enabled: enabled === undefined ? "unknown" : enabled ? "yes" : "no",
              },
            ],
      ),
    ];
    const missing = (...kinds: readonly { readonly gaps: readonly Gap[] }[]) =>
      kinds.some(({ gaps }) => gaps.length > 0);
    const rulesMissing = missing(sentinelWorkspaces, sentinelRules, customDetections);
    const watched = (content: SentinelContent): ContentWatch => {
      const against: string[] = [];
      let watched: Certainty = "no";
      for (const asker of askers) {
        if (asker.isHunt && content.form === "rule") continue;
        const asked = asksFor(content, asker);
        if (asked === "no") continue;
        const hindered = hindrance(content, asker, rowsIn(asker.workspace, given), manifest.collectedAt);
        const off = asker.enabled === "no" ? "is switched off" : undefined;
        if (asked === "yes" && asker.enabled === "yes" && !hindered) watched = "yes";
        else if (!off && hindered?.certainty !== "no" && watched === "no") watched = "unknown";
        const because = off ?? hindered?.because ?? (asked === "unknown" ? "leaves out what it names" : undefined);
        if (because) against.push(`${asker.what} ${asker.name} in ${asker.where} ${because}`);
      }
      const isOpen = rulesMissing || (content.form === "hunt" && missing(sentinelHunts));
      if (watched === "no" && isOpen) watched = "unknown";
      return { content, watched, against: against.sort() };
    };
    return {
      value: {
        on: workspaces.length > 0 ? "yes" : missing(sentinelWorkspaces) ? "unknown" : "no",
        toldByAlertRules: toldBy(given.unwatchedOperations),
        contents: sentinelContents.map(watched),
      },
    };
  },
});

/** What was not read of the rules is told as open, subscription by subscription; of subscriptions that were not read nothing is told. */
function toldBy({ value, gaps }: Collected<readonly UnwatchedOperations[]>): Certainty {
  if (value.some(({ untold }) => untold.length > 0)) return "no";
  return gaps.length > 0 || value.some(({ open }) => open.length > 0) ? "unknown" : "yes";
}

/** Whether a diagnostic setting sends a log to the workspace that fills the table. The Defender portal reads whichever is joined to it. */
const rowsIn =
  (workspace: string | undefined, given: Pick<Resolved, "activityLogExports" | "entraLogExports">): GetsRows =>
  table => {
    const categories = categoriesOfTables.get(table) ?? [];
    const { value, gaps } = table === activityTable ? given.activityLogExports : given.entraLogExports;
    const isSent = value.some(({ settings }) =>
      settings.some(
        setting =>
          setting.workspace !== undefined &&
          (workspace === undefined || setting.workspace.toLowerCase() === workspace) &&
          categories.some(category => sends(setting, category)),
      ),
    );
    return isSent ? "yes" : gaps.length > 0 ? "unknown" : "no";
  };
