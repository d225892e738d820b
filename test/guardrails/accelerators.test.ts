import assert from "node:assert/strict";
import { estateSchema } from "../../catalogue/estate";
import { factsOfArm } from "../../compute/facts-of";
import { definitionsOf } from "../../guardrails/policy/all";
import { judge } from "../../policies/policy";
import unapprovedGpuSize from "../../policies/unapproved-gpu-size";
import type { Body } from "./azure-policy";
import { policyOf, refusedBy } from "./printed";

const app = (properties: Body, gpu?: number): Body => ({
  type: "Microsoft.App/containerApps",
  properties: { ...properties, template: { containers: [{ image: "web", ...(gpu && { resources: { gpu } }) }] } },
});
const container = (requests: Body, limits: Body = {}): Body => ({
  type: "Microsoft.ContainerInstance/containerGroups",
  properties: { containers: [{ properties: { resources: { requests: { gpu: requests }, limits: { gpu: limits } } } }] },
});
const lab = (name: string, installGpuDrivers: string): Body => ({
  type: "Microsoft.LabServices/labs",
  properties: { virtualMachineProfile: { sku: { name, capacity: 1 }, additionalCapabilities: { installGpuDrivers } } },
});
const [a100, t4] = ["NC24-A100", "Consumption-GPU-NC8as-T4"] as const;

/** What is approved, what is asked for in more than one word, and whether it is refused. */
const cases: readonly (readonly [approved: readonly string[], body: Body, refused: boolean])[] = [
  // a profile by its name and by its type: each has to be approved
  [[t4], app({ workloadProfileName: t4, workloadProfileType: a100 }), true],
  [[t4], app({ workloadProfileName: a100, workloadProfileType: t4 }), true],
  [[t4, "nc*-a100"], app({ workloadProfileName: a100, workloadProfileType: t4 }), false],
  [[t4], app({ workloadProfileName: "web", workloadProfileType: t4 }), false],
  // a number of GPUs says less than the profile on which they are, and approves no profile
  [["GPU"], app({ workloadProfileName: a100 }, 1), true],
  [[a100], app({ workloadProfileName: a100 }, 1), false],
  [["GPU"], app({ workloadProfileName: "web" }, 1), false],
  [[a100], app({ workloadProfileName: "web" }, 1), true],
  // requests and limits of one container
  [["V100"], container({ count: 1, sku: "V100" }, { count: 1, sku: "K80" }), true],
  [["V100", "GPU"], container({ count: 1, sku: "V100" }, { count: 1, sku: "K80" }), true],
  [["V100", "K80"], container({ count: 1, sku: "V100" }, { count: 1, sku: "K80" }), false],
  [["V100"], container({ count: 1 }, { count: 1, sku: "v100" }), false],
  [["V100"], container({ count: 1 }), true],
  // an approved accelerator needs its driver
  [["Classic_NV*"], lab("Classic_NVv4_8_28GB_128_S_SSD", "Enabled"), false],
  [["GPU drivers"], lab("Classic_NVv4_8_28GB_128_S_SSD", "Enabled"), true],
  [["Classic_NV*"], lab("Classic_Fsv2_2_4GB_128_S_SSD", "Enabled"), true],
  [["Classic_NV*"], lab("Classic_Fsv2_2_4GB_128_S_SSD", "Disabled"), false],
];

describe("an accelerator that is asked for in several words", () => {
  for (const [gpuSizes, body, refused] of cases)
    it(`${gpuSizes.join(" and ")} approved, ${refused ? "refused" : "let pass"}: ${JSON.stringify(body.properties)}`, () => {
      const estate = estateSchema.parse({ gpuSizes });
      const door = refusedBy(definitionsOf(estate), body).map(policyOf).includes("unapproved-gpu-size");
      const pack = judge(unapprovedGpuSize, factsOfArm(body), unapprovedGpuSize.fromEstate(estate)).length > 0;
      assert.deepEqual({ door, pack }, { door: refused, pack: refused });
    });

  it("may be approved or not, where a template lets its user choose: each choice has to be", () => {
    const chosen = (gpuSizes: readonly string[], allowedValues: readonly string[]) => {
      const facts = factsOfArm({
        type: "Microsoft.Resources/deployments",
        properties: {
          template: {
            parameters: { profile: { type: "string", allowedValues } },
            resources: [
              {
                type: "Microsoft.App/managedEnvironments",
                name: "env",
                properties: { workloadProfiles: [{ workloadProfileType: "[parameters('profile')]" }] },
              },
            ],
          },
        },
      } as never);
      return judge(unapprovedGpuSize, facts, unapprovedGpuSize.fromEstate(estateSchema.parse({ gpuSizes }))).length;
    };
    assert.equal(chosen([t4], ["D4", t4]), 0);
    assert.equal(chosen([t4], ["D4", t4, a100]), 1);
  });
});
