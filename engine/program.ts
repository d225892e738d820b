import { statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { componentsOf } from "./components";
import { Deployment, type Mode, type Report, rootUrnOf } from "./deployment";
import { complaintIn, EngineError } from "./error";
import { runOn } from "./hosts";
import { type LogEntry, type Monitor, startMonitor } from "./monitor";
import { endedItself } from "./own-end";
import { defaults, type PackOptions, startPack } from "./pack";
import { patienceOf } from "./patience";
import { readProject } from "./project";
import { protocolOf } from "./protocol";
import { locationsIn } from "./provider/location";
import { listen } from "./silence";

export interface ProgramOptions extends Omit<PackOptions, "dryRun"> {
  /** Default: a preview. */
  readonly mode?: Mode;
  /** More environment for the program alone; `undefined` takes a variable away. */
  readonly programEnv?: NodeJS.ProcessEnv;
}

/** What came of a program under a pack. */
export interface ProgramReport extends Report {
  readonly logs: readonly LogEntry[];
  /** What the program wrote, or the end of it. */
  readonly output: string;
  /** What the program asked for that nobody here can see into, a line each. */
  readonly notes: readonly string[];
  /** How many policies of the pack are not disabled out of the box. */
  readonly policies: number;
  /** What the pack wrote, which Pulumi shows too. */
  readonly packOutput: string;
}

/**
 * Runs a Pulumi program as `pulumi preview` or `pulumi up` would, with a policy pack, without a backend and
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
  // a program in another language speaks the protocol of the pack
  const protocol = protocolOf(program.runtime === "nodejs" ? dir : packDir);

  const patience = options.patience ?? patienceOf();
  const notes = new Set<string>();
  let tooLong: ((error: EngineError) => void) | undefined;
  const silence = new Promise<never>((_, reject) => {
    tooLong = reject;
  });
  // it is looked at below; until then an error must not end the process
  silence.catch(() => {});
  const listener = listen(patience, waitedFor =>
    tooLong?.(new EngineError(`program ${programDir} was waited for too long: ${waitedFor}`)),
  );
  const env = { ...process.env, ...program.env, PULUMI_CONFIG: JSON.stringify(stackConfig), ...programEnv };
  const node = options.node ?? process.execPath;
  const components = componentsOf(protocol, program.packages, {
    ...{ organization, project, stack, preview: mode === "preview", config: stackConfig, env, node },
    addresses: () => monitor,
  });
  const monitor: Monitor = await startMonitor(protocol, {
    organization,
    project,
    stack,
    preview: mode === "preview",
    config: stackConfig,
    register: async resource => (await deploying).register(resource),
    construct: components.construct,
    takesLocation: locationsIn(dir),
    note: line => notes.add(line),
    heard: listener.heard,
  });
  // The pack starts while the program loads; the first resource waits for it.
  const starting = startPack(packDir, { ...packOptions, project, stackConfig, dryRun: mode === "preview" });
  const deploying = starting.then(pack => new Deployment(pack, mode));
  deploying.catch(() => {});
  const running = runOn(program, protocol, {
    ...{ project, stack, organization, dir, pwd, entry, preview: mode === "preview", config: stackConfig },
    ...{ monitorAddress: monitor.monitorAddress, engineAddress: monitor.engineAddress },
    ...{ env, node },
  });

  try {
    const child = await running;
    const deployment = await Promise.race([deploying, silence]);
    const end = await Promise.race([child.gone, silence]);
    const output = child.output();
    if (end !== "" && deployment.stoppedAt === undefined) {
      const said = monitor.logs.filter(({ severity }) => severity === "error").map(({ message }) => message);
      const missing = [...notes].map(note => `; ${note}`).join("");
      const why = output.includes(endedItself) ? ownEnd : complaint(said.join("\n") || output);
      throw new EngineError(`program ${programDir} failed (${end}): ${why}${missing}`);
    }
    const report = await deployment.finish(monitor.resources(), rootUrnOf(project, stack));
    const policies = deployment.pack.info.policies.filter(({ level }) => level !== "disabled").length;
    return { ...report, policies, logs: monitor.logs, output, notes: [...notes], packOutput: deployment.pack.output() };
  } finally {
    listener.stop();
    await running.then(
      child => child.close(),
      () => {},
    );
    await components.close();
    monitor.close();
    await starting.then(
      pack => pack.close(),
      // It never started; that is what is being thrown.
      () => {},
    );
  }
}

const ownEnd = "it called process.exit before all of its resources were registered: let it come to its end by itself";

/** Of a program that ended while values were still to come, Pulumi's SDK tells much, and not what it means. */
const complaint = (text: string): string =>
  /promises were still active/.test(text)
    ? "a value in it waits for itself, so it never came to its end: an input of a component must not wait for that component"
    : complaintIn(text);

/** The working folder and the entry point of a program, given `main` of Pulumi.yaml. */
function entryOf(dir: string, main: string | undefined): readonly [pwd: string, entry: string] {
  if (main === undefined) return [dir, "."];
  const target = join(dir, main);
  const stat = statSync(target, { throwIfNoEntry: false });
  if (!stat) throw new EngineError(`${dir}: Pulumi.yaml names ${main} as "main", and there is no such file`);
  return stat.isDirectory() ? [target, "."] : [dirname(target), basename(target)];
}
