import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** Packs to measure ours against, each in a folder of its own, on the same SDK. */
export const ourPack = resolve(__dirname, "../policies");

/** Runs with a temporary folder in which packs find this repository's packages. */
export async function withPackFolder<T>(run: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "computeguard-bench-"));
  try {
    symlinkSync(resolve(ourPack, "../node_modules"), join(folder, "node_modules"));
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** In plain JavaScript, without any policy. */
export const emptyPack = (folder: string): string =>
  javascriptPack(folder, "empty", 'new PolicyPack("empty", { policies: [] });');

/** In plain JavaScript, with one policy that looks at nothing. */
export const oneEmptyPolicyPack = (folder: string): string =>
  javascriptPack(
    folder,
    "one-empty-policy",
    `new PolicyPack("one-empty-policy", {
  policies: [{ name: "nothing", description: "Looks at nothing.", enforcementLevel: "mandatory", validateResource() {} }],
});`,
  );

function javascriptPack(folder: string, name: string, text: string): string {
  const pack = packFolder(folder, name, "index.js", false);
  writeFileSync(join(pack, "index.js"), `const { PolicyPack } = require("@pulumi/policy");\n${text}\n`);
  return pack;
}

/** As Pulumi's template for Azure makes them: in TypeScript, with the whole of azure-native imported; here with fifty policies. */
export function templateShapePack(folder: string): string {
  const pack = packFolder(folder, "template-shape", "index.ts", true);
  writeFileSync(
    join(pack, "tsconfig.json"),
    JSON.stringify({
      compilerOptions: { strict: true, target: "es2020", module: "commonjs", moduleResolution: "node" },
    }),
  );
  writeFileSync(
    join(pack, "index.ts"),
    `import * as azure from "@pulumi/azure-native";
import { PolicyPack, validateResourceOfType } from "@pulumi/policy";

new PolicyPack("template-shape", {
  policies: Array.from({ length: 50 }, (_, i) => ({
    name: \`no-size-\${i}\`,
    description: "One size is not ordered.",
    enforcementLevel: "mandatory" as const,
    validateResource: validateResourceOfType(azure.compute.VirtualMachine, (machine, _args, report) => {
      if (machine.hardwareProfile && machine.hardwareProfile.vmSize === \`Standard_NC\${i}\`) report("It is.");
    }),
  })),
});
`,
  );
  return pack;
}

function packFolder(folder: string, name: string, main: string, typescript: boolean): string {
  const pack = join(folder, name);
  mkdirSync(pack);
  writeFileSync(join(pack, "package.json"), JSON.stringify({ name, version: "1.0.0", main }));
  writeFileSync(
    join(pack, "PulumiPolicy.yaml"),
    `runtime:\n  name: nodejs\n  options:\n    typescript: ${typescript}\n`,
  );
  return pack;
}
