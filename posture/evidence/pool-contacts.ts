import { contactSources } from "../signals/contact-log";
import { type LogWithQuestions, logs } from "../signals/logs";
import { type Calls, workspaceCall } from "./calls";
import { defineEvidence, type Missing, type RowOf } from "./define";
import { type AnswerRow, answerRow, reachOf } from "./reading/answer-rows";
import { enginesOf } from "./reading/log-engines";

/** An answer of one table: which machine asked for which mining pool; or since when the table tells. */
export type PoolContact = RowOf<typeof answerRow>;

const calls = {
  workspace: workspaceCall(Object.keys(contactSources), "let the workspace say which machines asked for a mining pool"),
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
  async *run(context) {
    const { questions, reach }: LogWithQuestions = logs.contacts;
    let told = false;
    const refused: Missing[] = [];
    for (const { engine, answered } of enginesOf(context, { log: logs.contacts, what, calls })) {
      const [reaches, found] = await Promise.all([answered(reach), answered(questions.contacts!)]);
      const [gap] = [...reaches.gaps, ...found.gaps];
      if (gap) {
        refused.push(gap);
        continue;
      }
      for (const { key, first, last } of reaches.rows) {
        told = true;
        yield reachOf(reach, key.source!, engine, { from: first, to: last });
      }
      yield* found.rows as AnswerRow[];
    }
    // Where an engine has no such table nobody logs names there, which is for the check to say; a right that lacks is a gap.
    if (!told) yield* refused.filter(({ gap }) => gap.reason === "denied" || gap.reason === "unlicensed");
  },
});
