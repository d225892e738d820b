import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { stopCompute } from "../../posture/cures/stop-compute";
import { goldenReport } from "../golden/golden";
import { faultsOf } from "./az-faults";

const golden = goldenReport();
const told = golden.acts.flatMap(({ targets }) => targets.flatMap(({ commands }) => commands));
const group = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-web/providers";
/** Every type of compute that the report tells of attackers using, and that can be stopped without deleting it. */
const stoppable = [
  "Microsoft.Compute/virtualMachines/a",
  "Microsoft.Compute/virtualMachineScaleSets/a",
  "Microsoft.ContainerInstance/containerGroups/a",
  "Microsoft.ContainerService/managedClusters/a",
  "Microsoft.ContainerService/managedClusters/a/agentPools/b",
  "Microsoft.App/containerApps/a",
  "Microsoft.App/jobs/a",
  "Microsoft.Batch/batchAccounts/a/pools/b",
  "Microsoft.MachineLearningServices/workspaces/a/computes/b",
];

describe("the commands of cures", () => {
  it("are commands of Azure CLI, with options that it has and all that it needs", () => {
    const lines = told.filter(({ shell }) => shell === "bash");
    assert(lines.length > 20, "the planted tenant needs many");
    assert.deepEqual(lines.flatMap(faultsOf), []);
  });
  it("are such where a command, an option or what it needs is missing in the test's own examples", () => {
    const faults = (line: string) => faultsOf({ shell: "bash", line });
    assert.deepEqual(faults("az vm conquer --ids x"), ['az has no command "vm conquer"']);
    assert.deepEqual(faults("az vm deallocate --id x"), ["az vm deallocate has no option --id"]);
    assert.deepEqual(faults("az aks stop --name x"), ["az aks stop needs --resource-group"]);
    assert.deepEqual(faults("az vm show --ids x > a.json"), []);
    assert.deepEqual(faults("az vm show --ids x | while read -r id; do az vm conquer --ids y; done"), [
      'az has no command "vm conquer"',
    ]);
  });
  it("parse in bash, each as one command", () => {
    const script = told.filter(({ shell }) => shell === "bash").map(({ line }) => line);
    for (const line of script) assert(!/\n/.test(line), line);
    const { status, stderr } = spawnSync("bash", ["-n"], { input: script.join("\n"), encoding: "utf8" });
    assert.equal(status, 0, stderr);
  });
  it("are cmdlets of Microsoft Graph PowerShell whose values are quoted", () => {
    for (const { line } of told.filter(({ shell }) => shell === "powershell"))
      assert.match(line, /^[A-Z][a-z]+-Mg[A-Za-z]+(?: -[A-Z][A-Za-z]+ '[^']*')*$/);
  });
  for (const type of stoppable)
    it(`stop ${type.split("/").slice(0, -1).join("/")}`, () => {
      const id = `${group}/${type}`;
      const { commands } = stopCompute({ kind: "resource", id, name: "a" });
      assert(commands.length > 0);
      assert.deepEqual(commands.flatMap(faultsOf), []);
      for (const { line } of commands) assert(line.includes(type.split("/").at(-1)!), line);
    });
  it("delete nothing that runs: what Azure can only delete is left to a person", () => {
    assert.deepEqual(
      stopCompute({ kind: "resource", id: `${group}/Microsoft.Databricks/workspaces/a`, name: "a" }).commands,
      [],
    );
    for (const { line } of told) assert.doesNotMatch(line, /\b(?:vm|vmss|group|resource|aks|container) delete\b/);
  });
});
