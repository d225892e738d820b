import type { Answer } from "../answers";
import type { Row } from "../json";
import type { QueryError } from "../kql/tokens";

/** How the query API of Log Analytics refuses. */

const correlationId = "00000000-0000-0000-0000-000000000000";

export const logsError = (status: number, code: string, message: string, more: Row = {}): Answer => ({
  status,
  body: { error: { message, code, correlationId, ...more } },
});

export const insufficientAccess = (): Answer =>
  logsError(
    403,
    "InsufficientAccessError",
    "The provided credentials have insufficient access to perform the requested operation",
  );

export const pathNotFound = (): Answer => logsError(404, "PathNotFoundError", "The requested path does not exist");

export const badArgument = (innererror: Row): Answer =>
  logsError(400, "BadArgumentError", "The request had some invalid properties", { innererror });

/** A query that could not be parsed, or that names what is not there. That every one of the latter is SEM0100 is inferred. */
export function badQuery({ place, message }: QueryError): Answer {
  if (!place)
    return badArgument({
      code: "SemanticError",
      message: "A semantic error occurred.",
      innererror: { code: "SEM0100", message },
    });
  const { line, character: pos, token } = place;
  return badArgument({
    code: "SyntaxError",
    message: "A recognition error occurred in the query.",
    innererror: {
      code: "SYN0002",
      message: `Query could not be parsed at '${token}' on line [${line},${pos}]`,
      line,
      pos,
      token,
    },
  });
}

/** What stands beside the tables where the answer was cut. */
export const cutAt = (most: number): Row => ({
  code: "PartialError",
  message: "There were some errors when processing your query.",
  details: [
    {
      code: "EngineError",
      message: "Something went wrong processing your query on the server.",
      innererror: {
        code: "-2133196797",
        message: `The results of this query exceed the set limit of ${most} records.`,
        severity: 2,
        severityName: "Error",
      },
    },
  ],
});

/** The answer of a fault, where the query API has words of its own for it. */
export function logsFault(fault: string): Answer | undefined {
  switch (fault) {
    case "denied":
      return insufficientAccess();
    case "throttled":
      return logsError(429, "ThrottledError", "The maximum number of requests was exceeded. Please try again later.");
    case "unavailable":
      return logsError(503, "ServiceUnavailable", "The service is temporarily unavailable. Please try again later.");
    default:
      return undefined;
  }
}
