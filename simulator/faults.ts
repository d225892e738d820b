import { type Answer, armError, graphError, loginError } from "./answers";
import type { Call } from "./call";
import { text } from "./json";
import { logsFault } from "./logs/errors";
import { actionOf, type Route } from "./route";

/**
 * What may go wrong. `silent` takes the request and never answers, `stalled` begins to and never ends, `reset` hangs up at once;
 * `endless` has a next page after every page, each under an address of its own; `mistyped` has every value in another type; `expired`
 * takes no token.
 */
export type FaultAnswer =
  | "denied"
  | "unlicensed"
  | "throttled"
  | "unavailable"
  | "providerNotRegistered"
  | "torn"
  | "malformed"
  | "silent"
  | "stalled"
  | "reset"
  | "endless"
  | "mistyped"
  | "expired"
  /** As to an identity with fewer rights, where Azure leaves out instead of refusing: no row, none of every other subscription, another tenant's. */
  | FilteredAnswer;
export type FilteredAnswer = "emptied" | "halved" | "foreign";

/** A fault is data: which requests it meets, and what they get. */
export interface Fault {
  readonly match: {
    readonly method?: string;
    /** A regular expression on the path and query as sent, ignoring case. */
    readonly path?: string;
    /** The path of a route as its table spells it, such as `/auditLogs/signIns`. */
    readonly route?: string;
    /** A regular expression on the body as sent, ignoring case: the queries of Resource Graph share one address. */
    readonly body?: string;
  };
  readonly answer: FaultAnswer;
  /** Seconds that a throttled answer asks to wait, or a date. Left out, no Retry-After is sent, as Graph does for risk and policies. */
  readonly retryAfter?: number | string;
  /** How many requests it meets; all where it is left out. */
  readonly times?: number;
}

/** Gives each request the first fault that still has hits left. */
export function faultsOf(
  faults: readonly Fault[],
): (method: string, url: string, route?: Route, sent?: string) => Fault | undefined {
  const live = faults.map(fault => ({
    fault,
    left: fault.times ?? Number.POSITIVE_INFINITY,
    path: fault.match.path === undefined ? undefined : new RegExp(fault.match.path, "i"),
    body: fault.match.body === undefined ? undefined : new RegExp(fault.match.body, "i"),
  }));
  return (method, url, route, sent = "") => {
    const hit = live.find(
      ({ fault: { match }, left, path, body }) =>
        left > 0 &&
        (match.method === undefined || match.method.toUpperCase() === method) &&
        (path === undefined || path.test(url)) &&
        (body === undefined || body.test(sent)) &&
        (match.route === undefined || match.route === route?.path),
    );
    if (!hit) return undefined;
    hit.left--;
    return hit.fault;
  };
}

