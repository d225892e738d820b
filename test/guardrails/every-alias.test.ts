import assert from "node:assert/strict";
import { estateSchema } from "../../catalogue/estate";
import { factsOfArm } from "../../compute/facts-of";
import type { Tree } from "../../compute/value";
import type { Alias } from "../../guardrails/policy/aliases";
import { definitionsOf } from "../../guardrails/policy/all";
import { type Matter, seenPaths } from "../../guardrails/policy/seen-paths";
import { type Leaf, type SeenRequest, seenRequests } from "../../guardrails/policy/seen-requests";
import gpuDriverExtension from "../../policies/gpu-driver-extension";
import oversizedScaleSet from "../../policies/oversized-scale-set";
import type { AnyPolicy } from "../../policies/policy";
import { judge } from "../../policies/policy";
import unapprovedGpuSize from "../../policies/unapproved-gpu-size";
import unapprovedRegion from "../../policies/unapproved-region";
import unapprovedVmSize from "../../policies/unapproved-vm-size";
import type { Body, Json } from "./azure-policy";
import { policyOf, refusedBy } from "./printed";

const estate = estateSchema.parse({ vmSizes: ["Standard_D*", "D*"], maxInstances: 5, regions: ["West Europe"] });
const definitions = definitionsOf(estate);

/** Aliases that say the same of a type, of the paths of its row in their order. */
const aliasesFor = (matter: Matter): Map<string, readonly Alias[]> => {
  const found = new Map<string, readonly Alias[]>();
  for (const { type, aliases } of seenPaths.filter(seen => seen.matter === matter))
    if (aliases.length > 0) found.set(type, [...(found.get(type) ?? []), ...aliases]);
  return found;
};

/** A body with a value at the end of a path, in the only element of each list on the way. */
function placed(body: Json, path: readonly string[], value: Json): Json {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const key = step.replace("[*]", "");
  const inside = (body ?? {}) as { readonly [key: string]: Json };
  const old = inside[key] ?? null;
  if (!step.endsWith("[*]")) return { ...inside, [key]: placed(old, rest, value) };
  return { ...inside, [key]: [placed(Array.isArray(old) ? old[0] : null, rest, value)] };
}

