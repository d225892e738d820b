import { execFile } from "node:child_process";
import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { installProviders } from "../../engine/provider/install";

const root = resolve(__dirname, "../..");
export const pack = join(root, "policies");

/** What this suite needs and does not find, in one line; undefined if it finds everything. */
export function missing(): string | undefined {
  for (const program of ["pulumi", "pulumi-language-nodejs"]) {
    if (!onPath(program)) return `${program} is not on PATH; install the Pulumi CLI to run this suite`;
  }
  if (!existsSync(join(pack, "dist/index.js"))) return "policies/dist/index.js is not there; run npm run build first";
  return undefined;
}

const onPath = (program: string): boolean =>
  (process.env.PATH ?? "").split(delimiter).some(folder => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

export interface Run {
  readonly code: number;
  /** Standard output and standard error, one after the other. */
  readonly output: string;
}

/** An exported stack, as far as the suite looks at it. */
export interface Exported {
  readonly deployment: {
    readonly resources?: readonly { readonly type: string; readonly urn: string; readonly inputs?: object }[];
  };
}

const fixturePackages = ["azure-native", "azure-native_compute_v20240701", "azure", "azapi"];

/** The real CLI with a state of its own, stand-in providers, and no network. */
export class Workspace {
  readonly #folder = mkdtempSync(join(tmpdir(), "computeguard-pulumi-"));
  readonly #program = join(this.#folder, "program");
  readonly #environment: NodeJS.ProcessEnv;

  /** @param parts what of the program's folder is taken along */
  constructor(
    source = join(__dirname, "program"),
    parts: readonly string[] = ["."],
    packages: readonly string[] = fixturePackages,
  ) {
    const plugins = join(this.#folder, "plugins");
    const state = join(this.#folder, "state");
    mkdirSync(state);
    installProviders(plugins, packages);
    for (const part of parts) cpSync(join(source, part), join(this.#program, part), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(this.#program, "node_modules"));
    // An estate that approves a region and says nothing else: what is judged is out of the box.
    const estate = join(this.#folder, "computeguard.yaml");
    writeFileSync(estate, "regions: [westeurope]\n");
    this.#environment = {
      ...process.env,
      PATH: [plugins, process.env.PATH].join(delimiter),
      COMPUTEGUARD_ESTATE: estate,
      PULUMI_HOME: join(this.#folder, "home"),
      PULUMI_BACKEND_URL: `file://${state}`,
      PULUMI_CONFIG_PASSPHRASE: "not a secret",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      NO_COLOR: "1",
    };
  }

  /** What the CLI needs around it, for whoever starts it himself. */
  get environment(): NodeJS.ProcessEnv {
    const { COMPUTEGUARD_ESTATE: _, ...environment } = this.#environment;
    return environment;
  }

  /** Runs the CLI in the program's folder. It never throws: how it ended is part of the answer. */
  run(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Run> {
    const options = { cwd: this.#program, env: { ...this.#environment, ...environment }, maxBuffer: 1 << 26 };
    return new Promise(answer =>
      execFile("pulumi", [...args, "--non-interactive", "--color", "never"], options, (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
        answer({ code, output: `${stdout}${stderr}` });
      }),
    );
  }

  /** `pulumi preview` or `pulumi up` of the program, under the pack. */
  deploy(command: readonly string[], spelling: string, size: string, stack = "dev"): Promise<Run> {
    return this.run([...command, "--stack", stack, "--policy-pack", pack], { SPELLING: spelling, SIZE: size });
  }

  /** The same without the pack: how a machine comes to be that no pack would have let through. */
  deployUnguarded(spelling: string, size: string, stack: string): Promise<Run> {
    return this.run(["up", "--yes", "--skip-preview", "--stack", stack], { SPELLING: spelling, SIZE: size });
  }

  async exportStack(stack: string): Promise<Exported> {
    const { output } = await this.run(["stack", "export", "--stack", stack]);
    return JSON.parse(output);
  }

  /** `pulumi policy analyze` of a state, with nothing but the file: no backend, no passphrase. */
  async analyze(state: unknown): Promise<Run> {
    const file = join(this.#folder, "exported.json");
    writeFileSync(file, JSON.stringify(state));
    return this.run(["policy", "analyze", "--file", file, "--policy-pack", pack], {
      PULUMI_CONFIG_PASSPHRASE: undefined,
      PULUMI_BACKEND_URL: undefined,
    });
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
