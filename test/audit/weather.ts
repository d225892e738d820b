import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEstate } from "../../catalogue/estate-file";
import { Stopped } from "../../posture/azure/stopped";
import type { EvidenceKind } from "../../posture/evidence/all";
import type { Evidenced } from "../../posture/evidence/gathered";
import { gather } from "../../posture/run/gather";
import type { Fault } from "../../simulator/faults";
import { contoso } from "../../simulator/scenario/contoso";
import type { LoggedRequest } from "../../simulator/server";
import { simulated } from "../simulated";

export const at = "2026-11-24T06:00:00.000Z";
const estateFile = join(__dirname, "../../examples/computeguard.yaml");
export const estate = parseEstate(readFileSync(estateFile, "utf8"), estateFile);
const scenario = contoso({ at });

/** What may become of a request on its way. `passes`: who asks again gets the answer. */
export interface Weather {
  readonly name: string;
  readonly fault: Omit<Fault, "match">;
  readonly passes?: true;
  /** Nothing tells that no answer will come but the deadline of a request, which runs on the real clock. */
  readonly silent?: true;
}

const later = new Date(Date.parse(at) + 3_600_000).toUTCString();

/** Lists that rights cut short are no weather: Azure cuts all of a subscription's alike, and filtered.test.ts tries them. */
export const weathers: readonly Weather[] = [
  { name: "no answer", silent: true, fault: { answer: "silent" } },
  { name: "a body that stalls", silent: true, fault: { answer: "stalled" } },
  { name: "a connection that is closed at once", fault: { answer: "reset" } },
  { name: "the same, once", fault: { answer: "reset", times: 1 }, passes: true },
  { name: "half an answer", fault: { answer: "torn" } },
  { name: "half an answer, once", fault: { answer: "torn", times: 1 }, passes: true },
  { name: "half of the JSON", fault: { answer: "malformed" } },
  { name: "values of other types", fault: { answer: "mistyped" } },
  { name: "503", fault: { answer: "unavailable" } },
  { name: "503, once", fault: { answer: "unavailable", times: 1 }, passes: true },
  { name: "429 without a wait", fault: { answer: "throttled" } },
  { name: "429 without a wait, once", fault: { answer: "throttled", times: 1 }, passes: true },
  { name: "429 and seconds, once", fault: { answer: "throttled", retryAfter: 7, times: 1 }, passes: true },
  {
    name: "429 and a date that has passed, once",
    fault: { answer: "throttled", retryAfter: "Tue, 24 Nov 2026 05:00:00 GMT", times: 1 },
    passes: true,
  },
  {
    name: "429 and a wait that is none, once",
    fault: { answer: "throttled", retryAfter: "soon", times: 1 },
    passes: true,
  },
  { name: "429 and an hour", fault: { answer: "throttled", retryAfter: 3600 } },
  { name: "429 and a date in an hour", fault: { answer: "throttled", retryAfter: later } },
  { name: "ever new pages", fault: { answer: "endless" } },
  { name: "a token that has expired", fault: { answer: "expired" } },
  { name: "no right", fault: { answer: "denied" } },
  { name: "no licence", fault: { answer: "unlicensed" } },
];

export interface Reading extends Evidenced {
  readonly requests: readonly LoggedRequest[];
  /** Seconds of the injected clock. */
  readonly took: number;
}

/**
 * Reads Contoso under a clock of its own: each request takes a second, a wait takes what it says. After `deadline` seconds the
 * reading is ended, as `--timeout` ends it.
 */
export function read(
  faults: readonly Fault[],
  deadline: number,
  { kinds, timeout = 60_000 }: { readonly kinds?: readonly EvidenceKind[]; readonly timeout?: number } = {},
): Promise<Reading> {
  const start = Date.parse(at);
  let now = start;
  const end = new AbortController();
  const pass = (milliseconds: number) => {
    now += milliseconds;
    if (now - start > deadline * 1000 && !end.signal.aborted)
      end.abort(new Stopped(`after ${deadline}s, as --timeout says`));
  };
  const clock = { now: () => now, sleep: async (milliseconds: number) => pass(milliseconds), random: () => 0.5 };
  return simulated({ scenario, pageSize: 1000, faults }, async (signed, { requests }) => {
    const evidence = await gather({
      ...signed,
      clock,
      decoys: estate.decoys,
      signal: end.signal,
      timeout,
      patience: { attempts: 2, longestWait: 300_000 },
      onRequest: () => pass(1000),
      ...(kinds && { kinds }),
    });
    return { ...evidence, requests, took: (now - start) / 1000 };
  });
}

/** The same on the real clock, with the patience that users get; ended after so many milliseconds. */
export function readForReal(faults: readonly Fault[], milliseconds: number): Promise<Evidenced> {
  const end = new AbortController();
  const timer = setTimeout(() => end.abort(new Stopped(`after ${milliseconds}ms`)), milliseconds);
  return simulated({ scenario, pageSize: 1000, faults }, signed =>
    gather({ ...signed, decoys: estate.decoys, signal: end.signal }),
  ).finally(() => clearTimeout(timer));
}
