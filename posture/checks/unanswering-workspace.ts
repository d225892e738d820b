import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import { reach } from "../signals/questions";

export default defineCheck({
  id: "unanswering-workspace",
  title: "The workspace that the estate names answers",
  faultTitle: "The workspace that the estate names did not answer",
  severity: "low",
  why: "Logs are then read record by record, which takes long in a large tenant, and goes back no further than Azure keeps them.",
  fix: "Give the audit the role Log Analytics Data Reader on the workspace, and export the activity log of every subscription to it; or name another workspace in the estate.",
  control: "logging-and-sentinel",

  needs: ["activity"],
  examines: "tenant",
  untestedUnder: ({ workspace }) => (workspace === undefined ? "the estate names no workspace" : undefined),
  *run({ activity }, { estate: { workspace = "" } }) {
    for (const { question, key, distinct } of activity)
      if (question === reach.id && key.road === "workspace" && distinct.missing)
        yield {
          subject: { kind: "resource", id: workspace, name: workspace.split("/").at(-1)! },
          cure: byHand("keepLogs"),
          fault: `it did not tell what was done in Azure: ${distinct.missing.join(", ")}`,
        };
  },
});
