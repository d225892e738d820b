import {
  createDefaultHttpClient,
  createEmptyPipeline,
  createHttpHeaders,
  createPipelineRequest,
  isRestError,
  proxyPolicy,
  type TlsSettings,
  tlsPolicy,
  userAgentPolicy,
} from "@azure/core-rest-pipeline";
import { type Clock, systemClock } from "./clock";
import { deadline } from "./deadline";
import { Fault } from "./fault";
import { patience } from "./patience";

/** An address to which something is posted. It is a secret, so nothing gives it back. */
export interface Webhook {
  /** Tells whose it is; no secret, and in no message all the same. */
  readonly host: string;
  /** @throws Fault where it was not taken, in words without the address */
  post(body: string): Promise<void>;
}

export interface WebhookOptions {
  readonly clock?: Clock;
  readonly tlsOptions?: TlsSettings;
  /** Milliseconds that one attempt may take. */
  readonly timeout?: number;
}

const loopback = new Set(["127.0.0.1", "[::1]", "localhost"]);

/** Why an address is none; undefined where it is one. Plain http goes to this machine alone. */
export function addressFault(text: string): string | undefined {
  if (!URL.canParse(text)) return "is no address";
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== "" || password !== "") return "holds a user name or password before the host";
  return protocol === "https:" || (protocol === "http:" && loopback.has(hostname)) ? undefined : "is no https address";
}

/**
 * A webhook at an address without fault. Of the library's pipeline only what is needed is used: its log would write the path, in which
 * Slack's addresses have their secret. A redirect is followed nowhere, and counts as refused.
 */
export function webhookAt(address: string, options: WebhookOptions = {}): Webhook {
  const { clock = systemClock, tlsOptions, timeout = 20_000 } = options;
  const url = new URL(address);
  const client = createDefaultHttpClient();
  const pipeline = createEmptyPipeline();
  pipeline.addPolicy(userAgentPolicy({ userAgentPrefix: "computeguard" }));
  pipeline.addPolicy(patience(clock, { attempts: 3, longestWait: 30_000 }));
  pipeline.addPolicy(deadline(timeout), { afterPhase: "Retry" });
  pipeline.addPolicy(proxyPolicy(), { afterPhase: "Retry" });
  if (tlsOptions) pipeline.addPolicy(tlsPolicy(tlsOptions), { afterPhase: "Retry" });
  return {
    host: url.hostname.toLowerCase(),
    async post(body) {
      const request = createPipelineRequest({
        url: url.href,
        method: "POST",
        body,
        headers: createHttpHeaders({ "content-type": "application/json" }),
        allowInsecureConnection: url.protocol === "http:",
      });
      const status = await pipeline.sendRequest(client, request).then(
        answer => answer.status,
        error => {
          throw unanswered(error);
        },
      );
      if (status < 200 || status > 299) throw new Fault("failed", `an answer from the webhook (HTTP ${status})`);
    },
  };
}

/** What the library says of an error may hold the address; its code does not. */
function unanswered(error: unknown): Fault {
  if (error instanceof Fault) return new Fault("failed", "an answer from the webhook in time");
  const code = isRestError(error) && /^[A-Z_]{3,60}$/.test(error.code ?? "") ? error.code : "it broke";
  return new Fault("failed", `a connection to the webhook (${code})`);
}
