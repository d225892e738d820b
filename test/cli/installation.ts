import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const house = resolve(__dirname, "../..");
const packFiles = ["policies/package.json", "policies/PulumiPolicy.yaml", "policies/dist/index.js"] as const;
const cliFile = "dist/computeguard.js";

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
  /** Runs the command line as its users do, piped, from a folder of its own, with nothing of this environment. */
  run(args: readonly string[], env?: NodeJS.ProcessEnv): Ran;
  remove(): void;
}

/** Builds what is named, and copies it. */
export function install(wanted: { readonly pack?: boolean; readonly cli?: boolean }): Installation {
  const files = [...(wanted.pack ? packFiles : []), ...(wanted.cli ? [cliFile] : [])];
  execFileSync(process.execPath, [join(house, "build.mjs"), ...files.filter(file => file.endsWith(".js"))]);
  const root = mkdtempSync(join(tmpdir(), "computeguard-"));
  const place = (path: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    return join(root, path);
  };
  for (const file of files) copyFileSync(join(house, file), place(file));
  symlinkSync(join(house, "node_modules"), join(root, "node_modules"));
  mkdirSync(join(root, "here"));
  return {
    root,
    pack: join(root, "policies"),
    write(path, text) {
      writeFileSync(place(path), text);
      return join(root, path);
    },
    run(args, env = {}) {
      const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, cliFile), ...args], {
        cwd: join(root, "here"),
        env: { PATH: process.env.PATH, HOME: root, ...env },
        encoding: "utf8",
      });
      return { code: status, stdout, stderr };
    },
    remove: () => rmSync(root, { recursive: true }),
  };
}
