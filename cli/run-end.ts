import { constants } from "node:os";
import { type Command, InvalidArgumentError, Option } from "commander";
import { Stopped } from "../posture/azure/stopped";

/** How long a run may read, in milliseconds, and as it was written. */
export interface Timeout {
  readonly milliseconds: number;
  readonly written: string;
}

const units: { readonly [unit: string]: number } = { s: 1000, m: 60_000, h: 3_600_000 };
/** Node's timers take no more than this, some 24 days. */
const longest = 2 ** 31 - 1;

/** `90s`, `15m`, `2h`. */
export function timeoutOf(written: string): Timeout {
  const [, number = "", unit = ""] = /^(\d{1,9})([smh])$/.exec(written.trim()) ?? [];
  const milliseconds = Number(number) * (units[unit] ?? Number.NaN);
  if (!(milliseconds > 0 && milliseconds <= longest))
    throw new InvalidArgumentError("Write it as 90s, 15m or 2h, of at most 500h.");
  return { milliseconds, written: written.trim() };
}

export interface RunEndOptions {
  readonly timeout: Timeout;
}

export const withTimeout = (command: Command): Command =>
  command.addOption(
    new Option("--timeout <time>", "how long the tenant is read at most; what was read by then is judged")
      .argParser(timeoutOf)
      .default(timeoutOf("2h"), "2h"),
  );

export interface RunEnd {
  /** Fires where reading has to end: its reason says why. */
  readonly signal: AbortSignal;
  /** Reading has ended by itself. After a stop the next signal still ends the process. */
  done(): void;
}

/** The process, as far as it is told of signals. */
interface Told {
  on(name: Name, listener: () => void): unknown;
  removeListener(name: Name, listener: () => void): unknown;
  exit(code: number): void;
}

const words = { SIGINT: "by Ctrl+C", SIGTERM: "by SIGTERM", SIGHUP: "by the end of its terminal" } as const;
type Name = keyof typeof words;
const names = Object.keys(words) as Name[];

/** Listens until what it returns is called: from then on a signal does what the system has it do. */
function onSignals(told: Told, heard: (name: Name) => void): () => void {
  const listeners = names.map(name => ({ name, listener: () => heard(name) }));
  for (const { name, listener } of listeners) told.on(name, listener);
  return () => {
    for (const { name, listener } of listeners) told.removeListener(name, listener);
  };
}

/** With the exit code of a process that was ended by the signal. */
const leave = (told: Told, name: Name): void => told.exit(128 + constants.signals[name]);

/**
 * Ends reading at the timeout, and at Ctrl+C, SIGTERM or the end of the terminal: what was read until then is judged, and the report is written.
 * The second of these leaves at once, with the exit code of a process that was ended by it. So it does as PID 1 of a container, whom
 * no signal ends by itself.
 */
export function runEnd(timeout: Timeout | undefined, told: Told = process): RunEnd {
  const ended = new AbortController();
  const stop = (why: string) => {
    clearTimeout(timer);
    ended.abort(new Stopped(why));
  };
  const timer =
    timeout && setTimeout(() => stop(`after ${timeout.written}, as --timeout says`), timeout.milliseconds).unref();
  const forget = onSignals(told, name => (ended.signal.aborted ? leave(told, name) : stop(words[name])));
  return {
    signal: ended.signal,
    done() {
      clearTimeout(timer);
      if (!ended.signal.aborted) forget();
    },
  };
}

export interface Held<T> {
  readonly result: T;
  /** A signal came: the command then ends as one that was cut off. */
  readonly wasAskedToEnd: boolean;
}

/**
 * Makes a report of what was read. The first signal does not take the report away: it is told that it comes, and the second leaves at
 * once. What is judged and written in one go hears of neither before it is through.
 */
export async function held<T>(
  write: () => Promise<T>,
  say: (words: string) => void,
  told: Told = process,
): Promise<Held<T>> {
  let asked = false;
  const forget = onSignals(told, name => {
    if (asked) return leave(told, name);
    asked = true;
    say("What was read is judged and its report written before this ends; the same again leaves at once.");
  });
  try {
    const result = await write();
    return { result, wasAskedToEnd: asked };
  } finally {
    forget();
  }
}
