import { request } from "node:https";
import { ClientSecretCredential } from "@azure/identity";
import type { Row } from "../../simulator/json";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../simulator/server";

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly body: Row;
}

/** A client without any cleverness: no retry, no paging, nothing hidden. */
export interface Client {
  readonly simulator: Simulator;
  readonly arm: (path: string, body?: unknown) => Promise<Reply>;
  /** A query of Log Analytics. */
  readonly logs: (path: string, body: unknown) => Promise<Reply>;
  readonly graph: (path: string, more?: { body?: unknown; headers?: Record<string, string> }) => Promise<Reply>;
  /** All rows of a list, next links followed. */
  readonly all: (plane: "arm" | "graph", path: string) => Promise<Row[]>;
  readonly raw: (
    url: string,
    options?: { method?: string; headers?: Record<string, string>; body?: string },
  ) => Promise<Reply>;
}

export function credentialFor(simulator: Simulator): ClientSecretCredential {
  return new ClientSecretCredential(simulator.tenantId, simulator.clientId, simulator.clientSecret, {
    authorityHost: simulator.urls.authority,
    disableInstanceDiscovery: true,
    tlsOptions: { ca: simulator.ca },
  });
}

/** Starts a simulator, runs the body with a client for it, and closes it whatever happens. */
export async function withSimulator(options: SimulatorOptions, run: (client: Client) => Promise<void>): Promise<void> {
  const simulator = await startSimulator(options);
  try {
    await run(await clientOf(simulator));
  } finally {
    await simulator.close();
  }
}

export async function clientOf(simulator: Simulator): Promise<Client> {
  const raw: Client["raw"] = (url, { method = "GET", headers = {}, body } = {}) =>
    new Promise((resolve, reject) => {
      const outgoing = request(url, { method, headers, ca: simulator.ca, agent: false }, incoming => {
        let text = "";
        incoming.setEncoding("utf8");
        incoming.on("data", chunk => {
          text += chunk;
        });
        incoming.on("error", reject);
        incoming.on("aborted", () => reject(new Error("aborted")));
        incoming.on("end", () => {
          let parsed: Row = {};
          try {
            parsed = JSON.parse(text) as Row;
          } catch {
            // spoilt on purpose by some faults: the text tells
          }
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, body: parsed });
        });
      });
      outgoing.on("error", reject);
      outgoing.end(body);
    });
  const { arm, graph, logs, authority } = simulator.urls;
  async function tokenFor(resource: string): Promise<string> {
    const form = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: simulator.clientId,
      client_secret: simulator.clientSecret,
      scope: `${resource}/.default`,
    });
    const reply = await raw(`${authority}/${simulator.tenantId}/oauth2/v2.0/token`, {
      method: "POST",
      body: form.toString(),
    });
    return String(reply.body.access_token);
  }
  const tokens = {
    arm: await tokenFor("https://management.azure.com"),
    graph: await tokenFor("https://graph.microsoft.com"),
  };
  const ask = (plane: "arm" | "graph", url: string, body?: unknown, headers: Record<string, string> = {}) =>
    raw(url, {
      method: body === undefined ? "GET" : "POST",
      headers: { authorization: `Bearer ${tokens[plane]}`, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    simulator,
    raw,
    logs: async (path, body) => {
      const authorization = `Bearer ${await tokenFor("https://api.loganalytics.azure.com")}`;
      return raw(`${logs}${path}`, { method: "POST", headers: { authorization }, body: JSON.stringify(body) });
    },
    arm: (path, body) => ask("arm", `${arm}${path}`, body),
    graph: (path, more = {}) => ask("graph", `${graph}${path}`, more.body, more.headers),
    all: async (plane, path) => {
      const rows: Row[] = [];
      let url: string | undefined = `${simulator.urls[plane]}${path}`;
      while (url) {
        const reply: Reply = await ask(plane, url);
        if (reply.status !== 200) throw new Error(`${url}: ${reply.status} ${reply.text}`);
        rows.push(...(reply.body.value as Row[]));
        url = (reply.body["@odata.nextLink"] ?? reply.body.nextLink ?? undefined) as string | undefined;
      }
      return rows;
    },
  };
}
