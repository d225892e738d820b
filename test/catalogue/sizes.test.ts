import assert from "node:assert/strict";
import fc from "fast-check";
import { families, familyKey, familyOf } from "../../catalogue/families";
import { usdPerHour } from "../../catalogue/prices";
import { isRegion, normalRegion, regions } from "../../catalogue/regions";
import { accelerators, denies, isAccelerator, matches, sizeOf, sizes } from "../../catalogue/sizes";
import { fits } from "../../catalogue/wildcard";
import { runs } from "../depth";

describe("wildcards", () => {
  const table: readonly [pattern: string, size: string, fits: boolean][] = [
    ["Standard_NC*_T4_v3", "standard_nc16as_t4_V3", true],
    ["Standard_NC*_T4_v3", "Standard_NC16as_T4_v30", false],
    ["Standard_NC*_T4_v3", "Standard_NC_T4_v3", true],
    ["Standard_D2s_v5", "Standard_D2s_v5 ", true],
    ["Standard_D2s_v5", "Standard_D2s_v51", false],
    ["*", "", true],
    ["*_v5", "Standard_D2s_v5", true],
    ["*a*a", "a", false],
    ["a*a", "a", false],
    ["Standard_D2.*", "Standard_D2s_v5", false],
    ["", "x", false],
  ];
  for (const [pattern, size, expected] of table)
    it(`${pattern} ${expected ? "fits" : "does not fit"} ${JSON.stringify(size)}`, () =>
      assert.equal(matches(pattern, size), expected));

  const letters = (from: string[]) => fc.string({ unit: fc.constantFrom(...from), maxLength: 12 });
  const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

  it("agree with a regular expression", () =>
    fc.assert(
      fc.property(letters(["a", "b", "*"]), letters(["a", "b"]), (pattern, text) =>
        assert.equal(fits(pattern, text), new RegExp(`^${pattern.split("*").map(escaped).join(".*")}$`).test(text)),
      ),
      { numRuns: runs(2000) },
    ));
  it("agree with a regular expression where a star between slashes may stand for no segment", () =>
    fc.assert(
      fc.property(letters(["a", "/", "*"]), letters(["a", "/"]), (pattern, text) => {
        // "/*/" shares its slashes with the next one, hence the look-ahead
        const source = pattern
          .replace(/\/\*(?=\/)/g, "\u0001")
          .split("\u0001")
          .map(part => part.split("*").map(escaped).join(".*"))
          .join("(?:\\/.*)?");
        assert.equal(fits(pattern, text, "segments"), new RegExp(`^${source}$`).test(text), `${pattern} ${text}`);
      }),
      { numRuns: runs(5000) },
    ));
  it("do not try every way to divide a long text among their stars", () =>
    assert.equal(fits("*a*a*a*a*a*a*a*a*b", "a".repeat(1 << 20)), false));
});

describe("VM sizes", () => {
  it("of N and PB are accelerators, and no other known size is", () => {
    assert.equal(sizes().size, 1817);
    for (const { name, gpuModel } of sizes().values()) {
      assert.equal(denies({ deny: accelerators, except: [] }, name), gpuModel !== undefined, name);
      assert.equal(isAccelerator(name), gpuModel !== undefined, name);
    }
    assert.equal([...sizes().values()].filter(size => size.gpuModel).length, 134);
  });
  for (const size of [
    "Standard_NC999ads_X900_v12",
    "STANDARD_NZ1",
    "standard_pb48s_v2",
    "Consumption-GPU-NC8as-T4",
    "Consumption-GPU-NC24-A100",
    "NC24-A100",
    "nc96-a100",
    "Classic_NVv4_8_28GB_128_S_SSD",
    "SmallGPUVisualization",
    "HardwareAcceleratedGPU",
    "NC6s_v3",
  ])
    it(`${size} is an accelerator`, () => assert.equal(isAccelerator(size), true));
  for (const size of [
    "Consumption",
    "Flexible",
    "D4",
    "E32",
    "DC96",
    "Standard_D2s_v5",
    "MemoryOptimized",
    "None",
    "P1v3",
    "",
  ])
    it(`${size || "nothing"} is none`, () => assert.equal(isAccelerator(size), false));

  it("exceptions win over denials", () => {
    const test = { deny: accelerators, except: ["Standard_NC*as_T4_v3"] };
    assert.equal(denies(test, "STANDARD_NC4AS_T4_V3"), false);
    assert.equal(denies(test, "Standard_NC6s_v3"), true);
  });

  it("are known in any case", () => assert.equal(sizeOf(" standard_NC4AS_t4_v3 ")?.name, "Standard_NC4as_T4_v3"));
  it("of the future are unknown", () => assert.equal(sizeOf("Standard_NX1_v9"), undefined));
  const facts: readonly [string, number, number | undefined, string | undefined][] = [
    // vCPUs that are billed, physical accelerators, family
    ["Standard_D14", 16, 0, "standardDFamily"],
    ["Standard_E16-4as_v5", 16, 0, "standardEASv5Family"],
    ["Standard_NC4as_T4_v3", 4, 1, "Standard NCASv3_T4 Family"],
    ["Standard_NV4as_v4", 4, 0.125, "standardNVSv4Family"],
    ["Standard_ND96isr_MI300X_v5", 96, 8, "standardNDISv5MI300XFamily"],
    ["Standard_NP10s", 10, 1, "standardNPSFamily"],
    ["Standard_NC132ds_xl_RTXPRO6000BSE_v6", 132, undefined, undefined],
  ];
  for (const [name, vCpus, gpus, family] of facts)
    it(`${name} has ${vCpus} vCPUs and ${gpus} accelerators`, () => {
      const size = sizeOf(name);
      assert.deepEqual([size?.vCpus, size?.gpus, size?.quotaFamily], [vCpus, gpus, family]);
    });
});

