import { type Answer, armError, graphError, Refusal } from "./answers";
import type { Call } from "./call";
import type { Json } from "./json";
import { badArgument, logsError, pathNotFound } from "./logs/errors";

/** What is refused before any route is asked, each side in its own words. */

export function unauthorised({ plane, tenant, headers }: Call): Answer {
  if (plane === "graph") {
    const message = headers.authorization ? "Invalid audience or expired token." : "Access token is empty.";
    return graphError(401, "InvalidAuthenticationToken", message, tenant.at);
  }
  if (plane === "logs")
    return headers.authorization
      ? logsError(401, "InvalidTokenError", "Authentication failed")
      : logsError(401, "AuthorizationRequiredError", "Valid authentication was not provided");
  const code = headers.authorization ? "InvalidAuthenticationToken" : "AuthenticationFailed";
  const message = headers.authorization
    ? "The access token is invalid."
    : "Authentication failed. The 'Authorization' header is missing.";
  return { ...armError(401, code, message), headers: { "WWW-Authenticate": 'Bearer realm="", error="invalid_token"' } };
}

export function checkVersion(query: URLSearchParams): void {
  const version = query.get("api-version");
  if (version === null)
    throw new Refusal(
      armError(
        400,
        "MissingApiVersionParameter",
        "The api-version query parameter (?api-version=) is required for all requests.",
      ),
    );
  if (!/^\d{4}-\d\d-\d\d(-[a-z]+)?$/i.test(version))
    throw new Refusal(armError(400, "InvalidApiVersionParameter", `The api-version '${version}' is invalid.`));
}

export function unknownAddress(call: Call, rest: string): Answer {
  if (call.plane === "graph") {
    const segment = rest.split("/").filter(Boolean)[0] ?? "";
    return graphError(400, "BadRequest", `Resource not found for the segment '${segment}'.`, call.tenant.at);
  }
  if (call.plane === "logs") return pathNotFound();
  const [, namespace, ...types] = rest.split("/").filter(Boolean);
  if (!/^\/providers\//i.test(rest) || !namespace)
    return armError(404, "InvalidResourceId", "The resource address is not valid.");
  return armError(
    404,
    "InvalidResourceType",
    `The resource type '${types[0] ?? ""}' could not be found in the namespace '${namespace}' for api version '${call.query.get("api-version")}'.`,
  );
}

export function parsed(call: Call, body: string): Json | undefined {
  if (body === "") return undefined;
  try {
    return JSON.parse(body) as Json;
  } catch {
    if (call.plane === "logs")
      throw new Refusal(badArgument({ code: "InvalidJsonBody", message: "The body is no JSON." }));
    throw new Refusal(
      call.plane === "graph"
        ? graphError(400, "BadRequest", "Unable to read JSON request payload.", call.tenant.at)
        : armError(400, "InvalidRequestContent", "The request content was invalid and could not be deserialized."),
    );
  }
}

export function internalError({ plane, tenant }: Call, message: string): Answer {
  if (plane === "graph") return graphError(500, "InternalServerError", message, tenant.at);
  return plane === "logs"
    ? logsError(500, "InternalServerError", message)
    : armError(500, "InternalServerError", message);
}
