import { STATUS_CODES } from "node:http";
import type { Json, Row } from "./json";

/** What goes back over the wire. `broken` tells the server to spoil the transport after the answer was made. */
export interface Answer {
  readonly status: number;
  readonly body?: Json;
  /** Sent as it is, in the place of `body`; its type stands among the headers. */
  readonly raw?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly broken?: "torn" | "malformed" | "silent" | "stalled" | "reset";
}

export type Plane = "login" | "arm" | "graph" | "logs" | "storage" | "ingestion" | "prices";

/** Thrown by a route that refuses; the server sends the answer. */
export class Refusal extends Error {
  constructor(readonly answer: Answer) {
    super(`${answer.status} ${STATUS_CODES[answer.status] ?? ""}`.trim());
  }
}

export function ok(body: Json, headers?: Record<string, string>): Answer {
  return headers ? { status: 200, body, headers } : { status: 200, body };
}

export function armError(status: number, code: string, message: string, more: Row = {}): Answer {
  return { status, body: { error: { code, message, ...more } } };
}

/** `date` is the instant of the tenant, so that the same question gets the same bytes. */
export function graphError(status: number, code: string, message: string, date: string): Answer {
  const id = "00000000-0000-0000-0000-000000000000";
  const innerError = { date: date.slice(0, 19), "request-id": id, "client-request-id": id };
  return { status, body: { error: { code, message, innerError } } };
}

export function loginError(status: number, error: string, code: number, description: string): Answer {
  return { status, body: { error, error_description: `AADSTS${code}: ${description}`, error_codes: [code] } };
}
