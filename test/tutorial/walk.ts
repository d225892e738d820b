import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import type { Step } from "./steps";

const root = resolve(__dirname, "../..");

/** How a step ended. */
export interface Walked {
  readonly code: number;
  readonly output: string;
}

/**
 * Walks the tutorial in one shell, in a folder of its own that holds what a clone of this repository with `npm ci` would hold.
 * @returns how each command ended, in their order
 */
export async function walk(steps: readonly Step[], environment: NodeJS.ProcessEnv = {}): Promise<readonly Walked[]> {
  const folder = mkdtempSync(join(tmpdir(), "computeguard-tutorial-"));
  try {
    const clone = join(folder, "computeguard");
    mkdirSync(clone);
    for (const part of ["dist", "policies", "examples", "cli/demo", "Pulumi.yaml", "Pulumi.dev.yaml", "package.json"])
      cpSync(join(root, part), join(clone, part), { recursive: true, filter: path => !path.includes("node_modules") });
    for (const place of [folder, clone]) symlinkSync(join(root, "node_modules"), join(place, "node_modules"));
    writeFileSync(join(folder, "package.json"), "{}"); // as npm install leaves it
    const { PATH } = process.env;
    const { stdout } = await promisify(execFile)("bash", ["-c", scriptOf(steps)], {
      cwd: folder,
      env: { PATH, HOME: folder, ...environment },
      maxBuffer: 1 << 26,
    });
    return stdout
      .split(mark)
      .slice(1)
      .map(part => {
        const [code = "", ...output] = part.split("\n");
        return { code: Number(code), output: output.join("\n") };
      });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const mark = "\u001etutorial ";

/** One script, so that a function, a variable and the current folder live on, as they do in a terminal. */
const scriptOf = (steps: readonly Step[]): string =>
  [
    "exec 2>&1",
    "out=$(mktemp)",
    ...steps.map(step =>
      step.kind === "file"
        ? `mkdir -p "$(dirname '${step.path}')" && cat >'${step.path}' <<'TUTORIAL'\n${step.text}TUTORIAL`
        : `{ ${step.command}\n} >"$out"; printf '${mark}%d\\n' "$?"; cat "$out"`,
    ),
  ].join("\n");
