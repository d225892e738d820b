import { AuthorizationManagementClient } from "@azure/arm-authorization";
import { AzureQuotaExtensionAPI } from "@azure/arm-quota";
import { plainEndpoints } from "./endpoints";
import { faultOf, isAbort } from "./fault";
import { huntingRows, workspaceRows } from "./log-query";
import { circleGuard, paged, pageOf } from "./paging";
import { type Connection, type Manners, mannersOf, serviceAt } from "./pipeline";
import { resourceGraph } from "./resource-graph";

/** A tenant, ready to be read: ARM, Microsoft Graph and the SDK clients, all with the same manners. */
export interface Azure {
  /** Rows of an ARM list; the path carries its api-version. */
  armList(path: string): AsyncGenerator<unknown>;
  armGet(path: string): Promise<unknown>;
  /** Rows of a Graph list; the path starts with /v1.0. */
  graphList(path: string): AsyncGenerator<unknown>;
  /** Rows of a Graph list that only an advanced query gives; the path asks for `$count=true`. */
  graphQuery(path: string): AsyncGenerator<unknown>;
  graphGet(path: string): Promise<unknown>;
  graphPost(path: string, body: unknown): Promise<unknown>;
  /** What policies would do to a resource, which is not created: the one question to ARM, beside Resource Graph's, that is a POST. */
  policyRestrictions(subscription: string, resource: unknown): Promise<unknown>;
  resourceGraph(query: string, subscriptions?: readonly string[]): AsyncGenerator<unknown>;
  /** Rows of a KQL query on a Log Analytics workspace, by its resource id. */
  workspace(id: string, query: string): AsyncGenerator<unknown>;
  /** Rows of a KQL query of advanced hunting. */
  hunting(query: string): AsyncGenerator<unknown>;
  readonly authorization: AuthorizationManagementClient;
  readonly quota: AzureQuotaExtensionAPI;
  /** What the sign-in's token says of itself; the token stays inside. */
  claims(service: "arm" | "graph"): Promise<Claims>;
}

export type Claims = Readonly<Record<string, unknown>>;

/** Nothing is sent before something is read. */
export function connect(connection: Connection): Azure {
  const { credential, signal } = connection;
  const endpoints = plainEndpoints(connection.endpoints);
  const manners = mannersOf(connection);
  const armManners = manners(new URL(endpoints.arm).origin);
  // Tokens are for the service, whose address is mostly its name as well.
  const scopes = { arm: `${endpoints.armAudience ?? endpoints.arm}/.default`, graph: `${endpoints.graph}/.default` };
  const arm = serviceAt("Azure Resource Manager", endpoints.arm, credential, armManners, scopes.arm);
  const graph = serviceAt("Microsoft Graph", endpoints.graph, credential, manners(new URL(endpoints.graph).origin));
  const logs =
    endpoints.logs === undefined
      ? undefined
      : serviceAt("Log Analytics", endpoints.logs, credential, manners(new URL(endpoints.logs).origin));
  const body = (answer: { body: unknown }) => answer.body;
  const sdk = sdkOptions(endpoints.arm, scopes.arm, armManners);
  // Every call made here names its scope itself, so the clients' own subscription is never used.
  const noSubscription = "00000000-0000-0000-0000-000000000000";
  return {
    armList: path => paged(path, async url => body(await arm.get(url)), arm.name),
    armGet: async path => body(await arm.get(path)),
    graphList: path => paged(path, async url => body(await graph.get(url)), graph.name),
    // Graph's links do not carry the header on, so each page is asked for with it.
    graphQuery: path =>
      paged(path, async url => body(await graph.get(url, { ConsistencyLevel: "eventual" })), graph.name),
    graphGet: async path => body(await graph.get(path)),
    graphPost: async (path, content) => body(await graph.post(path, content)),
    policyRestrictions: async (subscription, resource) =>
      body(await arm.post(restrictionsPath(subscription), resource)),
    resourceGraph: (query, subscriptions) => resourceGraph(arm, query, subscriptions),
    workspace: (id, query) => workspaceRows(logs, id, query),
    hunting: query => huntingRows(graph, query),
    authorization: new AuthorizationManagementClient(credential, noSubscription, sdk),
    quota: new AzureQuotaExtensionAPI(credential, noSubscription, sdk),
    async claims(service) {
      try {
        const token = await credential.getToken(scopes[service], signal && { abortSignal: signal });
        return claimsOf(token?.token ?? "");
      } catch (error) {
        if (isAbort(error)) throw error;
        throw faultOf(error, service === "arm" ? arm.name : graph.name);
      }
    },
  };
}

const restrictionsPath = (subscription: string) =>
  `/subscriptions/${encodeURIComponent(subscription)}/providers/Microsoft.PolicyInsights/checkPolicyRestrictions?api-version=2024-10-01`;

const sdkOptions = (endpoint: string, scope: string, { perCall, perRetry, options }: Manners) => ({
  ...options,
  endpoint,
  $host: endpoint,
  credentialScopes: scope,
  additionalPolicies: [
    ...perCall.map(policy => ({ policy, position: "perCall" as const })),
    ...perRetry.map(policy => ({ policy, position: "perRetry" as const })),
  ],
});

/** The middle part of a JWT. A token of another form has no claims that could be read. */
function claimsOf(token: string): Claims {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
    return claims !== null && typeof claims === "object" ? (claims as Claims) : {};
  } catch {
    return {};
  }
}

type Listing = { byPage(): AsyncIterable<unknown> };
type ListOptions = { readonly onResponse: (raw: { readonly bodyAsText?: string | null }) => void };

/**
 * Rows of an SDK list as they came over the wire. The SDK pages and signs; its models are passed by, for they drop
 * what they do not know (the condition of a role's permissions) and invent what is absent (a principal type `User`).
 */
export async function* wireRows(list: (options: ListOptions) => Listing): AsyncGenerator<unknown> {
  const service = "Azure Resource Manager";
  const follow = circleGuard(service);
  let text: string | null | undefined;
  const options: ListOptions = {
    onResponse: raw => {
      text = raw.bodyAsText;
    },
  };
  for await (const _ of list(options).byPage()) {
    const { rows, next } = pageOf(JSON.parse(text ?? ""), service);
    follow(next, rows.length);
    yield* rows;
  }
}
