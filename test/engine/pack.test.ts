import assert from "node:assert/strict";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { isBlocked, judgeResources, judgeState } from "../../engine/deployment";
import type { Resource } from "../../engine/messages";
import { type Pack, startPack } from "../../engine/pack";
import { fromWire, type JsonObject, toWire } from "../../engine/wire";

const small = join(__dirname, "fixtures/pack");

const urnOf = (type: string, name: string) => `urn:pulumi:prod::contoso::${type}::${name}`;

const resource = (type: string, name: string, properties: JsonObject, more: Partial<Resource> = {}): Resource => ({
  urn: urnOf(type, name),
  type,
  name,
  properties: toWire(properties) as JsonObject,
  ...more,
});

const vm = (name: string, vmSize: JsonObject | string) =>
  resource("azure-native:compute:VirtualMachine", name, { hardwareProfile: { vmSize } });

const group = (name: string, properties: JsonObject = {}) =>
  resource("azure-native:resources:ResourceGroup", name, properties);

const gpu = "Standard_NC24ads_A100_v4";
const ordinary = "Standard_D2s_v5";

describe("a policy pack", () => {
  let pack: Pack;

  before(async () => {
    pack = await startPack(small, {
      project: "contoso",
      stack: "prod",
      tags: { team: "web" },
      policyConfig: { "few-resources": { most: 2 } },
    });
  });

  after(() => pack.close());

  /** The only policy that speaks is the named one. */
  const only = (policy: string, config: JsonObject | string) => pack.configure({ all: "disabled", [policy]: config });

  /** Each test starts from the configuration that the pack was started with. */
  beforeEach(() => pack.configure({ "few-resources": { most: 2 } }));

  it("says what it is, PulumiPolicy.yaml before package.json", () => {
    const { name, version, sdkVersion, policies, initialConfig } = pack.info;
    assert.deepEqual([name, version], ["small", "2.0.0"]);
    assert.match(sdkVersion, /^v?1\./);
    const gpuPolicy = policies.find(policy => policy.name === "no-gpu");
    assert.deepEqual([gpuPolicy?.level, gpuPolicy?.severity, gpuPolicy?.type], ["mandatory", "high", "resource"]);
    assert.equal(policies.find(policy => policy.name === "few-resources")?.type, "stack");
    assert.deepEqual(policies.find(policy => policy.name === "few-resources")?.configSchema?.required, ["most"]);
    assert.equal((initialConfig.tagged as JsonObject | undefined)?.tag, "team");
  });

  it("judges a resource", async () => {
    const { violations } = await pack.analyze(vm("a", gpu));
    assert.equal(violations.length, 1);
    const [violation] = violations;
    assert.deepEqual(
      [violation?.policy, violation?.pack, violation?.level, violation?.severity],
      ["no-gpu", "small@2.0.0", "mandatory", "high"],
    );
    assert.match(violation?.message ?? "", /Standard_NC24ads_A100_v4 has a GPU/);
    assert.deepEqual((await pack.analyze(vm("a", ordinary))).violations, []);
  });

  it("gets the levels and the properties that the configuration says", async () => {
    const saysOf = async (config: JsonObject | string) => {
      await only("tagged", config);
      const { violations } = await pack.analyze(group("g"));
      return violations.map(({ level, message }) => [level, message.split("\n").at(-1)]);
    };
    assert.deepEqual(await saysOf("advisory"), [["advisory", "no tag team of a"]]);
    assert.deepEqual(await saysOf({ enforcementLevel: "mandatory", tag: "cost", values: ["x", "y"] }), [
      ["mandatory", "no tag cost of x,y"],
    ]);
    assert.deepEqual(await saysOf("disabled"), []);
  });

  it("is told of an unknown, and cannot judge it in a preview", async () => {
    const { violations } = await pack.analyze(vm("a", { $unknown: true }));
    assert.deepEqual(
      violations.map(({ policy, level }) => [policy, level]),
      [["no-gpu", "advisory"]],
    );
    assert.match(violations[0]?.message ?? "", /can't run policy .*during preview/);
  });

  it("sees a resource as Pulumi shows it: secrets open, the engine's own properties hidden", async () => {
    await only("seen", "advisory");
    const parent = urnOf("contoso:index:Farm", "farm");
    const provider = {
      urn: urnOf("pulumi:providers:azure-native", "default"),
      type: "pulumi:providers:azure-native",
      name: "default",
      properties: { version: "3.28.0", __internal: {} },
    };
    const type = "a:b:C";
    const subject = resource(type, "c", { adminPassword: { $secret: "open" }, __defaults: [] });
    const { violations } = await pack.analyze({ ...subject, parent, provider, options: { protect: true } });
    assert.deepEqual(JSON.parse(violations[0]?.message.split("\n").at(-1) ?? ""), {
      ...{ type, name: "c", urn: subject.urn, keys: ["adminPassword"], password: "open" },
      ...{ provider: provider.type, parent, protect: true },
      ...{ project: "contoso", stack: "prod", tags: [["team", "web"]] },
    });
  });

  it("changes a resource before it judges it", async () => {
    const [remediation, ...rest] = await pack.remediate(group("g", { location: "WestEurope", key: "a" }));
    assert.deepEqual(rest, []);
    assert.equal(remediation?.policy, "lower-case-location");
    assert.deepEqual(fromWire(remediation?.properties ?? {}), { location: "westeurope", key: "a" });

    const report = await judgeResources(pack, [group("g", { location: "WestEurope", tags: { team: "x" } })], "preview");
    assert.deepEqual(report.remediations, [{ policy: "lower-case-location", urn: group("g").urn }]);
    assert.deepEqual(report.violations, []);
  });

  it("says why it could not change a resource, and judges that as it is", async () => {
    const subject = group("g", { location: "WestEurope", name: { $unknown: true }, tags: { team: "x" } });
    const report = await judgeResources(pack, [subject], "preview");
    assert.deepEqual(report.remediations, []);
    assert.deepEqual(
      report.violations.map(({ policy, level, urn }) => [policy, level, urn]),
      [["lower-case-location", "advisory", subject.urn]],
    );
  });

  it("goes on after a mandatory violation in a preview, and judges the stack at its end", async () => {
    const resources = [vm("a", gpu), vm("b", ordinary), vm("c", gpu)];
    const report = await judgeResources(pack, resources, "preview");
    assert.deepEqual(
      report.violations.map(({ policy, urn }) => [policy, urn]),
      [
        ["no-gpu", resources[0]?.urn],
        ["no-gpu", resources[2]?.urn],
        ["few-resources", resources[2]?.urn],
      ],
    );
    assert.deepEqual([isBlocked(report), report.stoppedAt], [true, undefined]);
  });

  it("stops an update at the first mandatory violation, and does not judge the stack", async () => {
    const resources = [vm("a", ordinary), vm("b", gpu), vm("c", gpu)];
    const report = await judgeResources(pack, resources, "up");
    assert.deepEqual(report.resources, [resources[0]?.urn, resources[1]?.urn]);
    assert.equal(report.stoppedAt, resources[1]?.urn);
    assert.deepEqual(
      report.violations.map(({ policy }) => policy),
      ["no-gpu"],
    );
  });

  it("judges inputs and then outputs of what is deployed", async () => {
    await only("outputs", "mandatory");
    const deployed = { ...group("g", { input: 1 }), outputs: { output: 1 } };
    const { violations } = await judgeState(pack, [deployed]);
    assert.deepEqual(
      violations.map(({ urn, message }) => [urn, message.split("\n").at(-1)]),
      [[deployed.urn, "output"]],
    );
  });

  it("fails in one line where a policy throws", async () => {
    await only("broken", "advisory");
    await assert.rejects(pack.analyze(group("g")), {
      name: "EngineError",
      message: /^policy pack .*failed to run a policy: [^\n]*this policy/,
    });
  });

  it("refuses a configuration that does not hold, and keeps the one before", async () => {
    await assert.rejects(pack.configure({ "few-resources": { most: 0 } }), {
      message: /few-resources: \/most must be >= 1/,
    });
    assert.equal((await pack.analyze(vm("a", gpu))).violations.length, 1);
  });

  it("tells the memory that it took, where the system tells", () => {
    const peak = pack.peakMemory();
    assert.ok(peak === undefined || peak > 10_000);
  });

  it("tells the processor time that it took, where the system tells", () => {
    const seconds = pack.cpuSeconds();
    // no pack starts in less than a tenth of a second, and this file's takes no minute
    assert.ok(seconds === undefined || (seconds > 0.1 && seconds < 60), String(seconds));
  });
});

describe("what a policy pack writes", () => {
  it("is all there once it is closed", async () => {
    const pack = await startPack(small, { policyConfig: { seen: "advisory" } });
    await pack.analyze(group("g"));
    await pack.close();
    assert.equal(pack.output(), "seen g\n");
  });
});

describe("a policy pack that cannot start", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "computeguard-pack-"));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (source: string, runtime = "nodejs") => {
    writeFileSync(join(folder, "PulumiPolicy.yaml"), `runtime: ${runtime}\n`);
    writeFileSync(join(folder, "package.json"), '{ "name": "p", "version": "1.0.0", "main": "index.js" }');
    writeFileSync(join(folder, "index.js"), source);
  };

  const install = () => symlinkSync(resolve(__dirname, "../../node_modules"), join(folder, "node_modules"));

  const cases: readonly (readonly [what: string, prepare: () => void, message: RegExp])[] = [
    ["is not there", () => {}, /is no policy pack: it has no PulumiPolicy.yaml$/],
    ["is written in another language", () => write("", "python"), /only a policy pack with "runtime: nodejs"/],
    ["is not installed", () => write(""), /@pulumi\/pulumi.* is not installed here; run npm install/],
    [
      "throws",
      () => {
        write('throw new Error("no\\nluck")');
        install();
      },
      /^policy pack .* did not start \(exit code \d+\): .*no$/,
    ],
    [
      "prints before it serves",
      () => {
        write('console.log("hello"); setInterval(() => {}, 1000)');
        install();
      },
      /must not print while it starts$/,
    ],
  ];
  for (const [what, prepare, message] of cases) {
    it(`says in one line that it ${what}`, async () => {
      prepare();
      await assert.rejects(startPack(folder), { name: "EngineError", message });
    });
  }
});
