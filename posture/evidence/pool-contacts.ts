import { azureRoles } from "../../catalogue/well-known-ids";
import { contactSources } from "../signals/contact-log";
import { kqlOf } from "../signals/kql";
import { type Engine, roadNames } from "../signals/log";
import { type LogWithQuestions, logs } from "../signals/logs";
import type { Question } from "../signals/question";
import { type Calls, namedWorkspace } from "./calls";
import { defineEvidence, type Missing, type RowOf } from "./define";
import { answerTo } from "./reading/engine-answers";
import { answerRow, engineDays, reachOf } from "./reading/log-roads";
import { apart, read } from "./reading/read";
import { since } from "./reading/since";

/** An answer of one table: which machine asked for which mining pool; or since when the table tells. */
export type PoolContact = RowOf<typeof answerRow>;

const calls = {
  workspace: {
    api: "arm",
    actions: [
      "Microsoft.OperationalInsights/workspaces/query/read",
      ...Object.keys(contactSources).map(table => `Microsoft.OperationalInsights/workspaces/query/${table}/read`),
    ],
    grant: {
      role: "Log Analytics Data Reader",
      roleId: azureRoles.logAnalyticsDataReader,
      scope: namedWorkspace,
    },
    why: "let the workspace say which machines asked for a mining pool",
  },
  hunting: {
    api: "graph",
    permission: "ThreatHunting.Read.All",
    spared: true,
    why: "let advanced hunting say which machines asked for a mining pool",
  },
} as const satisfies Calls;

const what = "contact of machines with mining pools";

/**
 * Which machines asked for a mining pool. Azure's own API lists no such thing: tables of engines tell, as far as somebody has DNS
 * queries, firewalls or machines tell them. Each engine has others, so both are asked, and whatever one of them tells counts.
 */
export default defineEvidence({
  kind: "poolContacts",
  title: what,
  row: answerRow,
  calls,
  whole: "refused as a whole",
  async *run({ azure, cloud, workspace, now, historyDays }) {
    const { log, questions, reach }: LogWithQuestions = logs.contacts;
    const engines: readonly (readonly [Engine, (query: string) => AsyncIterable<unknown>])[] = [
      ...(workspace === undefined
        ? []
        : [["workspace", (query: string) => azure.workspace(workspace, query)] as const]),
      ...(cloud === "AzureChina" ? [] : [["hunting", azure.hunting] as const]),
    ];
    let told = false;
    const refused: Missing[] = [];
    for (const [engine, ask] of engines) {
      const span = { from: since(now, Math.min(historyDays, engineDays[engine])), to: now };
      const answered = (question: Question) =>
        apart(
          read(ask(kqlOf(log, question, engine, span)), {
            what: `${what}, of ${roadNames[engine]}`,
            call: calls[engine],
            as: answerTo(question),
          }),
        );
      const [reaches, found] = await Promise.all([answered(reach), answered(questions.contacts!)]);
      const gaps = [...reaches.gaps, ...found.gaps];
      if (gaps.length > 0) {
        refused.push(...gaps.slice(0, 1));
        continue;
      }
      for (const { key, first, last } of reaches.rows) {
        told = true;
        yield reachOf(reach, key.source!, engine, { from: first, to: last });
      }
      yield* found.rows;
    }
    // Where an engine has no such table nobody logs names there, which is for the check to say; a right that lacks is a gap.
    if (!told) yield* refused.filter(({ gap }) => gap.reason === "denied" || gap.reason === "unlicensed");
  },
});