/** The answer of a fault, in the words of the service that would give it. `undefined`: the true answer goes out, spoilt. */
export function answerOf(fault: Fault, call: Call, route: Route): Answer | undefined {
  const { plane, tenant, caller } = call;
  const wait: { headers?: Record<string, string> } =
    fault.retryAfter === undefined ? {} : { headers: { "Retry-After": String(fault.retryAfter) } };
  const logsRefusal = plane === "logs" ? logsFault(fault.answer) : undefined;
  if (logsRefusal) return { ...logsRefusal, ...wait };
  switch (fault.answer) {
    case "denied":
      return plane === "arm"
        ? denied(call, route)
        : plane === "graph"
          ? graphDenied(call)
          : loginError(401, "invalid_client", 7000215, "Invalid client secret provided.");
    case "unlicensed":
      return unlicensed(call, route);
    case "throttled": {
      const answer = throttled(call);
      return { ...answer, headers: { ...answer.headers, ...wait.headers } };
    }
    case "unavailable":
      return plane === "graph"
        ? graphError(503, "serviceNotAvailable", "The service is temporarily unavailable.", tenant.at)
        : plane === "arm"
          ? armError(503, "ServiceUnavailable", "The service is temporarily unavailable. Please try again later.")
          : loginError(503, "temporarily_unavailable", 90033, "A transient error has occurred. Please try again.");
    case "providerNotRegistered": {
      const namespace = /\/providers\/([^/?]+)/i.exec(route.path)?.[1] ?? "Microsoft.Resources";
      return armError(
        409,
        "MissingSubscriptionRegistration",
        `The subscription is not registered to use namespace '${namespace}'. ` +
          "See https://aka.ms/rps-not-found for how to register subscriptions.",
      );
    }
    case "silent":
    case "reset":
      return { status: 0, broken: fault.answer };
    case "expired":
      return plane === "graph"
        ? graphError(401, "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired.", tenant.at)
        : plane === "arm"
          ? armError(
              401,
              "ExpiredAuthenticationToken",
              "The access token expiry UTC time is earlier than current UTC time.",
            )
          : loginError(400, "invalid_grant", 700082, "The refresh token has expired due to inactivity.");
    case "torn":
    case "stalled":
    case "endless":
    case "mistyped":
    case "malformed":
    case "emptied":
    case "halved":
    case "foreign":
      return undefined;
  }

  function throttled({ scope }: Call): Answer {
    if (plane === "graph") {
      const date = tenant.at.slice(0, 19);
      const innerError = {
        code: "429",
        date,
        message: "Please retry after",
        "request-id": caller.appId,
        status: "429",
      };
      return {
        status: 429,
        body: { error: { code: "TooManyRequests", innerError, message: "Please retry again later." } },
      };
    }
    if (plane === "login") return loginError(429, "temporarily_unavailable", 90055, "Too many requests.");
    if (route.path.includes("ResourceGraph"))
      return {
        ...armError(429, "RateLimiting", "Please provide below info when asking for support.", {
          details: [
            {
              code: "RateLimiting",
              message:
                "Client application has been throttled and should not attempt to repeat the request until the quota resets.",
            },
          ],
        }),
        headers: { "x-ms-user-quota-remaining": "0", "x-ms-user-quota-resets-after": "00:00:05" },
      };
    const subscription = /\/subscriptions\/([^/]+)/i.exec(scope)?.[1];
    const whose = subscription ? `subscription '${subscription}'` : `tenant '${tenant.tenantId}'`;
    return armError(
      429,
      subscription ? "SubscriptionRequestsThrottled" : "TenantRequestsThrottled",
      `Number of 'read' requests for ${whose} actor '${caller.objectId}' exceeded. ` +
        `Please try again after '${fault.retryAfter ?? 10}' seconds.`,
    );
  }
}

/** 403 of Azure Resource Manager, which names the action and the scope. */
function denied(call: Call, route: Route): Answer {
  const { appId, objectId } = call.caller;
  return armError(
    403,
    "AuthorizationFailed",
    `The client '${appId}' with object id '${objectId}' does not have authorization to perform action ` +
      `'${actionOf(route)}' over scope '${call.scope || call.path}' or the scope is invalid. ` +
      "If access was recently granted, please refresh your credentials.",
  );
}

export function graphDenied(call: Call): Answer {
  return graphError(
    403,
    "Authorization_RequestDenied",
    "Insufficient privileges to complete the operation.",
    call.tenant.at,
  );
}

/** Reports say 403 without a premium licence; Privileged Identity Management says 400. */
export function unlicensed(call: Call, route: Route): Answer {
  const pim = /schedule(Instances|Requests|s)$/i.test(route.path);
  if (pim && call.plane === "arm")
    return armError(
      400,
      "AadPremiumLicenseRequired",
      "The tenant needs to have Microsoft Entra ID P2 or Governance license.",
    );
  return pim
    ? graphError(
        400,
        "AadPremiumLicenseRequired",
        "The tenant needs to have Microsoft Entra ID P2 or Governance license.",
        call.tenant.at,
      )
    : graphError(
        403,
        "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
        "Neither tenant is B2C or tenant doesn't have premium license",
        call.tenant.at,
      );
}

/** Whether the tenant has bought what a route needs: the service plans of its licences say so. */
export function hasLicence(call: Call, licence: Route["licence"]): boolean {
  if (!licence) return true;
  const plans = call.tenant.graph.subscribedSkus.flatMap(sku =>
    Array.isArray(sku.servicePlans) ? sku.servicePlans.map(plan => text(plan, "servicePlanName")) : [],
  );
  return plans.includes("AAD_PREMIUM_P2") || (licence === "P1" && plans.includes("AAD_PREMIUM"));
}
