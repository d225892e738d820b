import { statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { Deployment, type Mode, type Report, rootUrnOf } from "./deployment";
import { complaintIn, EngineError } from "./error";
import { type LogEntry, startMonitor } from "./monitor";
import { defaults, type PackOptions, startPack } from "./pack";
import { plainErrors } from "./plain-errors";
import { readProject } from "./project";
import { locate, protocolOf } from "./protocol";
import { start } from "./spawn";

export interface ProgramOptions extends Omit<PackOptions, "dryRun"> {
  /** Default: a preview. */
  readonly mode?: Mode;
  /** More environment for the program alone; `undefined` takes a variable away. */
  readonly programEnv?: NodeJS.ProcessEnv;
}

/** What came of a program under a pack. */
export interface ProgramReport extends Report {
  readonly logs: readonly LogEntry[];
  /** What the program wrote. */
  readonly output: string;
}

/**
 * Runs a Pulumi program for Node.js as `pulumi preview` or `pulumi up` would, with a policy pack, without a backend and
 * without providers: a resource's outputs are its inputs, and in a preview whatever else it may have is unknown.
 * @throws EngineError where the pack or the program cannot be started, or the program fails by itself.
 */
export async function runProgram(
  programDir: string,
  packDir: string,
  options: ProgramOptions = {},
): Promise<ProgramReport> {
  const dir = resolve(programDir);
  const { mode = "preview", programEnv, ...packOptions } = options;
  const program = readProject(dir, "Pulumi.yaml");
  const {
    organization = defaults.organization,
    stack = defaults.stack,
    project = program.name ?? basename(dir),
  } = options;
  const stackConfig = { ...program.config, ...options.stackConfig };
  const [pwd, entry] = entryOf(dir, program.main);
  const runner = locate(dir, "@pulumi/pulumi/cmd/run");
  const protocol = protocolOf(dir);

  const monitor = await startMonitor(protocol, {
    project,
    stack,
    preview: mode === "preview",
    register: async resource => (await deploying).register(resource),
  });
  // The pack starts while the program loads; the first resource waits for it.
  const starting = startPack(packDir, { ...packOptions, project, stackConfig, dryRun: mode === "preview" });
  const deploying = starting.then(pack => new Deployment(pack, mode));
  const child = start(
    options.node ?? process.execPath,
    [
      plainErrors,
      ...program.nodeArgs,
      runner,
      `--monitor=${monitor.monitorAddress}`,
      `--engine=${monitor.engineAddress}`,
      `--organization=${organization}`,
      `--project=${project}`,
      `--stack=${stack}`,
      `--root-directory=${dir}`,
      `--pwd=${pwd}`,
      `--dry-run=${mode === "preview"}`,
      "--parallel=16",
      entry,
    ],
    { cwd: pwd, env: { ...process.env, ...program.env, PULUMI_CONFIG: JSON.stringify(stackConfig), ...programEnv } },
  );
  let output = "";
  for (const stream of [child.process.stdout, child.process.stderr]) {
    stream.on("data", (chunk: string) => {
      output += chunk;
    });
  }

  try {
    const deployment = await deploying;
    const end = await child.gone;
    if (end !== "exit code 0" && deployment.stoppedAt === undefined) {
      const said = monitor.logs.filter(({ severity }) => severity === "error").map(({ message }) => message);
      throw new EngineError(`program ${programDir} failed (${end}): ${complaintIn(said.join("\n") || output)}`);
    }
    const report = await deployment.finish(monitor.resources(), rootUrnOf(project, stack));
    return { ...report, logs: monitor.logs, output };
  } finally {
    await child.close();
    monitor.close();
    await starting.then(
      pack => pack.close(),
      // It never started; that is what is being thrown.
      () => {},
    );
  }
}

/** The working folder and the entry point of a program, given `main` of Pulumi.yaml. */
function entryOf(dir: string, main: string | undefined): readonly [pwd: string, entry: string] {
  if (main === undefined) return [dir, "."];
  const target = join(dir, main);
  const stat = statSync(target, { throwIfNoEntry: false });
  if (!stat) throw new EngineError(`${dir}: Pulumi.yaml names ${main} as "main", and there is no such file`);
  return stat.isDirectory() ? [target, "."] : [dirname(target), basename(target)];
}
