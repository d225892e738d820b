import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { withPackFolder } from "./other-packs";

/**
 * What `computeguard preview` costs for programs of azure-native machines: seconds of the processor of all its processes, and how a machine
 * of the largest program compares with one of a program of a fifth. Both are measured in one run, and an empty program is taken off.
 *
 * `npm run bench:preview -- [MACHINES]`; the limit in seconds is for 5,000. Linux only. Run the build first.
 */
const limits = { seconds: 120, growth: 1.3 } as const;
const largest = Number(process.argv[2] ?? 5000);
const tool = resolve(__dirname, "../dist/computeguard.js");

const program = `const azure = require("@pulumi/azure-native");
const group = new azure.resources.ResourceGroup("group", { location: "westeurope" });
for (let i = 0; i < Number(process.env.MACHINES); i++)
  new azure.compute.VirtualMachine(\`machine-\${i}\`, {
    resourceGroupName: group.name,
    location: "westeurope",
    hardwareProfile: { vmSize: "Standard_D2s_v5" },
    networkProfile: { networkInterfaces: [{ id: \`nic-\${i}\` }] },
    osProfile: { computerName: \`m\${i}\`, adminUsername: "contoso", customData: Buffer.from("#cloud-config\\npackages: [nginx]\\n").toString("base64") },
    storageProfile: {
      imageReference: { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
      osDisk: { createOption: "FromImage", managedDisk: { storageAccountType: "Premium_LRS" } },
    },
    tags: { team: "web", number: \`\${i}\` },
  });
`;

/** Seconds of the processor of all child processes that have ended, and of theirs: the 16th and 17th field, in hundredths. */
function secondsOfChildren(): number {
  const [user, system] = readFileSync("/proc/self/stat", "utf8").split(") ").at(-1)!.split(" ").slice(13, 15);
  return (Number(user) + Number(system)) / 100;
}

function secondsOf(folder: string, machines: number): number {
  const before = secondsOfChildren();
  const { stdout, stderr } = spawnSync(process.execPath, [tool, "preview", folder], {
    env: { ...process.env, MACHINES: `${machines}`, COMPUTEGUARD_ESTATE: "" },
    encoding: "utf8",
  });
  // the stack, the group and the provider come on top
  if (!stdout.includes(`\n${machines + 3} resources, accepted`))
    throw new Error(`the preview failed: ${stdout}${stderr}`);
  const seconds = secondsOfChildren() - before;
  console.log(`${machines} machines: ${seconds.toFixed(1)} s of CPU`);
  return seconds;
}

void withPackFolder(async folder => {
  const dir = join(folder, "program");
  mkdirSync(dir);
  writeFileSync(join(dir, "Pulumi.yaml"), "name: many\nruntime: nodejs\n");
  writeFileSync(join(dir, "index.js"), program);
  const fifth = Math.round(largest / 5);
  // an empty program comes first, to fill the file cache, and again to be counted
  const [, none, some, all] = [0, 0, fifth, largest].map(machines => secondsOf(dir, machines)) as [
    number,
    number,
    number,
    number,
  ];
  const growth = (all - none) / largest / ((some - none) / fifth);
  const exceeded = [...(all > limits.seconds ? ["time"] : []), ...(growth > limits.growth ? ["growth"] : [])];
  console.log(
    `a machine of ${largest} costs ${growth.toFixed(2)} times one of ${fifth} (limits: ${limits.seconds} s, ${limits.growth} times${exceeded.length > 0 ? `; exceeded: ${exceeded.join(", ")}` : ""})`,
  );
  if (exceeded.length > 0) process.exitCode = 1;
});
