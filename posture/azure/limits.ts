import { isRestError, type PipelinePolicy } from "@azure/core-rest-pipeline";
import { TokenBucket } from "limiter";
import pLimit, { type LimitFunction } from "p-limit";
import { type Clock, systemClock } from "./clock";
import { type Ending, endingOf, type Places, placesAfter, placesAtFirst } from "./places";
import { cutOff } from "./stopped";

/** A documented request limit: a bucket of `size` requests that refills with `perSecond`. */
export interface Limit {
  readonly name: string;
  /** Tried against the path, in the order of the table; the first that matches holds. */
  readonly path: RegExp;
  readonly size: number;
  readonly perSecond: number;
  /** Azure counts per subscription where there is one; Graph counts per tenant. */
  readonly per: "tenant" | "subscription";
}

/** Sources: ARM request limits; Resource Graph throttling guidance; Microsoft Graph service-specific limits. */
export const documentedLimits: readonly Limit[] = [
  { name: "Resource Graph", path: /^\/providers\/microsoft\.resourcegraph\//i, size: 15, perSecond: 3, per: "tenant" },
  { name: "Graph reports", path: /^\/(v1\.0|beta)\/(auditLogs|reports)\//i, size: 5, perSecond: 0.5, per: "tenant" },
  {
    name: "Graph Conditional Access and Identity Protection",
    path: /^\/(v1\.0|beta)\/(identity\/conditionalAccess|identityProtection|policies\/authenticationStrength)/i,
    size: 1,
    perSecond: 1,
    per: "tenant",
  },
  // 3,500 resource units in 10 s for the smallest tenants; the calls made here cost up to 5 units.
  { name: "Graph directory", path: /^\/(v1\.0|beta)\//i, size: 100, perSecond: 60, per: "tenant" },
  { name: "ARM reads", path: /^\//, size: 250, perSecond: 25, per: "subscription" },
];

const subscriptionOf = (path: string) => /^\/subscriptions\/([^/]+)/i.exec(path)?.[1]?.toLowerCase() ?? "";

export const limitOf = (limits: readonly Limit[], path: string): Limit | undefined =>
  limits.find(limit => limit.path.test(path));

/** What waits for a token, one after the other: the library's own waiting knows of no abort, and keeps the process. */
interface Turns {
  readonly bucket: TokenBucket;
  readonly enter: LimitFunction;
}

/** The places of one service, and who waits for one. */
interface Queue {
  places: Places;
  readonly enter: LimitFunction;
}

/**
 * Stays below the documented limits, and below `most` requests to one service at a time, fewer where it refuses: one that does not
 * answer takes no place from the others. Each retry counts anew.
 */
export function throttle(limits: readonly Limit[], most: number, clock: Pick<Clock, "now">): PipelinePolicy {
  const turns = new Map<string, Turns>();
  const queues = new Map<string, Queue>();
  const queueAt = (origin: string): Queue => {
    const places = placesAtFirst(most);
    const known = queues.get(origin) ?? { places, enter: pLimit(places.open) };
    queues.set(origin, known);
    return known;
  };
  const left = (queue: Queue, ending: Ending, cuts: number): void => {
    queue.places = placesAfter(queue.places, most, ending, cuts);
    if (queue.enter.concurrency !== queue.places.open) queue.enter.concurrency = queue.places.open;
  };
  const turnsOf = ({ name, size, perSecond, per }: Limit, path: string): Turns => {
    const key = per === "subscription" ? `${name} ${subscriptionOf(path)}` : name;
    const known = turns.get(key);
    if (known) return known;
    const bucket = new TokenBucket({ bucketSize: size, tokensPerInterval: perSecond, interval: "second" });
    bucket.content = size; // the library starts with an empty one
    const fresh = { bucket, enter: pLimit(1) };
    turns.set(key, fresh);
    return fresh;
  };
  const turn = ({ bucket, enter }: Turns, signal: AbortSignal | undefined): Promise<void> =>
    enter(async () => {
      if (signal?.aborted) throw cutOff("a request");
      // the bucket counts the system's time, so that is waited for
      while (!bucket.tryRemoveTokens(1)) await systemClock.sleep(Math.max(1, bucket.getWaitTime(1)), signal);
    });
  return {
    name: "throttle",
    async sendRequest(request, next) {
      const { origin, pathname } = new URL(request.url);
      const limit = limitOf(limits, pathname);
      // the library's type of a signal is narrower than what it is handed
      if (limit) await turn(turnsOf(limit, pathname), request.abortSignal as AbortSignal | undefined);
      const queue = queueAt(origin);
      return queue.enter(async () => {
        const began = clock.now();
        const { cuts } = queue.places;
        const ended = (status?: number) => left(queue, endingOf(status, clock.now() - began), cuts);
        try {
          const response = await next(request);
          ended(response.status);
          return response;
        } catch (error) {
          ended(isRestError(error) ? error.response?.status : undefined);
          throw error;
        }
      });
    },
  };
}
