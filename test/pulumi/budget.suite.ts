import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { missing, Workspace } from "./cli";

const lacking = missing();
if (lacking) {
  console.error(lacking);
  process.exit(1);
}

const pack = join(__dirname, "../../policies");

describe("pulumi with a budget", () => {
  let workspace: Workspace;
  let folder: string;
  before(async () => {
    workspace = new Workspace();
    folder = mkdtempSync(join(tmpdir(), "computeguard-budget-"));
    const { code, output } = await workspace.run(["stack", "init", "dev"]);
    assert.equal(code, 0, output);
  });
  after(() => {
    workspace.remove();
    rmSync(folder, { recursive: true });
  });

  /** The program requests one scale set of two machines. */
  const deploy = (command: readonly string[], machines: number) => {
    const estate = join(folder, "computeguard.yaml");
    writeFileSync(estate, `regions: [westeurope]\nbudget: { machines: ${machines} }\n`);
    return workspace.run([...command, "--stack", "dev", "--policy-pack", pack], {
      SPELLING: "current",
      SIZE: "Standard_D2s_v5",
      COMPUTEGUARD_ESTATE: estate,
    });
  };
  const ofResource = /with this resource the stack requests 2 machines; the budget is 1/;
  const ofStack = /: the stack requests 2 machines|^\s*the stack requests 2 machines; the budget is 1/m;

  it("is refused at preview, for the resource and for the stack", async () => {
    const { code, output } = await deploy(["preview"], 1);
    assert.notEqual(code, 0, output);
    assert.match(output, /\[mandatory\].*compute-budget/);
    assert.match(output, ofResource);
    assert.match(output, ofStack);
  });

  it("creates nothing, not even without the preview", async () => {
    const { code, output } = await deploy(["up", "--yes", "--skip-preview"], 1);
    assert.notEqual(code, 0, output);
    assert.match(output, ofResource);
    const { deployment } = await workspace.exportStack("dev");
    assert.deepEqual(
      (deployment.resources ?? []).filter(({ type }) => /scaleset$/i.test(type)),
      [],
    );
  });

  it("is accepted within the budget", async () => {
    const { code, output } = await deploy(["up", "--yes"], 2);
    assert.equal(code, 0, output);
    assert.doesNotMatch(output, /compute-budget/);
  });

  it("counts what stands when it is analysed later", async () => {
    const state = await workspace.exportStack("dev");
    const estate = join(folder, "computeguard.yaml");
    writeFileSync(estate, "regions: [westeurope]\nbudget: { machines: 1 }\n");
    const file = join(folder, "state.json");
    writeFileSync(file, JSON.stringify(state));
    const { code, output } = await workspace.run(["policy", "analyze", "--file", file, "--policy-pack", pack], {
      COMPUTEGUARD_ESTATE: estate,
    });
    assert.notEqual(code, 0, output);
    assert.match(output, /requests 2 machines; the budget is 1/);
  });
});
