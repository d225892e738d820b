import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { judgeResources } from "../../engine/deployment";
import type { Violation } from "../../engine/messages";
import { type Pack, startPack } from "../../engine/pack";
import type { Json } from "../compute/corpus";
import { withGpus } from "./with-gpus";

/** Real templates and REST bodies, judged by the real pack over gRPC. */
const root = join(__dirname, "../..");
const corpus = join(root, "../shared/corpus");

const read = (file: string): Json => JSON.parse(readFileSync(file, "utf8").replace(/^\uFEFF/, ""));

describe("the pack over real templates", function () {
  this.timeout(600_000);
  if (!existsSync(corpus)) {
    it("needs the corpus, which is not at hand: nothing was judged");
    return;
  }
  let pack: Pack;
  before(async () => {
    // the defaults: no estate of this repository, so that no region is refused
    pack = await startPack(join(root, "policies"), { env: { COMPUTEGUARD_ESTATE: join(__dirname, "estate.yaml") } });
  });
  after(() => pack?.close());

  const judge = async (type: string, properties: Json): Promise<readonly (Violation & { urn: string })[]> => {
    const urn = `urn:pulumi:dev::corpus::${type}::it`;
    return (await judgeResources(pack, [{ urn, type, name: "it", properties: properties as never }], "preview"))
      .violations;
  };
  const deployed = (template: Json) =>
    judge("azure-native:resources:Deployment", { properties: { mode: "Incremental", template } });
  const folders = (kind: string) =>
    readdirSync(join(corpus, "quickstarts", kind)).map(
      folder => [folder, join(corpus, "quickstarts", kind, folder, "azuredeploy.json")] as const,
    );
  /** A rule that failed inside says so in a violation: that counts as a crash here. */
  const noCrash = (violations: readonly Violation[]) =>
    assert.deepEqual(
      violations.filter(({ message }) => /failed \(/.test(message)),
      [],
    );

  it("blocks every template whose default size is swapped for a GPU size", async () => {
    const missed: string[] = [];
    let all = 0;
    const without: string[] = [];
    for (const [folder, file] of folders("compute")) {
      const count = { swaps: 0 };
      const violations = await deployed(withGpus(read(file), ["allowedValues"], count));
      noCrash(violations);
      if (!count.swaps) {
        without.push(folder);
        continue;
      }
      all++;
      if (!violations.some(({ policy, level }) => policy === "unapproved-gpu-size" && level === "mandatory"))
        missed.push(folder);
    }
    console.log(
      `      swapped for a GPU size: ${all - missed.length} / ${all} blocked; ${without.length} name no size (${without.join(", ")})`,
    );
    for (const folder of missed) console.log(`      not blocked: ${folder}`);
    assert(all > 30, "the corpus should hold templates with sizes");
    assert.deepEqual(missed, []);
  });

  it("judges every template as it stands without a crash, and faults no GPU where none is", async () => {
    let clean = 0;
    const gpuFaults: string[] = [];
    const all = [...folders("compute"), ...folders("noncompute")];
    for (const [folder, file] of all) {
      const violations = await deployed(read(file));
      noCrash(violations);
      if (!violations.some(({ level }) => level === "mandatory")) clean++;
      if (violations.some(({ policy }) => policy === "unapproved-gpu-size")) gpuFaults.push(folder);
    }
    console.log(`      as they stand: ${clean} / ${all.length} templates pass; GPU named in: ${gpuFaults.join(", ")}`);
    // MANIFEST.json marks the one template in the corpus whose default is a GPU size
    assert.deepEqual(gpuFaults, ["application-workloads__azure-gamedev__gamedev-vm"]);
  });

  it("judges every REST body without a crash", async () => {
    let judged = 0;
    for (const file of readdirSync(join(corpus, "rest")).filter(name => name !== "MANIFEST.json")) {
      const { parameters } = read(join(corpus, "rest", file)) as {
        readonly parameters: { readonly [key: string]: Json };
      };
      for (const body of Object.values(parameters)) {
        if (body === null || typeof body !== "object" || Array.isArray(body)) continue;
        const [namespace = ""] = file.split("__");
        const resourceType = {
          compute: "virtualMachines",
          batch: "batchAccounts/pools",
          containerservice: "managedClusters",
        }[namespace];
        const input = {
          resourceProviderNamespace: `Microsoft.${namespace}`,
          resourceType: resourceType ?? namespace,
          parentResourcePath: "",
          ...body,
        };
        noCrash(await judge("azure-native:resources:Resource", input));
        judged++;
      }
    }
    console.log(`      REST bodies judged: ${judged}`);
    assert(judged > 40);
  });
});
