import { exportJWK, generateKeyPair, type JWTPayload, jwtVerify, SignJWT } from "jose";
import { type Answer, loginError, ok, type Plane } from "./answers";
import type { Call, Caller } from "./call";
import { same } from "./json";
import type { Tenant } from "./tenant";

/** Audiences that each side takes; the scope of a client is one of them and `/.default`. */
const audiences = {
  arm: [
    "https://management.azure.com",
    "https://management.core.windows.net",
    "https://management.usgovcloudapi.net",
    "https://management.chinacloudapi.cn",
  ],
  graph: [
    "https://graph.microsoft.com",
    "https://graph.microsoft.us",
    "https://microsoftgraph.chinacloudapi.cn",
    "00000003-0000-0000-c000-000000000000",
  ],
  logs: [
    "https://api.loganalytics.azure.com",
    "https://api.loganalytics.io",
    "https://api.loganalytics.us",
    "https://api.loganalytics.azure.cn",
  ],
  storage: ["https://storage.azure.com"],
  ingestion: ["https://monitor.azure.com", "https://monitor.azure.us", "https://monitor.azure.cn"],
};

type Audience = keyof typeof audiences;

/** How long a token is good, in seconds. */
const lifetime = 3599;

export interface SignIn {
  readonly configuration: (origin: string, tenantName: string) => Answer;
  readonly keys: () => Answer;
  readonly token: (tenantName: string, form: URLSearchParams) => Promise<Answer>;
  /** What `X-IDENTITY-HEADER` has to be. */
  readonly identityHeader: string;
  /** A token for a workload, as Container Apps and App Service give it to those that they run. */
  readonly identityToken: (headers: Call["headers"], query: URLSearchParams) => Promise<Answer>;
  /** Who a bearer token speaks for, or `undefined` where it is no good for this side. */
  readonly callerOf: (authorization: string | undefined, plane: Plane) => Promise<Caller | undefined>;
}

/** Made once in a process, which they die with: an RSA key takes long to find. */
let keys: ReturnType<typeof generateKeyPair> | undefined;

/**
 * Issues and checks tokens as Entra does for client credentials. `own` names the loopback addresses: a token for
 * one of them is refused by the others, as with the public names.
 */
