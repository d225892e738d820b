import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { factsOf } from "../../compute/facts-of";
import { type Tree, Withheld } from "../../compute/value";
import { type Pack, startPack } from "../../engine/pack";
import type { JsonObject } from "../../engine/wire";
import oversized from "../../policies/oversized-scale-set";
import policyPackChange from "../../policies/policy-pack-change";
import gpuSize from "../../policies/unapproved-gpu-size";
import unknownPackage from "../../policies/unknown-package";
import { build } from "../build";
import { violations } from "./kit";

const said = (token: string, inputs: Tree) => (factsOf(token, inputs)?.packages ?? []).map(({ does }) => does);

describe("packages of other makers", () => {
  const quiet = [
    "random:index/randomPassword:RandomPassword",
    "tls:index/privateKey:PrivateKey",
    "std:index:file",
    "time:index/sleep:Sleep",
    "archive:index/file:File",
    "null:index/resource:Resource",
    "local:index/file:File",
    "docker-build:index:Image",
    "docker:index/registryImage:RegistryImage",
    "github:index/repository:Repository",
    "auth0:index/client:Client",
    "postgresql:index/role:Role",
    "acme:index/certificate:Certificate",
    "pulumiservice:index:Team",
    "Cloudflare:index/record:Record",
  ];
  for (const token of quiet) it(`${token} orders no compute`, () => assert.deepEqual(said(token, { name: "a" }), []));

  it("are told apart by whether a size was found in them", () => {
    const told = (inputs: Tree) =>
      violations(unknownPackage, ["databricks:index/cluster:Cluster", inputs as JsonObject]).map(
        ({ message }) => message,
      );
    assert.match(
      told({ nodeTypeId: "Standard_NC6s_v3" }).join(),
      /and beside what was found by its shape, no rule can read/,
    );
    assert.match(told({ clusterName: "a" }).join(), /creates clusters, and no rule can read/);
  });

  const loud: readonly (readonly [token: string, does: RegExp])[] = [
    ["command:local:Command", /runs commands/],
    ["command:remote:Command", /runs commands/],
    ["azuredevops:index/elasticPool:ElasticPool", /may create compute/],
    ["nomad:index/job:Job", /may create compute/],
    ["spotinst:azure/oceanNp:OceanNp", /may create compute/],
    ["hcp:index/hvn:Hvn", /may create compute/],
    ["coder:index/agent:Agent", /may create compute/],
    ["randomised:index:Thing", /may create compute/],
    ["random-vm:index:Machine", /may create compute/],
    ["pulumi-nodejs:dynamic:Resource", /code of its own/],
    // whoever names a module of Terraform may name it after a package
    ["random:index:Module", /Terraform module/],
    ["tls:tf:azurerm_linux_virtual_machine", /Terraform module/],
  ];
  for (const [token, does] of loud)
    it(`${token} may`, () => {
      const found = said(token, { name: "a" });
      assert.equal(found.length, 1);
      assert.match(found[0]!, does);
    });

  it("what Docker runs and builds is searched for miners", () => {
    const payloads = (token: string, inputs: Tree) =>
      factsOf(token, inputs)?.payloads.map(({ kind, text }) => [kind, text.path]);
    assert.deepEqual(payloads("docker:index/container:Container", { image: "a", command: ["b", "c"], envs: ["d=e"] }), [
      ["image", "image"],
      ["command", "command"],
      ["environment", "envs[0]"],
    ]);
    assert.deepEqual(payloads("docker-build:index:Image", { dockerfile: { inline: "FROM a\nRUN b" } }), [
      ["script", "dockerfile.inline"],
    ]);
  });
});

