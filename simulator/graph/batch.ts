import { type Answer, graphError, ok } from "../answers";
import type { Call } from "../call";
import { get, isRow, type Json, text } from "../json";

const most = 20;

type Ask = (method: string, url: string, headers: Record<string, string>, body: string) => Promise<Answer>;

/** Runs the items of `$batch`, each judged alone. Answers come back in another order than the questions. */
export async function batchOf(call: Call, ask: Ask): Promise<Answer> {
  const requests = get(call.body, "requests");
  const refuse = (message: string) => graphError(400, "BadRequest", message, call.tenant.at);
  if (!Array.isArray(requests)) return refuse("Invalid batch payload format.");
  if (requests.length > most) return refuse(`Number of batch request steps exceeds the maximum value of ${most}.`);
  const responses: Json[] = [];
  for (const request of requests as readonly Json[]) {
    const url = text(request, "url");
    const own = isRow(get(request, "headers")) ? (get(request, "headers") as Record<string, string>) : {};
    const headers = Object.fromEntries(Object.entries(own).map(([name, value]) => [name.toLowerCase(), String(value)]));
    const body = get(request, "body");
    const answer = await ask(
      text(request, "method").toUpperCase() || "GET",
      url.startsWith("/") ? url : `/${url}`,
      headers,
      body === undefined ? "" : JSON.stringify(body),
    );
    const failed = answer.broken !== undefined;
    responses.push({
      id: text(request, "id"),
      status: failed ? 503 : answer.status,
      headers: { "Content-Type": "application/json", ...answer.headers },
      ...(answer.body === undefined || failed ? {} : { body: answer.body }),
    });
  }
  return ok({ responses: responses.reverse() });
}
