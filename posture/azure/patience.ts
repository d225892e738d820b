import { isRestError, type PipelinePolicy, type PipelineResponse } from "@azure/core-rest-pipeline";
import type { Clock } from "./clock";
import { Fault, isAbort } from "./fault";

export interface Patience {
  /** How often one request is sent at most. */
  readonly attempts: number;
  /** The longest wait that is accepted from a Retry-After. A longer one ends the request: asking sooner is impolite. */
  readonly longestWait: number;
}

export const defaultPatience: Patience = { attempts: 7, longestWait: 300_000 };

const firstWait = 1000;
const retried = (status: number) =>
  status === 408 || status === 429 || (status > 499 && status !== 501 && status !== 505);
const waitHeaders = [
  ["retry-after-ms", 1],
  ["x-ms-retry-after-ms", 1],
  ["retry-after", 1000],
] as const;

/**
 * Waits and asks again: as long as Azure says, and twice as long each time where it says nothing. The library's own
 * retries give up at once on a 429 without Retry-After, which Graph sends, and wait without an upper bound.
 */
export function patience(clock: Clock, { attempts, longestWait }: Patience): PipelinePolicy {
  return {
    name: "patience",
    async sendRequest(request, next) {
      for (let attempt = 1; ; attempt++) {
        let response: PipelineResponse | undefined;
        let error: unknown;
        try {
          response = await next(request);
        } catch (caught) {
          if (isAbort(caught)) throw caught;
          error = caught;
          response = isRestError(caught) ? caught.response : undefined;
        }
        const again = response ? retried(response.status) : isPassing(error);
        if (!again || attempt >= attempts) {
          if (error) throw error;
          return response!;
        }
        const wait = askedWait(response, clock) ?? firstWait * 2 ** (attempt - 1) * (1 + clock.random() / 4);
        if (wait > longestWait) {
          throw new Fault(
            "failed",
            `an answer from ${new URL(request.url).host}, which asks to wait ${Math.ceil(wait / 1000)} s`,
          );
        }
        await clock.sleep(wait, request.abortSignal as AbortSignal | undefined);
      }
    },
  };
}

/** Milliseconds that the answer asks to wait, from seconds, milliseconds or an HTTP date. */
function askedWait(response: PipelineResponse | undefined, clock: Clock): number | undefined {
  for (const [header, unit] of waitHeaders) {
    const text = response?.headers.get(header);
    if (!text) continue;
    const number = Number(text);
    if (Number.isFinite(number) && number >= 0) return number * unit;
    const date = Date.parse(text);
    if (Number.isFinite(date)) return Math.max(0, date - clock.now());
  }
  return undefined;
}

/** A connection that broke or never came about, or a request that timed out. */
const isPassing = (error: unknown): boolean =>
  (isRestError(error) && !error.response) || (error instanceof Fault && error.reason === "failed");
