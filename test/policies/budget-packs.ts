import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { GivenConfig } from "../../engine/config";
import type { Resource } from "../../engine/messages";
import { type Pack, startPack } from "../../engine/pack";
import type { Json } from "../../engine/wire";
import { build } from "../build";

const root = resolve(__dirname, "../..");
export const packDir = join(root, "policies");
export const packs: Pack[] = [];

export const resource = (type: string, name: string, properties: { [key: string]: Json }): Resource => ({
  urn: `urn:pulumi:dev::p::${type}::${name}`,
  type,
  name,
  properties: { location: "westeurope", ...properties },
});
export const machine = (name: string, vmSize = "Standard_D4s_v5", more: { [key: string]: Json } = {}) =>
  resource("azure-native:compute:VirtualMachine", name, { hardwareProfile: { vmSize }, ...more });
export const set = (name: string, capacity: Json) =>
  resource("azure-native:compute:VirtualMachineScaleSet", name, {
    resourceGroupName: "workers",
    vmScaleSetName: name,
    sku: { name: "Standard_D4s_v5", capacity },
  });
export const autoscale = (target: Json, maximum: number) =>
  resource("azure-native:monitor:AutoscaleSetting", "grow", {
    targetResourceUri: target,
    profiles: [{ capacity: { minimum: "1", default: "1", maximum: `${maximum}` } }],
  });
export const network = resource("azure-native:network:VirtualNetwork", "net", {});

/** Within a `describe`: starts packs, each with an estate, and closes them after each test. What they say is told of one rule. */
export function startsPacks(rule = "compute-budget") {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "computeguard-budget-"));
    build("policies/dist/index.js");
  });
  afterEach(() => Promise.all(packs.splice(0).map(pack => pack.close())));
  after(() => rmSync(folder, { recursive: true }));

  /** A pack for one run of the engine, as each preview and each update has its own. */
  const run = async (estate: string, policyConfig?: GivenConfig) => {
    const file = join(folder, "estate.yaml");
    writeFileSync(file, `regions: [westeurope, japaneast]\n${estate}`);
    const pack = await startPack(packDir, {
      env: { COMPUTEGUARD_ESTATE: file },
      ...(policyConfig && { policyConfig }),
    });
    packs.push(pack);
    const spoken = (violations: readonly { policy: string; level: string; message: string }[]) =>
      violations
        .filter(({ policy }) => policy === rule)
        .map(({ level, message }) => `${level}: ${message.split("\n")[1]}`);
    return {
      info: pack.info,
      analyze: async (one: Resource) => spoken((await pack.analyze(one)).violations),
      inTheEnd: async (...all: Resource[]) => spoken((await pack.analyzeStack(all)).violations),
    };
  };

  return run;
}