export async function startSignIn(
  tenant: Tenant,
  roles: readonly string[],
  own: { arm: string; graph: string; logs: string },
): Promise<SignIn> {
  keys ??= generateKeyPair("RS256");
  const { publicKey, privateKey } = await keys;
  const kid = "simulator";
  const identityHeader = "00000000-0000-0000-0000-000000000000";
  const { kty, n = "", e = "" } = await exportJWK(publicKey);
  const jwk = { kty: kty ?? "RSA", n, e, kid, use: "sig", alg: "RS256" };
  const known = {
    ...audiences,
    arm: [...audiences.arm, own.arm],
    graph: [...audiences.graph, own.graph],
    logs: [...audiences.logs, own.logs],
  };
  const callers = new Map<string, { caller: Caller; plane: Plane; until: number }>();
  const isOurs = (name: string) => [tenant.tenantId, tenant.defaultDomain].some(ours => same(ours, name));
  const noTenant = (name: string) => loginError(400, "invalid_tenant", 90002, `Tenant '${name}' not found.`);

  function planeOf(audience: string): Audience | undefined {
    const bare = audience.replace(/\/+$/, "");
    return (Object.keys(known) as Audience[]).find(plane => known[plane].includes(bare));
  }

  async function token(name: string, form: URLSearchParams): Promise<Answer> {
    if (!isOurs(name)) return noTenant(name);
    const { clientId, secret } = tenant.auditor;
    const asked = form.get("client_id") ?? "";
    if (form.get("grant_type") !== "client_credentials")
      return loginError(400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type.");
    if (!same(asked, clientId))
      return loginError(400, "unauthorized_client", 700016, `Application with identifier '${asked}' was not found.`);
    if (form.get("client_secret") !== secret)
      return loginError(401, "invalid_client", 7000215, "Invalid client secret provided.");
    const scope = form.get("scope") ?? "";
    if (!scope.endsWith("/.default"))
      return loginError(400, "invalid_scope", 1002012, `The provided value for scope ${scope} is not valid.`);
    const audience = scope.slice(0, -"/.default".length);
    const plane = planeOf(audience);
    if (!plane)
      return loginError(400, "invalid_resource", 500011, `The resource principal named ${audience} was not found.`);
    const access_token = await signedFor(audience, plane);
    return ok({ token_type: "Bearer", expires_in: lifetime, ext_expires_in: lifetime, access_token });
  }

  async function identityToken(headers: Call["headers"], query: URLSearchParams): Promise<Answer> {
    const { clientId } = tenant.auditor;
    const refused = (status: number, message: string): Answer => ({ status, body: { statusCode: status, message } });
    if (headers["x-identity-header"] !== identityHeader)
      return refused(401, "The identity header is missing or wrong.");
    const asked = query.get("client_id") ?? "";
    if (!same(asked, clientId)) return refused(400, `No managed identity was found for '${asked}'.`);
    const resource = query.get("resource") ?? "";
    const plane = planeOf(resource);
    if (!plane) return refused(400, `The resource '${resource}' was not found.`);
    const access_token = await signedFor(resource, plane);
    const expires_on = String(Math.floor(Date.now() / 1000) + lifetime);
    return ok({ access_token, expires_on, resource, token_type: "Bearer", client_id: clientId });
  }

  function signedFor(audience: string, plane: Audience): Promise<string> {
    const { clientId, objectId } = tenant.auditor;
    const claims: JWTPayload = {
      appid: clientId,
      appidacr: "1",
      idp: `https://sts.windows.net/${tenant.tenantId}/`,
      idtyp: "app",
      oid: objectId,
      ...(plane === "graph" ? { roles: [...roles] } : {}),
      tid: tenant.tenantId,
      ver: "1.0",
    };
    return new SignJWT(claims)
      .setProtectedHeader({ alg: "RS256", typ: "JWT", kid })
      .setAudience(audience)
      .setIssuer(`https://sts.windows.net/${tenant.tenantId}/`)
      .setSubject(objectId)
      .setIssuedAt()
      .setNotBefore("0s")
      .setExpirationTime(`${lifetime}s`)
      .sign(privateKey);
  }

  async function callerOf(authorization: string | undefined, plane: Plane): Promise<Caller | undefined> {
    const bearer = /^Bearer (.+)$/i.exec(authorization ?? "")?.[1];
    if (!bearer) return undefined;
    let seen = callers.get(bearer);
    if (!seen) {
      try {
        const { payload } = await jwtVerify(bearer, publicKey, { algorithms: ["RS256"] });
        const issuedFor = planeOf(String(payload.aud));
        if (!issuedFor) return undefined;
        const caller = {
          appId: String(payload.appid),
          objectId: String(payload.oid),
          roles: Array.isArray(payload.roles) ? payload.roles.map(String) : [],
        };
        seen = { caller, plane: issuedFor, until: Number(payload.exp) * 1000 };
        callers.set(bearer, seen);
      } catch {
        return undefined;
      }
    }
    return seen.plane === plane && seen.until > Date.now() ? seen.caller : undefined;
  }

  return {
    configuration: (origin, name) => {
      if (!isOurs(name)) return noTenant(name);
      const base = `${origin}/${tenant.tenantId}`;
      return ok({
        token_endpoint: `${base}/oauth2/v2.0/token`,
        token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt"],
        jwks_uri: `${base}/discovery/v2.0/keys`,
        response_types_supported: ["code", "id_token", "code id_token", "id_token token"],
        scopes_supported: ["openid", "profile", "email", "offline_access"],
        issuer: `${base}/v2.0`,
        authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
        device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
        end_session_endpoint: `${base}/oauth2/v2.0/logout`,
        subject_types_supported: ["pairwise"],
        id_token_signing_alg_values_supported: ["RS256"],
      });
    },
    keys: () => ok({ keys: [jwk] }),
    token,
    identityHeader,
    identityToken,
    callerOf,
  };
}
