import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { EngineError, reason } from "./error";
import { lighterSdk } from "./lighter-sdk";
import { messagesOf } from "./messages";
import { tellsOwnEnd } from "./own-end";
import { plainErrors } from "./plain-errors";
import type { Project } from "./project";
import { channelOptions, locate, type Protocol } from "./protocol";
import { pythonRunner } from "./python-runner";
import { spawnPlugin, start } from "./spawn";

/** A run of a program: what a host of its language is told. */
export interface Run {
  readonly project: string;
  readonly stack: string;
  readonly organization: string;
  /** The folder of Pulumi.yaml. */
  readonly dir: string;
  /** The working folder. */
  readonly pwd: string;
  /** What is run there: `.`, or a file. */
  readonly entry: string;
  readonly preview: boolean;
  readonly config: { readonly [key: string]: string };
  readonly monitorAddress: string;
  readonly engineAddress: string;
  readonly env: NodeJS.ProcessEnv;
  readonly node: string;
}

/** A program that runs. */
export interface Running {
  /** How it ended; empty where all went well. */
  readonly gone: Promise<string>;
  output(): string;
  close(): Promise<void>;
}

const parallel = 16;
/** The most of what a program writes that is kept, in characters: its end. */
const mostOutput = 1_000_000;

/**
 * Runs a program: Node.js and Python by what their SDKs bring along, any other language by its host on PATH.
 * @throws EngineError where there is nothing here that could run it
 */
export async function runOn(program: Project, protocol: Protocol, run: Run): Promise<Running> {
  if (program.runtime === "nodejs") return runNode(program, run);
  const host = onPath(`pulumi-language-${program.runtime}`, run.env);
  if (host) return runByHost(host, program, protocol, run);
  if (program.runtime === "python") return runPython(program, run);
  throw new EngineError(
    `${run.dir}: a program with "runtime: ${program.runtime}" needs pulumi-language-${program.runtime} on PATH; without it, use pulumi preview --policy-pack`,
  );
}

/** Arguments that the runners of the Node.js and the Python SDK have in common. */
const told = (run: Run): string[] => [
  `--monitor=${run.monitorAddress}`,
  `--engine=${run.engineAddress}`,
  `--organization=${run.organization}`,
  `--project=${run.project}`,
  `--stack=${run.stack}`,
  `--root-directory=${run.dir}`,
  `--pwd=${run.pwd}`,
  `--dry-run=${run.preview}`,
  `--parallel=${parallel}`,
];

const runNode = (program: Project, run: Run): Running =>
  runProcess(
    run.node,
    [
      plainErrors,
      tellsOwnEnd,
      lighterSdk,
      ...program.nodeArgs,
      locate(run.dir, "@pulumi/pulumi/cmd/run"),
      ...told(run),
      run.entry,
    ],
    run,
  );

/** The interpreter is that of the virtual environment which Pulumi.yaml names, as for Pulumi itself. */
function runPython({ virtualenv }: Project, run: Run): Running {
  const named = virtualenv === undefined ? undefined : join(run.dir, virtualenv, "bin", "python");
  if (named !== undefined && !existsSync(named))
    throw new EngineError(
      `${run.dir}: Pulumi.yaml names the virtual environment ${virtualenv}, and there is none; make it and install the program's packages there`,
    );
  const python = named ?? onPath(run.env.PULUMI_PYTHON_CMD || "python3", run.env);
  if (python === undefined)
    throw new EngineError(
      `${run.dir}: a Python program needs python3 on PATH; without it, use pulumi preview --policy-pack`,
    );
  return runProcess(python, ["-c", pythonRunner, ...told(run), run.entry], run);
}

function runProcess(command: string, args: readonly string[], run: Run): Running {
  const child = start(command, args, { cwd: run.pwd, env: run.env });
  let output = "";
  for (const stream of [child.process.stdout, child.process.stderr]) {
    stream.on("data", (chunk: string) => {
      output = (output + chunk).slice(-mostOutput);
    });
  }
  return {
    gone: child.gone.then(end => (end === "exit code 0" ? "" : end)),
    output: () => output,
    close: child.close,
  };
}

/** A language host is a plugin: it serves `LanguageRuntime`, of which `Run` is called once (`language.proto`). */
async function runByHost(host: string, program: Project, protocol: Protocol, run: Run): Promise<Running> {
  const grpc = protocol("@grpc/grpc-js");
  const { LanguageRuntimeClient } = protocol("@pulumi/pulumi/proto/language_grpc_pb");
  const { ProgramInfo, RunRequest } = protocol("@pulumi/pulumi/proto/language_pb");
  const plugin = await spawnPlugin(`language host ${host}`, host, [run.engineAddress], { cwd: run.pwd, env: run.env });
  const client = new LanguageRuntimeClient(
    `127.0.0.1:${plugin.port}`,
    grpc.credentials.createInsecure(),
    channelOptions,
  );
  const request = new RunRequest()
    .setProject(run.project)
    .setStack(run.stack)
    .setOrganization(run.organization)
    .setPwd(run.pwd)
    .setProgram(run.entry)
    .setDryrun(run.preview)
    .setParallel(parallel)
    .setMonitorAddress(run.monitorAddress)
    .setInfo(
      new ProgramInfo()
        .setRootDirectory(run.dir)
        .setProgramDirectory(run.pwd)
        .setEntryPoint(run.entry)
        .setOptions(messagesOf(protocol).struct(program.options)),
    );
  for (const [key, value] of Object.entries(run.config)) request.getConfigMap().set(key, value);
  const gone = new Promise<string>(resolve =>
    client.run(request, (error, response) => {
      if (error) resolve(reason(error));
      else resolve(response.getError() || (response.getBail() ? "it gave up" : ""));
    }),
  );
  return {
    gone,
    output: plugin.output,
    close: async () => {
      client.close();
      await plugin.close();
    },
  };
}

/** Where a command stands on PATH. */
function onPath(command: string, env: NodeJS.ProcessEnv): string | undefined {
  if (command.includes("/")) return existsSync(command) ? command : undefined;
  const folders = (env.PATH ?? "").split(delimiter).filter(folder => folder !== "");
  return folders.map(folder => join(folder, command)).find(file => existsSync(file));
}
