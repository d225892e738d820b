import assert from "node:assert/strict";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { runProgram } from "../../engine/program";

const pack = join(__dirname, "fixtures/pack");

/** Machines with aliases, as the generated SDK makes them; the program says how many promises it took, and what it is told of aliases. */
const program = (machines: number, aliases: number) => `
const pulumi = require("@pulumi/pulumi");
let promises = 0;
require("node:async_hooks").createHook({ init: (id, type) => { if (type === "PROMISE") promises++; } }).enable();
process.once("beforeExit", () => console.log("promises:" + promises));
class Machine extends pulumi.CustomResource {
  constructor(name, props, opts) {
    const aliases = Array.from({ length: ${aliases} }, (_, i) => ({ type: "azure-native:compute/v" + (20200101 + i) + ":VirtualMachine" }));
    super("azure-native:compute:VirtualMachine", name, props, pulumi.mergeOptions(opts, { aliases }));
  }
}
const made = Array.from({ length: ${machines} }, (_, i) => new Machine("m" + i, { hardwareProfile: { vmSize: "Standard_D2s_v5" } }));
if (process.env.ASK)
  pulumi.all([...made[0].__aliases, ...new Machine("other", { hardwareProfile: {} }, { aliases: [{ name: "older" }] }).__aliases]).apply(urns => console.log("aliases:" + urns));
`;

describe("a program of many machines", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "computeguard-many-"));
    symlinkSync(resolve(__dirname, "../../node_modules"), join(folder, "node_modules"));
    writeFileSync(
      join(folder, "Pulumi.yaml"),
      "name: contoso\nruntime: { name: nodejs, options: { typescript: false } }\n",
    );
  });
  after(() => rmSync(folder, { recursive: true }));

  const outputOf = async (machines: number, aliases: number, programEnv: NodeJS.ProcessEnv = {}) => {
    writeFileSync(join(folder, "index.js"), program(machines, aliases));
    const { output, resources } = await runProgram(folder, pack, { programEnv });
    return { output, resources };
  };
  const promisesOf = async (machines: number, aliases: number) => {
    const { output, resources } = await outputOf(machines, aliases);
    assert.equal(resources.filter(urn => urn.includes("VirtualMachine::m")).length, machines);
    return Number(/^promises:(\d+)$/m.exec(output)?.[1]);
  };

  it("costs the same for each machine, and an alias costs less than the making of its URN", async () => {
    const [first, few, many] = [await promisesOf(0, 0), await promisesOf(10, 0), await promisesOf(60, 0)];
    const withAliases = await promisesOf(10, 40);
    const [ofFew, ofMany] = [(few - first) / 10, (many - first) / 60];
    assert.ok(ofMany < 1.1 * ofFew, `${ofFew} promises for a machine of 10, ${ofMany} for one of 60`);
    // one output is made of it to be sent, and a URN takes four more
    const output = 60;
    const alias = (withAliases - few) / 400;
    assert.ok(alias < output, `${alias} promises for an alias`);
  });

  it("is told the URNs of its aliases where it asks for them", async () => {
    const { output } = await outputOf(1, 2, { ASK: "yes" });
    const urn = (type: string, name: string) => `urn:pulumi:dev::contoso::azure-native:${type}:VirtualMachine::${name}`;
    assert.equal(
      /^aliases:(.*)$/m.exec(output)?.[1],
      [
        urn("compute/v20200101", "m0"),
        urn("compute/v20200102", "m0"),
        urn("compute", "older"),
        urn("compute/v20200101", "other"),
        urn("compute/v20200102", "other"),
      ].join(),
    );
  });
});
