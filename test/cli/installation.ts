import { type ChildProcess, fork, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { build } from "../build";

const house = resolve(__dirname, "../..");
const packFiles = [
  "policies/package.json",
  "policies/PulumiPolicy.yaml",
  "policies/dist/index.js",
  "policies/dist/yaml.js",
  "policies/dist/package-lock.json",
] as const;
const cliFile = "dist/computeguard.js" as const;

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What `npm ci` leaves, as a copy in a folder of its own: tests bake and break it, and the working tree stays as it is. */
export interface Installation {
  readonly root: string;
  /** The folder of the pack. */
  readonly pack: string;
  /** Writes a file somewhere below the root. @returns where it stands */
  write(path: string, text: string): string;
  /** Runs the command line from a folder of its own, with nothing of this environment, in one process that all its runs share. */
  run(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Ran>;
  /** The same as its users do it: in a process for itself. */
  start(args: readonly string[], env?: NodeJS.ProcessEnv): Ran;
  remove(): void;
}

/** Builds what is named, and copies it. */
export function install(wanted: { readonly pack?: boolean; readonly cli?: boolean }): Installation {
  const files = [...(wanted.pack ? packFiles : []), ...(wanted.cli ? [cliFile] : [])];
  build(...(wanted.pack ? ["policies/dist/index.js" as const] : []), ...(wanted.cli ? [cliFile] : []));
  const root = mkdtempSync(join(tmpdir(), "computeguard-"));
  const place = (path: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    return join(root, path);
  };
  for (const file of files) copyFileSync(join(house, file), place(file));
  symlinkSync(join(house, "node_modules"), join(root, "node_modules"));
  mkdirSync(join(root, "here"));
  const surroundings = () => ({ cwd: join(root, "here"), env: { PATH: process.env.PATH, HOME: root } });
  let host: ChildProcess | undefined;
  return {
    root,
    pack: join(root, "policies"),
    write(path, text) {
      writeFileSync(place(path), text);
      return join(root, path);
    },
    async run(args, env = {}) {
      host ??= fork(join(__dirname, "command-host.cjs"), [join(root, cliFile)], { ...surroundings(), execArgv: [] });
      host.send({ args, env: { ...surroundings().env, ...env } });
      const answered = new AbortController();
      const { signal } = answered;
      try {
        const [ran] = await Promise.race([
          once(host, "message", { signal }),
          once(host, "exit", { signal }).then(([code]) => Promise.reject(new Error(`the process ended with ${code}`))),
        ]);
        return ran;
      } finally {
        answered.abort();
      }
    },
    start(args, env = {}) {
      const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, cliFile), ...args], {
        cwd: surroundings().cwd,
        env: { ...surroundings().env, ...env },
        encoding: "utf8",
      });
      return { code: status, stdout, stderr };
    },
    remove() {
      host?.kill();
      rmSync(root, { recursive: true });
    },
  };
}
