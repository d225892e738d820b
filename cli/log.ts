import { closeSync, openSync, writeSync } from "node:fs";
import { version } from "../package.json";
import type { SentRequest } from "../posture/azure/request-log";
import { visibleText } from "../posture/report/visible";
import type { Progress } from "../posture/run/gather";
import { UsageError } from "./exit";

/** What is read, request by request, for whoever wants to know why a run is slow or what was refused. */
export interface Log {
  /** Its lines go to standard error. */
  readonly onTerminal: boolean;
  say(text: string): void;
  onRequest(sent: SentRequest): void;
  onProgress(progress: Progress): void;
  end(): void;
}

export interface LogOptions {
  readonly verbose?: true;
  readonly log?: string;
}

/**
 * The log that was asked for: to standard error with --verbose, to the end of a file with --log, to both with both.
 * @throws UsageError where the file cannot be opened
 */
export function logOf({ verbose, log }: LogOptions, now: () => Date = () => new Date()): Log | undefined {
  if (!verbose && log === undefined) return undefined;
  const file = log === undefined ? undefined : openedLog(log);
  const say = (text: string): void => {
    // a name of the tenant must not begin a line of its own, nor steer a terminal
    const told = `${now().toISOString()} ${visibleText(text)}\n`;
    if (verbose) process.stderr.write(told);
    file?.write(told);
  };
  say(`computeguard ${version}, Node.js ${process.versions.node}`);
  return {
    onTerminal: verbose === true,
    say,
    onRequest: sent => say(requestLine(sent)),
    onProgress(progress) {
      const text = progressLine(progress);
      if (text !== undefined) say(text);
    },
    end: () => file?.close(),
  };
}

export const requestLine = ({ method, address, status, milliseconds }: SentRequest): string =>
  `${method} ${address} ${status ?? "no answer"} ${Math.round(milliseconds)} ms`;

/** Rows under way are not worth a line each: the requests tell of them. */
export function progressLine(progress: Progress): string | undefined {
  const { title } = progress;
  switch (progress.state) {
    case "rows":
      return undefined;
    case "gap":
      return `${title}: ${progress.gap.what} could not be read, needs ${progress.gap.missing}`;
    case "finished":
      return `${title}: ${progress.rows} rows${progress.gaps ? `, ${progress.gaps} not read` : ""}`;
    default:
      return `${title}: ${progress.state}`;
  }
}

/** Names of people may stand in a request, so nobody else reads the file. A disk that is full ends the log, and nothing else. */
function openedLog(path: string) {
  let file: number | undefined;
  try {
    file = openSync(path, "a", 0o600);
  } catch (error) {
    throw new UsageError(
      `${path} cannot be opened (${(error as NodeJS.ErrnoException).code}). Choose another file with --log.`,
    );
  }
  const close = (): void => {
    if (file !== undefined) closeSync(file);
    file = undefined;
  };
  return {
    close,
    write(text: string): void {
      try {
        if (file !== undefined) writeSync(file, text);
      } catch (error) {
        close();
        process.stderr.write(`computeguard: the log ends here: ${(error as NodeJS.ErrnoException).code}\n`);
      }
    },
  };
}
