import { execFileSync } from "node:child_process";
import { resolve } from "node:path";

const root = resolve(__dirname, "..");

type Bundle = "policies/dist/index.js" | "dist/computeguard.js" | "dist/guardrails/index.js";

const built = new Set<Bundle>();

/** Builds bundles out of the working tree, each once in a run of the tests. */
export function build(...bundles: readonly Bundle[]): void {
  const missing = bundles.filter(bundle => !built.has(bundle));
  if (missing.length > 0) execFileSync(process.execPath, [resolve(root, "build.mjs"), ...missing]);
  for (const bundle of missing) built.add(bundle);
}
