import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";

/** The version that the stand-ins report: no SDK asks for a newer one. */
export const pluginVersion = "3.28.0";

/**
 * Puts stand-in plugins into a folder, one for each package: on PATH, `pulumi` finds them there. All run one bundled
 * file, so that they start fast. API for tests that run the real `pulumi`.
 */
export function installProviders(folder: string, packages: readonly string[], node = process.execPath): void {
  mkdirSync(folder, { recursive: true });
  const bundle = join(folder, "provider.cjs");
  buildSync({
    entryPoints: [join(__dirname, "provider.ts")],
    outfile: bundle,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    minify: true,
    logLevel: "error",
  });
  for (const pkg of packages) {
    const script = `#!/bin/sh\nexec "${node}" "${bundle}" ${pkg} ${pluginVersion} "$@"\n`;
    writeFileSync(join(folder, `pulumi-resource-${pkg}`), script, { mode: 0o755 });
  }
}
