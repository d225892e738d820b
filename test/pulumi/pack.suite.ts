import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Exported, missing, pack, Workspace } from "./cli";

const lacking = missing();
if (lacking) {
  console.error(lacking);
  process.exit(1);
}

const gpu = "Standard_NC24ads_A100_v4";
const ordinary = "Standard_D2s_v5";

/** Every way to ask for a scale set of virtual machines; `program/index.js` writes them out. */
const spellings = {
  current: "the current azure-native SDK",
  versioned: "an API version in the token",
  local: "a local package of one API version",
  parameterized: "a local package that is registered with its parameter",
  classic: "the classic azure provider",
  azapi: "azapi",
  generic: "azure-native's generic resource",
  letterCase: "another letter case",
  template: "an ARM template",
  nested: "an ARM template in an ARM template",
};

/** The line in which the CLI names a mandatory violation of the rule against GPUs. */
const refused = /\[mandatory\].*unapproved-gpu-size/;

describe("pulumi with the policy pack", () => {
  let workspace: Workspace;

  before(async () => {
    workspace = new Workspace();
    for (const stack of ["dev", "guarded", "unguarded"]) {
      const { code, output } = await workspace.run(["stack", "init", stack]);
      assert.equal(code, 0, output);
    }
  });

  after(() => workspace.remove());

  describe("preview", () => {
    for (const [spelling, what] of Object.entries(spellings)) {
      it(`refuses a GPU scale set, and lets an ordinary one pass, in ${what}`, async () => {
        const bad = await workspace.deploy(["preview"], spelling, gpu);
        assert.notEqual(bad.code, 0, bad.output);
        assert.match(bad.output, refused);

        const good = await workspace.deploy(["preview"], spelling, ordinary);
        assert.equal(good.code, 0, good.output);
        assert.doesNotMatch(good.output, /unapproved-gpu-size/);
      });
    }
  });

  describe("up", () => {
    const scaleSets = ({ deployment }: Exported) =>
      (deployment.resources ?? []).filter(({ type }) => /scaleset$/i.test(type));

    it("creates nothing that is refused, not even without the preview", async () => {
      const withPreview = await workspace.deploy(["up", "--yes"], "current", gpu, "guarded");
      assert.notEqual(withPreview.code, 0, withPreview.output);
      assert.match(withPreview.output, refused);

      const atOnce = await workspace.deploy(["up", "--yes", "--skip-preview"], "current", gpu, "guarded");
      assert.notEqual(atOnce.code, 0, atOnce.output);
      assert.match(atOnce.output, refused);
      assert.deepEqual(scaleSets(await workspace.exportStack("guarded")), []);
    });

    it("refuses a size that nobody knew at the preview", async () => {
      const preview = await workspace.deploy(["preview"], "late", gpu, "guarded");
      assert.equal(preview.code, 0, preview.output);
      assert.match(preview.output, /\[advisory\]/);

      const up = await workspace.deploy(["up", "--yes"], "late", gpu, "guarded");
      assert.notEqual(up.code, 0, up.output);
      assert.match(up.output, refused);
      assert.deepEqual(scaleSets(await workspace.exportStack("guarded")), []);
    });

    it("creates what passes, and `policy analyze` finds nothing against it later", async () => {
      const up = await workspace.deploy(["up", "--yes"], "current", ordinary, "guarded");
      assert.equal(up.code, 0, up.output);
      const state = await workspace.exportStack("guarded");
      assert.equal(scaleSets(state).length, 1);

      const { code, output } = await workspace.analyze(state);
      assert.equal(code, 0, output);
    });
  });

  describe("policy analyze", () => {
    it("finds a GPU in what was deployed without the pack", async () => {
      const up = await workspace.deployUnguarded("current", gpu, "unguarded");
      assert.equal(up.code, 0, up.output);

      const { code, output } = await workspace.analyze(await workspace.exportStack("unguarded"));
      assert.notEqual(code, 0, output);
      assert.match(output, refused);
    });

    it("does not take an encrypted size for a healthy one", async () => {
      const up = await workspace.deployUnguarded("secret", gpu, "unguarded");
      assert.equal(up.code, 0, up.output);

      const { code, output } = await workspace.analyze(await workspace.exportStack("unguarded"));
      assert.notEqual(code, 0, output);
      assert.match(output, /\[mandatory\]/);
    });
  });
});

describe("pulumi with our own program, the guardrails", () => {
  let workspace: Workspace;
  /** Under the pack, which is given the same estate as the program. */
  const deploy = (command: readonly string[]) =>
    workspace.run([...command, "--stack", "dev", "--policy-pack", pack], {
      COMPUTEGUARD_ESTATE: join(__dirname, "../../examples/computeguard.yaml"),
    });

  before(async () => {
    const parts = ["Pulumi.yaml", "Pulumi.dev.yaml", "package.json", "dist", "examples"];
    workspace = new Workspace(join(__dirname, "../.."), parts, ["azure-native", "azuread"]);
    const { code, output } = await workspace.run(["stack", "init", "dev"]);
    assert.equal(code, 0, output);
  });

  after(() => workspace.remove());

  it("is accepted by our own pack", async () => {
    const { code, output } = await deploy(["preview"]);
    assert.equal(code, 0, output);
    assert.match(output, /azure-native:authorization:PolicyAssignment/);
    assert.doesNotMatch(output, /\[mandatory\]/);
  });

  it("is created as a whole under our own pack, and every resource of the listing stands in its state", async () => {
    const { code, output } = await deploy(["up", "--yes"]);
    assert.equal(code, 0, output);
    assert.doesNotMatch(output, /\[mandatory\]/);
    const { deployment } = await workspace.exportStack("dev");
    const made = new Set(
      (deployment.resources ?? []).map(({ type, urn }) => `${type.split(":").at(-1)} ${urn.split("::").at(-1)}`),
    );
    const listings = join(__dirname, "../guardrails/listing");
    for (const file of readdirSync(listings))
      for (const resource of Object.keys(JSON.parse(readFileSync(join(listings, file), "utf8"))))
        assert(made.has(resource), resource);
  });

  it("keeps its reports where it is destroyed", async () => {
    const { code, output } = await workspace.run(["destroy", "--yes", "--stack", "dev"]);
    assert.notEqual(code, 0, output);
    assert.match(output, /protect/);
  });
});
