import { Fault, malformedAnswer } from "./fault";
import { circleGuard } from "./paging";
import type { Service } from "./pipeline";

const path = "/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01";
/** The most rows that one page, and the most subscriptions that one query, may hold. */
const pageSize = 1000;

/**
 * Rows of a Resource Graph query (Kusto), over the whole tenant or over the subscriptions named.
 * The query must project `id`: without it Resource Graph cannot page.
 */
export async function* resourceGraph(
  arm: Service,
  query: string,
  subscriptions?: readonly string[],
): AsyncGenerator<unknown> {
  if (!subscriptions) yield* pages(arm, query, {});
  for (let at = 0; subscriptions && at < subscriptions.length; at += pageSize) {
    yield* pages(arm, query, { subscriptions: subscriptions.slice(at, at + pageSize) });
  }
}

async function* pages(arm: Service, query: string, scope: object): AsyncGenerator<unknown> {
  const follow = circleGuard("Resource Graph");
  let skipToken: string | undefined;
  do {
    const options = {
      $top: pageSize,
      resultFormat: "objectArray",
      ...(skipToken !== undefined && { $skipToken: skipToken }),
    };
    const answer = await arm.post(path, { ...scope, query, options });
    const body = answer.body as { data?: unknown; $skipToken?: unknown; resultTruncated?: unknown } | null;
    if (!body || !Array.isArray(body.data)) throw malformedAnswer("Resource Graph");
    yield* body.data;
    skipToken = typeof body.$skipToken === "string" && body.$skipToken ? body.$skipToken : undefined;
    if (!skipToken && body.resultTruncated === "true") {
      throw new Fault("cutOff", "the rest of the rows, which Resource Graph cut off");
    }
    if (answer.header("x-ms-tenant-subscription-limit-hit") === "true") {
      throw new Fault("cutOff", "the subscriptions beyond the 10,000 that Resource Graph reads; name them instead");
    }
    follow(skipToken, body.data.length);
  } while (skipToken);
}