/** A request of a row that is made, with a value where a leaf leads. */
function asking({ type, shape }: SeenRequest, { alias }: Leaf, value: Json): Body {
  const only = shape.only && (shape.only.is?.[0] ?? "Another");
  const path = shape.only?.path.replace(/^\//, "").split(".") ?? [];
  const made = only === undefined ? { type } : placed({ type }, path, only);
  return placed(made, alias.path.split("."), value) as Body;
}

const name = (request: SeenRequest, { alias }: Leaf) => `${request.shape.what}: ${alias.name}`;

function agree(policy: AnyPolicy, body: Body, refused: boolean, what: string): void {
  const door = refusedBy(definitions, body).map(policyOf).includes(policy.id);
  const pack = judge(policy, factsOfArm(body as Tree), policy.fromEstate(estate)).some(
    ({ level }) => level !== "advisory",
  );
  assert.deepEqual({ door, pack }, { door: refused, pack: refused }, `${what}: ${JSON.stringify(body)}`);
}

/** Numbers that the door does not compare, for they are written as text. */
const asText = "Microsoft.Insights/autoscaleSettings";

describe("every alias, at Azure's door and in the pack", () => {
  it("tells a size with an accelerator, in any letter case, from one without", () => {
    for (const request of seenRequests)
      for (const leaf of request.sizes) {
        agree(unapprovedGpuSize, asking(request, leaf, "STANDARD_nd96isr_H100_v5"), true, name(request, leaf));
        agree(unapprovedGpuSize, asking(request, leaf, "Standard_D2s_v5"), false, name(request, leaf));
        if (request.shape.bare) agree(unapprovedGpuSize, asking(request, leaf, "NC6"), true, name(request, leaf));
      }
  });

  it("tells an ordinary size that is not approved", () => {
    for (const request of seenRequests)
      for (const leaf of request.sizes) {
        agree(unapprovedVmSize, asking(request, leaf, "Standard_M208ms_v2"), true, name(request, leaf));
        agree(unapprovedVmSize, asking(request, leaf, "standard_d2s_v5"), false, name(request, leaf));
        agree(unapprovedVmSize, asking(request, leaf, "Standard_NC6s_v3"), false, name(request, leaf));
      }
  });

  it("tells a tier with an accelerator from one without", () => {
    for (const request of seenRequests)
      for (const leaf of request.tiers)
        for (const [tier, refused] of [
          ["nc24-A100", true],
          ["Classic_NVv4_8_28GB_128_S_SSD", true],
          ["Consumption-GPU-NC8as-T4", true],
          ["HardwareAcceleratedFPGA", true],
          ["D4", false],
          ["AV36P", false],
        ] as const)
          agree(unapprovedGpuSize, asking(request, leaf, tier), refused, name(request, leaf));
  });

  it("tells what asks for an accelerator", () => {
    for (const request of seenRequests)
      for (const { ask, ...leaf } of request.asks) {
        const isNumber =
          /\.gpu(?:\.count)?$/.test(leaf.alias.path) && !/containerResource(?:Limits|Requests)/.test(leaf.alias.path);
        const yes =
          ask.words?.[0]?.replaceAll("*", "") ?? (/enabled$/.test(leaf.alias.path) ? true : isNumber ? 1 : "1");
        const no = ask.words ? "Other" : yes === true ? false : isNumber ? 0 : "";
        agree(unapprovedGpuSize, asking(request, leaf, yes), true, name(request, leaf));
        agree(unapprovedGpuSize, asking(request, leaf, no), false, name(request, leaf));
      }
  });

  it("tells a number above the limit from the limit itself", () => {
    for (const request of seenRequests) {
      const { type, counts, ceilings, sizes, tiers, asks, shape } = request;
      if (type === asText) continue;
      for (const leaf of [...counts, ...ceilings])
        for (const [count, refused] of [
          [6, true],
          [5, false],
        ] as const) {
          // machines are counted once it is known that there are some
          const ware = sizes[0] ?? tiers[0] ?? asks[0];
          const size = sizes[0]
            ? "Standard_D2s_v5"
            : tiers[0]
              ? "D4"
              : (asks[0]?.ask.words?.[0]?.replaceAll("*", "") ?? 1);
          const body = ware ? asking(request, ware, size) : asking(request, leaf, count);
          const written = placed(body, leaf.alias.path.split("."), count) as Body;
          agree(oversizedScaleSet, written, refused, `${shape.what}, ${name(request, leaf)}`);
        }
    }
  });

  it("tells an extension that installs a GPU driver, by publisher and type", () => {
    for (const [type, [publisher, kind]] of aliasesFor("extension")) {
      const body = (...words: readonly [string, string]) =>
        [publisher!, kind!].reduce<Json>((made, { path }, i) => placed(made, path.split("."), words[i]!), {
          type,
        }) as Body;
      agree(gpuDriverExtension, body("microsoft.hpccompute", "NVIDIAGpuDriverLinux"), true, type);
      agree(gpuDriverExtension, body("Contoso.Drivers", "NvidiaGpuDriverLinux"), false, type);
      agree(gpuDriverExtension, body("Microsoft.HpcCompute", "HpcPack"), false, type);
    }
  });

  it("tells a region inside of a resource, in both of its spellings", () => {
    for (const [type, aliases] of aliasesFor("region"))
      for (const { path, name } of aliases)
        for (const [region, refused] of [
          ["Brazil South", true],
          ["brazilsouth", true],
          ["West Europe", false],
          ["westEurope", false],
        ] as const)
          agree(unapprovedRegion, placed({ type }, path.split("."), region) as Body, refused, name);
  });
});
