import type { PipelinePolicy } from "@azure/core-rest-pipeline";
import type { Clock } from "./clock";

/** One request as it went. Its headers and bodies are no part of it: tokens and data are there. */
export interface SentRequest {
  readonly method: string;
  /** Host, path and query; what a service gave to continue a list by is cut out. */
  readonly address: string;
  /** Of the answer; absent where none came. */
  readonly status?: number;
  /** Between the request and the whole of its answer; the wait for a free place is no part of it. */
  readonly milliseconds: number;
}

/** Tells of each request after its answer, retries as well. */
export const requestLog = (clock: Clock, tell: (sent: SentRequest) => void): PipelinePolicy => ({
  name: "requestLog",
  async sendRequest(request, next) {
    const began = clock.now();
    const told = (status?: number) =>
      tell({
        method: request.method,
        address: loggedAddress(request.url),
        ...(status !== undefined && { status }),
        milliseconds: clock.now() - began,
      });
    try {
      const response = await next(request);
      told(response.status);
      return response;
    } catch (error) {
      told();
      throw error;
    }
  },
});

/** The parts of a query that say what is asked for. Another may be a continuation token or a signature. */
const plainParameters = new Set(
  "api-version $filter $select $expand $top $count $orderby $search metricnames timespan interval aggregation".split(
    " ",
  ),
);

/** `https://graph.microsoft.com/v1.0/users?$top=999&$skiptoken=RFN…` → `graph.microsoft.com/v1.0/users?$top=999&$skiptoken=...` */
export function loggedAddress(url: string): string {
  const { host, pathname, searchParams } = new URL(url);
  const query = [...searchParams].map(
    ([name, value]) => `${name}=${plainParameters.has(name.toLowerCase()) ? value : "..."}`,
  );
  return `${host}${pathname}${query.length > 0 ? `?${query.join("&")}` : ""}`;
}
