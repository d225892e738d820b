import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { complaintIn, EngineError } from "./error";

/** A plugin process: it serves gRPC on a port of the loopback that it has told on its first line of output. */
export interface Plugin {
  readonly port: number;
  readonly pid: number;
  /** From the start of the process until it told its port, in milliseconds. */
  readonly startMs: number;
  /** What it wrote since: standard output and standard error, in the order in which it arrived. */
  output(): string;
  /** Ends the process and waits until it is gone. May be called more than once. */
  close(): Promise<void>;
}

export interface SpawnOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** A child process that does not outlive this one. */
export interface Child {
  readonly process: ChildProcessByStdio<null, Readable, Readable>;
  /** How it ended: "exit code 1", "signal SIGTERM", or why it could not be started. All its output is read by then. */
  readonly gone: Promise<string>;
  /** Ends the process and waits until it is gone. May be called more than once. */
  close(): Promise<void>;
}

export function start(command: string, args: readonly string[], options: SpawnOptions): Child {
  const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.setEncoding("utf8");
  child.stderr.setEncoding("utf8");
  const kill = () => child.kill("SIGTERM");
  process.once("exit", kill);
  const gone = new Promise<string>(resolve => {
    child.once("error", error => resolve(error.message));
    child.once("close", (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`));
  }).finally(() => process.off("exit", kill));
  const close = async () => {
    kill();
    await gone;
  };
  return { process: child, gone, close };
}

/** Starts a plugin as Pulumi's engine does. @throws EngineError where the process ends before it tells a port. */
export async function spawnPlugin(
  what: string,
  command: string,
  args: readonly string[],
  options: SpawnOptions,
): Promise<Plugin> {
  const started = performance.now();
  const { process: child, gone, close } = start(command, args, options);
  let text = "";
  child.stderr.on("data", (chunk: string) => {
    text += chunk;
  });
  const portLine = new Promise<string>(resolve => {
    let head: string | undefined = "";
    child.stdout.on("data", (chunk: string) => {
      if (head === undefined) {
        text += chunk;
        return;
      }
      head += chunk;
      const end = head.indexOf("\n");
      if (end < 0) return;
      text += head.slice(end + 1);
      resolve(head.slice(0, end).trim());
      head = undefined;
    });
  });
  const line = await Promise.race([portLine, gone.then(end => ({ end }))]);
  if (typeof line !== "string") {
    throw new EngineError(`${what} did not start (${line.end}): ${complaintIn(text) || "it said nothing"}`);
  }
  const port = Number(line);
  if (!Number.isInteger(port) || port <= 0) {
    await close();
    throw new EngineError(`${what} wrote something else than its port first; a pack must not print while it starts`);
  }
  return { port, pid: child.pid ?? 0, startMs: performance.now() - started, output: () => text, close };
}
