import { type Place, standsAt } from "./bodies";
import type { LogColumn } from "./log";

/** A record of Azure's activity log as ARM sends it, as far as the columns read it. Claims and bodies are let go after that. */
export interface ActivityRecord {
  readonly eventTimestamp: string;
  readonly operationName?: string | undefined;
  readonly status?: string | undefined;
  readonly caller?: string | undefined;
  readonly correlationId?: string | undefined;
  readonly subscriptionId?: string | undefined;
  readonly resourceId?: string | undefined;
  readonly address?: string | undefined;
  readonly claims?: Readonly<Record<string, unknown>> | undefined;
  /** Parsed: the body of the answer where the record has it, else that of the request. */
  readonly body?: unknown;
  /** The same as text in lower case, whole or not. */
  readonly bodyText?: string | undefined;
  /** What Azure says of it, for people. */
  readonly said?: string | undefined;
  /** What Azure said of the failure: JSON as a text, and parsed. */
  readonly refusal?: string | undefined;
  readonly message?: unknown;
}

/** A column of it. */
export type Text = LogColumn<ActivityRecord, string>;

/** The same expression on both engines, over the parts that each of them makes. */
export const same = (kql: string, of: Text["of"]): Text => ({ workspace: kql, hunting: kql, of });

export const lower = (text: string | undefined): string | undefined => text?.toLowerCase();

export const claim = (record: ActivityRecord, name: string): string | undefined => {
  const value = record.claims?.[name];
  return typeof value === "string" ? value : undefined;
};

/** The first of these places at which a text stands. */
export function textAt(body: unknown, places: readonly Place[]): string | undefined {
  for (const place of places) {
    const value = standsAt(body, place);
    if (typeof value === "string" && value !== "") return value;
  }
  return undefined;
}

/** The first of these sums of places at which a number stands, as one or as a text of digits. */
export function numberAt(body: unknown, alternatives: readonly (readonly Place[])[]): number | undefined {
  for (const summands of alternatives) {
    const numbers = summands.map(place => numberOf(standsAt(body, place))).filter(value => value !== undefined);
    if (numbers.length > 0) return numbers.reduce((sum, number) => sum + Math.trunc(number), 0);
  }
  return undefined;
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === "string" && /^\d+$/.test(value)) return Number(value);
  return typeof value === "number" ? value : undefined;
}
