import type { Subject } from "../../catalogue/outcome";
import type { Report } from "./model";

/** Rules whose fault is a miner, seen at work. */
const rules: ReadonlySet<string> = new Set(["mining-payload", "mining-pool-contact"]);

/** On what mining was seen, once for each finding. */
export const seenMining = ({ outcomes }: Pick<Report, "outcomes">): readonly Subject[] =>
  outcomes.flatMap(({ rule, findings }) => (rules.has(rule.id) ? findings.map(({ subject }) => subject) : []));
