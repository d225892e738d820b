import assert from "node:assert/strict";
import { isWeighed, type Property } from "../../compute/age/names-machine";
import { sdkTypes } from "../../compute/age/sdk-types";
import { kindOf } from "../../compute/by-shape/keys";
import { factsOf } from "../../compute/facts-of";
import type { Tree } from "../../compute/value";
import { sampled } from "../depth";

const gpu = "Standard_NC24ads_A100_v4";

/** Realistic values of properties that order nothing: the words of other services, in which GPUs are spoken of where people speak. */
const texts = [
  "Standard",
  "Standard_LRS",
  "Premium_ZRS",
  "Basic",
  "S1",
  "P1v3",
  "F1",
  "GP_Gen5_4",
  "westeurope",
  "Enabled",
  "None",
  "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/gpu/providers/Microsoft.Compute/virtualMachines/nvidia",
  "https://contoso.com/gpu?size=Standard_NC6s_v3",
  "P30D",
  "10.0.0.0/24",
  `machines of the size ${gpu}`,
  '{"vmSize":"Standard_NC24ads_A100_v4"}',
  "resources | where properties.hardwareProfile.vmSize == 'Standard_NC6s_v3'",
  "Microsoft.Compute/virtualMachines/write",
  "nvidia/cuda:12.4.1-base",
];

/** A small generator of its own, so that each type always gets the same values. */
function seeded(text: string): () => number {
  let state = 2166136261;
  for (const letter of text) state = Math.imul(state ^ letter.charCodeAt(0), 16777619);
  return () => {
    state = Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9;
    return (state >>> 0) / 2 ** 32;
  };
}

/** Inputs of a type in which every property of its is set. */
function filled(token: string, properties: Iterable<Property>): Tree {
  const next = seeded(token);
  const inputs: { [key: string]: Tree } = { tags: { size: gpu, gpu: "1" }, description: gpu };
  for (const { path, takes } of properties) {
    const words = path.split(".");
    const key = words.pop() as string;
    let at = inputs;
    for (const word of words) {
      if (typeof at[word] !== "object") at[word] = {};
      at = at[word] as typeof inputs;
    }
    if (typeof at[key] === "object") continue;
    const spoken = ["quiet", "name"].includes(kindOf(key)) && words.at(-1)?.toLowerCase() !== "sku";
    const word = spoken && next() < 0.3 ? gpu : (texts[Math.floor(next() * texts.length)] as string);
    at[key] = takes === "text" ? word : takes === "number" ? Math.floor(next() * 50) : next() < 0.5;
  }
  return inputs;
}

const all = [...sdkTypes()];

describe("the types of the installed SDKs", () => {
  it("are quiet where they order nothing, with every property set", () => {
    const others = sampled(
      all.filter(({ token }) => !isWeighed(token)),
      10,
    );
    const loud = others.flatMap(({ token, properties }) => {
      const requests = factsOf(token, filled(token, properties()))?.requests ?? [];
      return requests.map(({ size, accelerator }) => `${token}: ${size.path} ${accelerator.path}`);
    });
    assert.deepEqual(loud, []);
    assert(others.length >= 200, `${others.length} types were tried`);
  });

  it("are caught, each of them, once a GPU size stands where the service might take one", () => {
    const others = sampled(
      all.filter(({ token }) => !isWeighed(token)),
      10,
    );
    const missed = others.filter(({ token, properties }) => {
      const inputs = { ...(filled(token, properties()) as { [key: string]: Tree }), hardware: { machine: gpu } };
      return !factsOf(token, inputs)?.requests.some(({ size }) => size.path === "hardware.machine");
    });
    assert.deepEqual(
      missed.map(({ token }) => token),
      [],
    );
  });
});
