import { setMaxListeners } from "node:events";
import {
  bearerTokenAuthenticationPolicy,
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineFromOptions,
  createPipelineRequest,
  type Pipeline,
  type PipelineOptions,
  type PipelinePolicy,
  type TlsSettings,
} from "@azure/core-rest-pipeline";
import type { TokenCredential } from "@azure/identity";
import { type Clock, systemClock } from "./clock";
import { deadline } from "./deadline";
import type { Endpoints } from "./endpoints";
import { Fault, faultOfAnswer, malformedAnswer } from "./fault";
import { documentedLimits, type Limit, throttle } from "./limits";
import { defaultPatience, type Patience, patience } from "./patience";
import { mostPlaces } from "./places";
import { requestLog, type SentRequest } from "./request-log";

export interface Connection {
  readonly endpoints: Endpoints;
  readonly credential: TokenCredential;
  /** Ends every request under way, and the run with it. */
  readonly signal?: AbortSignal;
  /** Certificates to trust beside the system's; NODE_EXTRA_CA_CERTS serves as well. */
  readonly tlsOptions?: TlsSettings;
  readonly clock?: Clock;
  readonly limits?: readonly Limit[];
  readonly patience?: Patience;
  /** Requests under way at a time to one service, at most. */
  readonly concurrency?: number;
  /** Milliseconds that one request may take, with the body of its answer. */
  readonly timeout?: number;
  /** Told of each request once it is answered, or once it is clear that it will not be. */
  readonly onRequest?: (sent: SentRequest) => void;
}

/** One service, spoken to in JSON. Faults are thrown as `Fault`, an abort as an AbortError. */
export interface Service {
  readonly name: string;
  /** `url` is a path of the service, or a link that it gave itself. */
  get(url: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  post(url: string, body: unknown): Promise<Answer>;
}

export interface Answer {
  readonly body: unknown;
  header(name: string): string | undefined;
}

/** The policies that hold for every request, ours and those of the Azure SDK clients. */
export interface Manners {
  readonly perCall: readonly PipelinePolicy[];
  readonly perRetry: readonly PipelinePolicy[];
  readonly options: PipelineOptions;
}

/** One set of manners for a run: services that share it share its places and its buckets. */
export function mannersOf(connection: Partial<Connection>): (origin: string) => Manners {
  const { signal, tlsOptions, clock = systemClock, limits = documentedLimits, concurrency = mostPlaces } = connection;
  const waits = patience(clock, connection.patience ?? defaultPatience);
  const pace = throttle(limits, concurrency, clock);
  const inTime = deadline(connection.timeout ?? 60_000);
  const cutOff = abortable(signal);
  const logged = connection.onRequest && requestLog(clock, connection.onRequest);
  const options: PipelineOptions = {
    retryOptions: { maxRetries: 0 }, // `patience` retries
    redirectOptions: { maxRetries: 0 }, // these services do not redirect; whoever answers so is not one of them
    userAgentOptions: { userAgentPrefix: "computeguard" },
    ...(tlsOptions && { tlsOptions }),
  };
  return origin => ({
    perCall: [onlyTo(origin), cutOff, waits],
    perRetry: [pace, inTime, ...(logged ? [logged] : [])],
    options,
  });
}

/** A link in an answer must not carry the sign-in's token to another host. */
const onlyTo = (origin: string): PipelinePolicy => ({
  name: "onlyTo",
  async sendRequest(request, next) {
    const target = new URL(request.url);
    if (target.origin !== origin) {
      throw new Fault("malformed", `a next page on ${new URL(origin).host}; the answer leads to ${target.host}`);
    }
    return next(request);
  },
});

function abortable(signal: AbortSignal | undefined): PipelinePolicy {
  if (signal) setMaxListeners(0, signal); // as many as requests are under way, which Node would take for a leak
  return {
    name: "abortable",
    sendRequest(request, next) {
      if (signal) request.abortSignal ??= signal;
      return next(request);
    },
  };
}

/** The library's pipeline with our manners, in the order in which they hold. Without a credential nobody signs in. */
export function pipelineWith(manners: Manners, credential: TokenCredential | undefined, scope: string): Pipeline {
  const pipeline = createPipelineFromOptions(manners.options);
  for (const policy of manners.perCall) pipeline.addPolicy(policy);
  if (credential) pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes: scope }));
  for (const policy of manners.perRetry) pipeline.addPolicy(policy, { afterPhase: "Sign" });
  return pipeline;
}

/** Without a credential nobody signs in: for what a service tells everybody. */
export function serviceAt(
  name: string,
  endpoint: string,
  credential: TokenCredential | undefined,
  manners: Manners,
  scope = `${endpoint}/.default`,
): Service {
  const client = createDefaultHttpClient();
  const pipeline = pipelineWith(manners, credential, scope);

  async function send(
    method: "GET" | "POST",
    url: string,
    content?: unknown,
    extra: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const request = createPipelineRequest({
      url: url.startsWith("/") ? endpoint + url : url,
      method,
      headers: createHttpHeaders({
        ...extra,
        accept: "application/json",
        ...(content !== undefined && { "content-type": "application/json" }),
      }),
      ...(content !== undefined && { body: JSON.stringify(content) }),
    });
    const { status, bodyAsText, headers } = await pipeline.sendRequest(client, request);
    if (status < 200 || status > 299) throw faultOfAnswer(name, status, bodyAsText);
    try {
      return { body: JSON.parse(bodyAsText ?? "") as unknown, header: header => headers.get(header) };
    } catch {
      throw malformedAnswer(name);
    }
  }
  return {
    name,
    get: (url, headers) => send("GET", url, undefined, headers),
    post: (url, content) => send("POST", url, content),
  };
}
