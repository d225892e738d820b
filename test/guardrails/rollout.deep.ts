import assert from "node:assert/strict";
import { join } from "node:path";
import { runProgram } from "../../engine/program";
import { build } from "../build";
import { agree, asked, estate, type Json, pack, root, stackConfig } from "./recorded";

const withEstate = {
  ...stackConfig,
  "computeguard:estate": join(__dirname, "fixtures/estate.yaml"),
};
const subscription = "/subscriptions/00000000-0000-0000-0000-000000000001";
const guardrails = ["compute-abuse", "mfa-write", "mfa-delete"].map(name => `PolicyAssignment ${name}`);

/** What says unapproved-gpu-size in Azure Policy, one rule of which takes 512 conditions. */
const gpuDefinitions = [
  "unapproved-gpu-size",
  "unapproved-gpu-size-machines",
  "unapproved-gpu-size-clusters",
  "unapproved-gpu-size-agent-pools",
  "unapproved-gpu-size-ml",
  "unapproved-gpu-profile",
];

describe("the guardrails' rollout", () => {
  before(() => build("policies/dist/index.js", "dist/guardrails/index.js"));

  const cases: readonly (readonly [config: object, assigned: Json, mfa: Json])[] = [
    [
      { "computeguard:ring": "observe", "computeguard:mfa": "enforce" },
      { enforcementMode: "DoNotEnforce", parameters: { effect: { value: "Deny" } } },
      { enforcementMode: "DoNotEnforce", parameters: { effect: { value: "Deny" } } },
    ],
    [
      { "computeguard:ring": "westeurope", "computeguard:mfa": "enforce" },
      {
        enforcementMode: "Default",
        parameters: { effect: { value: "Deny" } },
        resourceSelectors: [{ selectors: [{ kind: "resourceLocation", in: ["westeurope"] }] }],
      },
      {
        enforcementMode: "Default",
        parameters: { effect: { value: "Deny" } },
        resourceSelectors: [{ selectors: [{ kind: "resourceLocation", in: ["westeurope"] }] }],
      },
    ],
    [
      { "computeguard:ring": "unapproved-gpu-size", "computeguard:mfa": "enforce" },
      {
        enforcementMode: "Default",
        parameters: { effect: { value: "Audit" } },
        overrides: [
          {
            kind: "policyEffect",
            value: "Deny",
            selectors: [{ kind: "policyDefinitionReferenceId", in: gpuDefinitions }],
          },
        ],
      },
      { enforcementMode: "Default", parameters: { effect: { value: "Audit" } } },
    ],
  ];
  for (const [config, assigned, mfa] of cases)
    it(`is said by the one assignment: ${JSON.stringify(config)}`, async () => {
      const resources = await asked({ stackConfig: { ...stackConfig, ...config } });
      agree(resources.get("PolicyAssignment compute-abuse"), assigned, "assignment");
      agree(resources.get("PolicyAssignment mfa-write"), mfa, "mfa");
      // what is missing is deployed in every ring
      const assignments = [...resources.keys()].filter(
        name => name.startsWith("PolicyAssignment ") && !/ (?:alerts|dns)$/.test(name),
      );
      assert.deepEqual(assignments.sort(), [...guardrails].sort());
    });

  it("asks for no second factor where that is off", async () => {
    const resources = await asked({ stackConfig: { ...stackConfig, "computeguard:mfa": "off" } });
    assert.deepEqual(
      [...resources.keys()].filter(name => name.startsWith("Policy") && name.includes("mfa")),
      [],
    );
  });

  it("exempts what the estate excepts, says what cannot be exempted, and caps quota", async () => {
    const resources = await asked({ stackConfig: withEstate });
    const exemptions = [...resources].filter(([name]) => name.startsWith("PolicyExemption "));
    assert.equal(exemptions.length, 1);
    const [, exemption] = exemptions[0]!;
    agree(
      exemption,
      {
        scope: `${subscription}/resourceGroups/ml`,
        policyExemptionName: "computeguard-unapproved-gpu-size-below",
        policyDefinitionReferenceIds: gpuDefinitions,
        exemptionCategory: "Waiver",
        expiresOn: "2099-12-31T23:59:59Z",
        description: "excepted until 2099-12-31 by ml@contoso.com: training run of the vision team",
        resourceSelectors: [
          { selectors: [{ kind: "resourceType", notIn: ["Microsoft.Resources/subscriptions/resourceGroups"] }] },
        ],
      },
      "exemption",
    );
    const caps = resources.get("DeploymentAtScope quota-caps-00000000-0000-0000-0000-000000000001");
    agree(
      caps,
      {
        scope: subscription.slice(1),
        properties: {
          mode: "Incremental",
          template: {
            resources: [{ name: "japaneast/standardNCSv3Family", properties: { defaultMemberCap: 0 } }],
          },
        },
      },
      "caps",
    );
  });

  /** What the pack would stop, by resource, under an estate. */
  const stopped = async (config: Record<string, string>, judgedBy: string) => {
    const { violations, logs } = await runProgram(root, pack, {
      stackConfig: config,
      programEnv: estate,
      env: { COMPUTEGUARD_ESTATE: judgedBy },
    });
    const mandatory = violations.filter(({ level }) => level === "mandatory");
    return { logs, stops: mandatory.map(({ policy, urn }) => `${policy} ${urn.split("::").pop()}`).sort() };
  };

  it("is accepted by our own pack under the estate that the exemptions come from, and under no other", async () => {
    const exemption = `unapproved-gpu-size${subscription.replaceAll("/", "-")}-resourcegroups-ml-below`;
    const own = await stopped(withEstate, withEstate["computeguard:estate"]);
    assert.deepEqual(own.stops, []);
    assert.ok(
      own.logs.some(({ message }) =>
        /unapproved-region at urn:pulumi:prod::ml::.*: it names a resource of a Pulumi program/.test(message),
      ),
    );
    const other = await stopped(withEstate, join(root, "examples", "computeguard.yaml"));
    assert.deepEqual(other.stops, [`guardrail-removal ${exemption}`]);
  });

  it("has to be excepted for as long as it only observes", async () => {
    const { stops, logs } = await stopped(
      { ...stackConfig, "computeguard:ring": "observe" },
      stackConfig["computeguard:estate"],
    );
    assert.deepEqual(stops, ["guardrail-removal compute-abuse", "guardrail-removal mfa-write"]);
    assert.ok(logs.some(({ message }) => /^Azure Policy refuses nothing yet: /.test(message)));
  });
});
