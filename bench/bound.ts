import { type Limit, limitOf } from "../posture/azure/limits";
import { mostPlaces } from "../posture/azure/places";

/** A request as the audit's log tells of it: host, path and query. */
export interface Asked {
  readonly address: string;
}

/**
 * The seconds below which nobody can ask these requests: each documented limit lets its bucket through at once and the rest at its
 * rate, and each service answers as many at a time as there are places, each after the latency. `by` is what takes that long.
 */
export function leastSeconds(
  asked: readonly Asked[],
  limits: readonly Limit[],
  latency: number,
): { readonly seconds: number; readonly by: string } {
  const ofBucket = new Map<string, { limit: Limit; count: number }>();
  const ofService = new Map<string, number>();
  for (const { address } of asked) {
    const slash = address.indexOf("/");
    const [host, path] = [address.slice(0, slash), address.slice(slash).split("?")[0]!];
    ofService.set(host, (ofService.get(host) ?? 0) + 1);
    const limit = limitOf(limits, path);
    if (!limit) continue;
    const subscription =
      limit.per === "subscription" ? /^\/subscriptions\/([^/]+)/i.exec(path)?.[1]?.toLowerCase() : "";
    const bucket = ofBucket.get(`${limit.name} ${subscription}`) ?? { limit, count: 0 };
    bucket.count++;
    ofBucket.set(`${limit.name} ${subscription}`, bucket);
  }
  const times = [
    ...[...ofBucket.values()].map(({ limit, count }) => ({
      seconds: Math.max(0, (count - limit.size) / limit.perSecond),
      by: `${count} requests under the limit of ${limit.name}`,
    })),
    ...[...ofService].map(([host, count]) => ({
      seconds: (count * latency) / mostPlaces / 1000,
      by: `${count} requests to ${host.replace(/:\d+$/, "")} in ${mostPlaces} places`,
    })),
  ];
  return times.reduce((most, time) => (time.seconds > most.seconds ? time : most), { seconds: 0, by: "nothing" });
}
