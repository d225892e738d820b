import { partsOf, placeIn, planeOf } from "./address";
import { type Answer, loginError, type Plane, Refusal } from "./answers";
import { armRoutes } from "./arm/all";
import { type BlobStore, isForStorage, storageUnauthorised } from "./blob";
import type { Call, Listing, Sight } from "./call";
import { answerOf, type Fault, faultsOf, graphDenied, hasLicence, unlicensed } from "./faults";
import { graphRoutes } from "./graph/all";
import { batchOf } from "./graph/batch";
import { type Ingestion, ingestionUnauthorised } from "./ingestion";
import { logRoutes } from "./logs/all";
import { insufficientAccess } from "./logs/errors";
import { checkVersion, internalError, parsed, unauthorised, unknownAddress } from "./refusals";
import { retailPrices } from "./retail-prices";
import { actionOf, type Found, routerOf } from "./route";
import { refusedFor } from "./sight";
import type { SignIn } from "./sign-in";
import { spoiltBy, withoutPage } from "./spoilt";
import type { Tenant } from "./tenant";

/** One request as it came in and what it got. `status` is 0 where no whole answer went out. */
export interface LoggedRequest {
  readonly method: string;
  readonly host: string;
  /** With the query, as sent. */
  readonly path: string;
  readonly plane: Plane;
  /** The route's path in its table; left out where nothing was found. */
  readonly route?: string;
  /** The ARM action that it takes, or the Graph permissions of which it takes one. */
  readonly rights?: readonly string[];
  readonly body?: string;
  readonly status: number;
}

/** What stands behind the reception. */
interface Behind {
  readonly tenant: Tenant;
  readonly listing: Listing;
  readonly faults: readonly Fault[];
  readonly sight?: Sight;
  readonly signIn: SignIn;
  readonly store: BlobStore;
  readonly ingestion: Ingestion;
  /** Where every request is written down, in the order of the answers. */
  readonly requests: LoggedRequest[];
  /** For a request that names no host. */
  readonly ownHost: string;
}

type Reception = (method: string, url: string, headers: Call["headers"], body: string) => Promise<Answer>;

/** Receives every request, whatever it is for: checks who asks, finds who answers, and lets a fault come between. */
export function receptionOf({
  tenant,
  listing,
  faults,
  sight,
  signIn,
  store,
  ingestion,
  requests,
  ownHost,
}: Behind): Reception {
  const faultFor = faultsOf(faults);
  const find = { arm: routerOf(armRoutes), graph: routerOf(graphRoutes), logs: routerOf(logRoutes) };

  /** Who takes what is sent as it is, and has no routes. */
  const takers = {
    storage: { takes: store, unauthorised: storageUnauthorised },
    ingestion: { takes: ingestion, unauthorised: ingestionUnauthorised },
  };

  async function answer(method: string, url: string, headers: Call["headers"], body: string): Promise<Answer> {
    const hostName = headers.host ?? ownHost;
    const parts = partsOf(url);
    const plane = isForStorage(headers) ? "storage" : planeOf(hostName, parts.path);
    const origin = `https://${hostName}`;
    const common = {
      plane,
      method,
      path: parts.path,
      query: parts.query,
      headers,
      origin,
      tenant,
      listing,
      ...(sight && { sight }),
    };
    const nobody = { appId: tenant.auditor.clientId, objectId: tenant.auditor.objectId, roles: [] };
    const bare: Call = { ...common, body: undefined, scope: "", version: "", params: {}, caller: nobody };
    let found: Found | undefined;
    const logged = (result: Answer): Answer => {
      const status = result.broken === undefined || result.broken === "malformed" ? result.status : 0;
      const rights = found && (plane === "graph" ? (found.route.permissions ?? []) : [actionOf(found.route)]);
      const route = found && rights ? { route: found.route.path, rights, ...(body !== "" && { body }) } : {};
      requests.push({ method, host: hostName, path: url, plane, ...route, status });
      return result;
    };
    try {
      if (plane === "login") return logged(await login(bare, url, body));
      if (plane === "prices") return logged(prices(bare, url));
      if (plane === "storage" || plane === "ingestion") {
        const { takes, unauthorised } = takers[plane];
        const caller = await signIn.callerOf(headers.authorization, plane);
        if (!caller) throw unauthorised();
        return logged(takes.answer({ ...bare, caller }, body));
      }
      const { scope, rest, version } = placeIn(plane, parts.path);
      found = find[plane](method, rest);
      const caller = await signIn.callerOf(headers.authorization, plane);
      if (!caller) return logged(unauthorised(bare));
      const call: Call = { ...bare, caller, scope, version, params: found?.params ?? {}, body: parsed(bare, body) };
      if (plane === "graph" && method === "POST" && rest.toLowerCase() === "/$batch")
        return logged(await batchOf(call, (m, u, h, b) => answer(m, `/${version}${u}`, { ...headers, ...h }, b)));
      if (plane === "arm") checkVersion(parts.query);
      const fault = faultFor(method, url, found?.route, body);
      const spoilt = fault && found ? answerOf(fault, call, found.route) : undefined;
      if (spoilt) return logged(spoilt);
      if (!found) return logged(unknownAddress(call, rest));
      const refusal = plane === "graph" ? undefined : refusedFor(call, found.route);
      if (refusal) return logged(plane === "logs" ? insufficientAccess() : refusal);
      if (plane === "graph" && !found.route.permissions?.some(permission => caller.roles.includes(permission)))
        return logged(graphDenied(call));
      if (!hasLicence(call, found.route.licence)) return logged(unlicensed(call, found.route));
      const full = await found.route.answer(fault?.answer === "endless" ? withoutPage(call) : call);
      return logged(fault ? spoiltBy(fault.answer, full, call) : full);
    } catch (error) {
      if (error instanceof Refusal) return logged(error.answer);
      return logged(internalError(bare, error instanceof Error ? error.message : String(error)));
    }
  }

  /** A list that everybody may read. */
  function prices(call: Call, url: string): Answer {
    const fault = faultFor(call.method, url);
    const spoilt = fault && answerOf(fault, call, nowhere(call.path));
    return spoilt ?? (fault ? spoiltBy(fault.answer, retailPrices(call), call) : retailPrices(call));
  }

  async function login(call: Call, url: string, body: string): Promise<Answer> {
    const { method, path, origin } = call;
    const fault = faultFor(method, url);
    const spoilt = fault && answerOf(fault, call, nowhere(path));
    if (spoilt) return spoilt;
    const [, name = "", ...rest] = path.split("/");
    switch (`${method} ${rest.join("/").toLowerCase()}`) {
      case "GET v2.0/.well-known/openid-configuration":
        return signIn.configuration(origin, name);
      case "GET discovery/v2.0/keys":
        return signIn.keys();
      case "POST oauth2/v2.0/token":
        return signIn.token(name, new URLSearchParams(body));
      case "GET token":
        return signIn.identityToken(call.headers, call.query);
      default:
        return loginError(404, "invalid_request", 900144, "The requested address is not served.");
    }
  }

  return answer;
}

/** What a fault may name of an address that has no route. */
const nowhere = (path: string): Found["route"] => ({ method: "GET", path, answer: () => ({ status: 0 }) });