describe("prices", () => {
  const table: readonly [string, string | undefined, number | undefined][] = [
    ["Standard_ND96isr_H100_v5", "eastus", 98.32],
    ["standard_nd96isr_h100_v5", "East US", 98.32],
    ["Standard_ND96isr_H100_v5", undefined, 127.816],
    ["Standard_ND96isr_H100_v5", "atlantis", 127.816],
    ["Standard_NC40ads_H100_v5", "eastus", 6.98],
    ["Standard_NC4as_T4_v3", "eastus", 0.526],
    ["Standard_NC24", "eastus", undefined],
    ["Standard_Nothing", "eastus", undefined],
  ];
  for (const [size, region, usd] of table)
    it(`${size} in ${region ?? "any region"}`, () => assert.equal(usdPerHour(size, region), usd));
  it("the dearest size has no GPU, so that a limit has to look at the price", () => {
    const dearest = [...sizes().values()].sort((a, b) => (b.usdPerHour ?? 0) - (a.usdPerHour ?? 0))[0];
    assert.equal(dearest?.name, "Standard_M896ixds_32_v3");
    assert.equal(isAccelerator("Standard_M896ixds_32_v3"), false);
  });
});

describe("quota families", () => {
  it("are accelerators where their sizes are, known or not", () => {
    for (const family of families().values()) {
      assert.equal(family.accelerator, family.sizes.every(isAccelerator), family.key);
      assert.equal(family.accelerator, familyOf(`${family.key.replace(/family$/, "")}X9Family`)?.accelerator ?? false);
    }
  });
  for (const name of [
    "Standard NCASv3_T4 Family",
    "standardNCASv3_T4Family",
    "Standard NCASv3_T4 Family vCPUs",
    "Standard NCASv3_T4 Family Cluster Dedicated vCPUs",
    "Standard_NCASv3_T4_Family_Cluster_Dedicated_vCPUs",
  ])
    it(`${name} is the family of the T4`, () => {
      const family = familyOf(name);
      assert.deepEqual([family?.key, family?.model, family?.accelerator], ["standardncasv3t4family", "T4", true]);
      assert.ok(family?.sizes.includes("Standard_NC64as_T4_v3"));
    });
  it("of the future carry accelerators when they are named like N or PB sizes", () =>
    assert.deepEqual(familyOf("StandardNCX9v9Family"), { key: "standardncx9v9family", accelerator: true, sizes: [] }));
  for (const name of ["cores", "lowPriorityCores", "virtualMachines", "standardZFamily", "Total Regional vCPUs", ""])
    it(`${name || "nothing"} is no known family`, () => assert.equal(familyOf(name), undefined));
  it("key", () => assert.equal(familyKey("standard NDAMSv4_A100Family"), "standardndamsv4a100family"));
});

describe("regions", () => {
  it("have one spelling", () => assert.equal(normalRegion(" West Europe"), "westeurope"));
  for (const name of ["westeurope", "West US 3", "usgovvirginia", "chinanorth3", "swedensouth"])
    it(`${name} is a region`, () => assert.equal(isRegion(name), true));
  for (const name of ["global", "europe", "eastusstage", "atlantis", ""])
    it(`${name || "nothing"} is none`, () => assert.equal(isRegion(name), false));
  it("know their names, clouds and pairs", () =>
    assert.deepEqual(regions.get("northeurope"), {
      name: "northeurope",
      displayName: "North Europe",
      cloud: "AzureCloud",
      physical: true,
      pair: "westeurope",
    }));
  it("every displayed name leads back to its region", () => {
    for (const { name, displayName, physical } of regions.values())
      if (physical) assert.equal(normalRegion(displayName), name);
  });
});
