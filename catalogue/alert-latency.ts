/** How long an alert takes, in minutes: for how long it waits for its turn, how late it looks, and how late the record arrives. */
export interface AlertLatency {
  readonly every: number;
  readonly delay: number;
  readonly ingestion: number;
}

export type RuleKind = "activityLogAlert" | "logSearchAlert" | "scheduledRule" | "nearRealTimeRule";

/** Minutes that are known of a kind; `every` is left out where each rule has its own. */
type Known = Pick<AlertLatency, "delay" | "ingestion"> & { readonly every?: number };

/** "The average latency to ingest log data is between 20 seconds and 3 minutes." Microsoft Learn, "Log data ingestion time in Azure Monitor". */
const ingestion = 3;

/**
 * The longest that Microsoft names for each kind. Sources: Microsoft Learn, "Azure Monitor activity log" (records are there
 * within 3 to 20 minutes); "Create a scheduled analytics rule" (a delay of five minutes, which stands for the ingestion);
 * "Quick threat detection with near-real-time (NRT) analytics rules" (each minute, two minutes late, by the time of ingestion).
 */
const known: { readonly [K in RuleKind]: Known } = {
  activityLogAlert: { every: 0, delay: 0, ingestion: 20 },
  logSearchAlert: { delay: 0, ingestion },
  scheduledRule: { delay: 5, ingestion: 0 },
  nearRealTimeRule: { every: 1, delay: 2, ingestion },
};

/** The parts of the latency of a rule; undefined where it is not known how often it runs, in minutes. */
export function latencyOf(kind: RuleKind, every?: number): AlertLatency | undefined {
  const { every: always, ...rest } = known[kind];
  const often = always ?? every;
  return often === undefined ? undefined : { every: often, ...rest };
}

/** Minutes from a request to the alert on it, at most. */
export const minutesOf = ({ every, delay, ingestion }: AlertLatency): number => every + delay + ingestion;