describe("a component only groups", () => {
  let pack: Pack;
  before(async () => {
    build("policies/dist/index.js");
    pack = await startPack(join(resolve(__dirname, "../.."), "policies"), { env: { COMPUTEGUARD_ESTATE: "" } });
  });
  after(() => pack?.close());

  const provider = {
    urn: "urn:pulumi:dev::a::pulumi:providers:p::p",
    type: "pulumi:providers:p",
    name: "p",
    properties: {},
  };
  const levels = async (type: string, provided: boolean, properties: JsonObject = { replicas: 2, create: "ls" }) => {
    const urn = `urn:pulumi:dev::a::${type}::${provided}`;
    const resource = { urn, type, name: "a", properties, ...(provided && { provider }) };
    return (await pack.analyze(resource)).violations.map(({ policy }) => policy);
  };

  it("so one of a package that nobody knows is not spoken of, and a resource of it is", async () => {
    assert.deepEqual(await levels("fabrikam:web:Site", false), []);
    assert.deepEqual(await levels("fabrikam:web:Site", true), [unknownPackage.id]);
  });

  it("so what it hands on to the resources in it is no order, and what a resource of it asks for is", async () => {
    const workers = { vmSize: "Standard_D4s_v5", count: 12 };
    const gpus = { vmSize: "Standard_NC6s_v3" };
    for (const type of ["contoso:fleet:Workers", "azure-native:fleet:Workers", "kubernetes:helm.sh/v3:Chart"])
      for (const properties of [workers, gpus]) {
        const found = async (provided: boolean) =>
          (await levels(type, provided, properties)).filter(policy => policy !== unknownPackage.id);
        assert.deepEqual(await found(false), [], type);
        assert.deepEqual(await found(true), [properties === gpus ? gpuSize.id : oversized.id], type);
      }
  });

  it("but what a module of Terraform asks for may be no resource that anybody sees", async () =>
    assert.deepEqual(await levels("vm:index:Module", false, { vmSize: "Standard_NC6s_v3" }), [
      gpuSize.id,
      unknownPackage.id,
    ]));

  it("and a machine is one, whoever says that no provider makes it", async () =>
    assert.deepEqual(
      await levels("azure-native:compute:VirtualMachine", false, {
        hardwareProfile: { vmSize: "Standard_NC6s_v3" },
      }),
      [gpuSize.id],
    ));

  it("but what deploys a module of Terraform or runs commands is, with a provider or without", async () => {
    for (const provided of [false, true]) {
      assert.deepEqual(await levels("vm:index:Module", provided), [unknownPackage.id]);
      assert.deepEqual(await levels("command:local:Command", provided), [unknownPackage.id]);
    }
  });
});

describe("policy-pack-change", () => {
  const at = (token: string, inputs: object) =>
    violations(policyPackChange, [`pulumiservice:${token}`, inputs as never]).map(({ level = "mandatory" }) => level);
  const packs = (config: unknown) => ({ policyPacks: [{ name: "computeguard", config }] });

  it("stops what switches a policy off", () => {
    for (const config of [
      { "mining-payload": "disabled" },
      { "mining-payload": { enforcementLevel: "Disabled" } },
      { all: "disabled" },
    ])
      assert.deepEqual(at("index:PolicyGroup", packs(config)), ["mandatory"]);
    assert.deepEqual(at("index:PolicyGroup", packs({ a: "disabled", b: "disabled" })), ["mandatory", "mandatory"]);
  });

  it("says what may be sound", () => {
    for (const [token, inputs] of [
      ["index:PolicyGroup", packs({ "mining-payload": { enforcementLevel: "mandatory", unknownValues: "advisory" } })],
      ["index:PolicyGroup", { mode: "audit", entityType: "accounts", accounts: ["a"] }],
      ["index:PolicyGroup", packs(new Withheld("unknown"))],
      ["api:PolicyGroup", { mode: "preventative" }],
      ["api:PolicyGroupStackAttachment", {}],
      ["index:PolicyPack", {}],
      ["index:StackTags", {}],
      ["api/stacks:Tag", {}],
      ["api/stacks:Config", {}],
      ["api/deployments:Settings", {}],
      ["index:Environment", { yaml: "values: {}" }],
    ] as const)
      assert.deepEqual(at(token, inputs), ["advisory"], token);
  });

  it("leaves the rest of Pulumi Cloud alone", () => {
    for (const token of [
      "index:Team",
      "index:Webhook",
      "index:AccessToken",
      "index:TeamStackPermission",
      "api/esc:EnvironmentTag",
    ])
      assert.deepEqual(at(token, { name: "a" }), [], token);
  });
});
