/** What went wrong while a pack or a program was run, in one line for people. */
export class EngineError extends Error {
  override readonly name = "EngineError";

  constructor(message: string, cause?: unknown) {
    super(firstLine(message), { cause });
  }
}

/** The first line of a text that says something, without trailing blanks. */
const firstLine = (text: string): string =>
  text
    .split("\n")
    .map(line => line.trim())
    .find(line => line !== "") ?? "";

/**
 * What a longer text complains of, in one line: of a Node.js stack trace the line that names the error, of a headline
 * that ends in a colon also the line after it.
 */
export function complaintIn(text: string): string {
  const lines = text
    .split("\n")
    .map(line => line.trim())
    .filter(line => line !== "");
  const named = lines.findIndex(line => /^(\w*Error|error)\b.*:/.test(line));
  const from = Math.max(named, 0);
  const headline = lines[from] ?? "";
  return headline.endsWith(":") && lines[from + 1] ? `${headline} ${lines[from + 1]}` : headline;
}

/** The message of whatever was thrown, in one line; gRPC errors say more in `details` than in `message`. */
export function reason(error: unknown): string {
  const details = (error as { details?: unknown } | undefined)?.details;
  if (typeof details === "string" && details !== "") return complaintIn(details);
  return complaintIn(error instanceof Error ? error.message : String(error));
}
