import type { Exception } from "../../catalogue/exceptions";
import { type PackOptions, startPack } from "../../engine/pack";
import type { JsonObject } from "../../engine/wire";
import { type Installation, install } from "../cli/installation";

export const rule = "unapproved-gpu-size";
export const exception = (change: Partial<Exception> = {}): Exception => ({
  rule,
  resource: "**",
  reason: "training run of the vision team",
  owner: "ml@contoso.com",
  until: "2026-12-31",
  ...change,
});
export const subscription = "/subscriptions/00000000-0000-0000-0000-000000000001";
export const classic = "urn:pulumi:prod::ml::azure:compute/linuxVirtualMachine:LinuxVirtualMachine::gpu";
export const native = "urn:pulumi:prod::ml::azure-native:compute:VirtualMachine::gpu";

/** Within a `describe`: a pack in a folder, and what it says of machines under an estate. */
export function packWithExceptions() {
  let here: Installation;
  before(() => {
    here = install({ pack: true });
  });
  after(() => here.remove());

  const machine: JsonObject = {
    location: "westeurope",
    hardwareProfile: { vmSize: "Standard_NC6s_v3" },
    osProfile: { customData: Buffer.from("./xmrig -o pool").toString("base64") },
  };
  const resourceAt = (urn: string, more: JsonObject = {}) => ({
    urn,
    type: urn.split("::")[2]!,
    name: urn.split("::")[3]!,
    properties: { ...machine, ...more },
  });
  /** What is said of resources by a pack with these exceptions. */
  async function said(estate: object, urns: readonly string[], options: PackOptions = {}, more: JsonObject = {}) {
    const file = here.write("estate.yaml", JSON.stringify({ regions: ["westeurope"], ...estate }));
    const pack = await startPack(here.pack, { ...options, env: { COMPUTEGUARD_ESTATE: file } });
    try {
      const found = [];
      for (const urn of urns) found.push((await pack.analyze(resourceAt(urn, more))).violations);
      return found;
    } finally {
      await pack.close();
    }
  }
  const levels = (violations: readonly { policy: string; level: string }[] = []) =>
    Object.fromEntries(violations.map(({ policy, level }) => [policy, level]));
  const blocked = { [rule]: "mandatory", "mining-payload": "mandatory" };

  return {
    said,
    levels,
    blocked,
    resourceAt,
    write: (text: string) => here.write("estate.yaml", text),
    folder: () => here.pack,
  };
}
