import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";

const installed = join(__dirname, "../node_modules");

/** A package out of its tarball, with what it needs beside it: links to what is installed here, so that no registry is asked. */
export function unpacked(tarball: string, name: string, nodeModules: string): string {
  const own = join(nodeModules, name);
  mkdirSync(own, { recursive: true });
  execFileSync("tar", ["-xzf", tarball, "-C", own, "--strip-components=1"]);
  const others = readdirSync(installed).filter(other => !other.startsWith(".") && other !== name);
  for (const other of others) symlinkSync(join(installed, other), join(nodeModules, other));
  return own;
}

/** What the pack is asked in order to see that it starts and judges: it is to refuse this. */
export const gpuMachine = {
  urn: "urn:pulumi:dev::shop::azure-native:compute:VirtualMachine::web",
  type: "azure-native:compute:VirtualMachine",
  name: "web",
  properties: { hardwareProfile: { vmSize: "Standard_NC24ads_A100_v4" } },
} as const;
