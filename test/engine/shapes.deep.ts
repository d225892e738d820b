import assert from "node:assert/strict";
import { join } from "node:path";
import { stackConfigOf } from "../../cli/stack-config";
import type { Patience } from "../../engine/patience";
import { type ProgramReport, runProgram } from "../../engine/program";
import { listen } from "../../engine/silence";
import type { Json, JsonObject } from "../../engine/wire";

const pack = join(__dirname, "fixtures/pack");
const program = (name: string) => join(__dirname, "fixtures", name);

describe("programs as people write them", () => {
  let report: ProgramReport;
  /** What a policy told of the resource of a name. */
  const told = (policy: "seen" | "inputs", name: string): JsonObject => {
    const { message } = report.violations.find(found => found.policy === policy && found.urn.endsWith(`::${name}`)) ?? {
      message: "null",
    };
    return JSON.parse(message.split("\n").at(-1) ?? "");
  };
  const inputs = (name: string) => told("inputs", name);

  before(async () => {
    report = await runProgram(program("shapes"), pack, {
      policyConfig: { seen: "advisory", inputs: "advisory" },
      stackConfig: { "azure-native:location": "westeurope" },
    });
  });

  const wants: readonly (readonly [what: string, name: string, wanted: Json])[] = [
    [
      "of a resource in a component's inputs its id, which is not known yet",
      "farm",
      { group: "unknown", nested: { groups: { 0: "unknown" } } },
    ],
    [
      "of a component in a component's inputs its URN",
      "outer",
      { group: "unknown", inner: "urn:pulumi:dev::contoso::contoso:index:Farm::farm" },
    ],
    ["what a component that a provider builds was given", "chart", { chart: "redis", values: { pool: "x" } }],
    [
      "that its outputs and the results of its methods are not known",
      "of-chart",
      { first: "unknown", status: "unknown" },
    ],
    [
      "of another stack and of what is only read, what the program says itself",
      "of-others",
      { subnet: "unknown", region: "unknown", id: "/subscriptions/0/resourceGroups/vault" },
    ],
    [
      "the id of what is imported",
      "of-kept",
      { id: "/subscriptions/0/resourceGroups/fixed/providers/Microsoft.Network/virtualNetworks/kept" },
    ],
    [
      "what a function answers, after a transform of its arguments",
      "of-call",
      { subscription: "00000000-0000-0000-0000-000000000000" },
    ],
    ["nothing of what only Azure could answer", "of-keys", { key: "unknown" }],
  ];
  for (const [what, name, wanted] of wants)
    it(`a pack sees ${what}`, () => {
      const seen = inputs(name);
      assert.deepEqual(seen.tags ?? seen, wanted);
    });

  it("a machine is judged as the transforms leave it, its own first", () => {
    const { hardwareProfile, tags } = inputs("changed");
    assert.deepEqual([hardwareProfile, tags], [{ vmSize: "Standard_NC6s_v3" }, { by: "transform" }]);
    assert.equal(told("seen", "changed").protect, true);
    assert.ok(report.violations.some(({ policy, urn }) => policy === "no-gpu" && urn.endsWith("::changed")));
  });

  it("a region comes from the provider's configuration, where the type has one and the program names none", () => {
    const region = (name: string) => inputs(name).location;
    assert.equal(region("group"), "westeurope");
    assert.equal(region("there"), "northeurope");
    assert.equal(region("named"), "westus");
    assert.equal(region("part"), undefined);
  });

  it("names that a resource had, what it ignores, and protection that it inherits", () => {
    const { aliases, ignoreChanges } = told("seen", "kept");
    assert.deepEqual((aliases as string[]).slice(0, 3), [
      "urn:pulumi:dev::contoso::azure-native:network:VirtualNetwork::before",
      "urn:pulumi:dev::contoso::old:type::name",
      "urn:pulumi:dev::contoso::azure-native:network:Net::kept",
    ]);
    assert.deepEqual(ignoreChanges, ["tags"]);
    assert.equal(told("seen", "of-parent").protect, true);
    assert.equal(told("seen", "there").protect, false);
  });

  it("what is only read is shown to no pack, and what nobody here can see into is named once", () => {
    assert.equal(
      report.resources.some(urn => /::(vault|contoso\/network\/prod)$/.test(urn)),
      false,
    );
    assert.deepEqual(
      [...report.notes].sort(),
      [
        "what kubernetes:helm.sh/v4:Chart builds is not judged here, for only its provider's plugin knows: use pulumi preview --policy-pack",
        "what kubernetes:helm.sh/v4:Chart/status returns is not known here, for only its provider's plugin knows",
        "what azure-native:storage:listStorageAccountKeys answers is not known here, for nobody is asked",
      ].sort(),
    );
  });

  it("no hook runs, for nothing is made", () => assert.doesNotMatch(report.output, /the hook ran/));
});

describe("a secret in the stack's configuration", () => {
  const run = () =>
    runProgram(program("secrets"), pack, {
      policyConfig: { inputs: "advisory" },
      stackConfig: stackConfigOf(program("secrets"), "dev", []),
    });
  const machine = ({ violations }: ProgramReport): JsonObject =>
    JSON.parse(
      violations
        .find(({ policy, urn }) => policy === "inputs" && urn.endsWith("::web"))
        ?.message.split("\n")
        .at(-1) ?? "",
    );

  it("is a value that is not known, and stops nothing", async () => {
    const report = await run();
    assert.deepEqual(machine(report).osProfile, {
      adminPassword: "unknown",
      computerName: "web",
      adminUsername: "unknown",
    });
    assert.doesNotMatch(JSON.stringify(report), /cGFzc3dvcmQ|dXNlcg/);
  });
});

describe("a wait", () => {
  /** Ends the wait that begins with these words. */
  const endsAt =
    (words: RegExp): Patience =>
    (expired, waitedFor) => {
      if (words.test(waitedFor)) setImmediate(expired);
      return () => {};
    };

  it("for a value that waits for itself ends with the program", () =>
    assert.rejects(runProgram(program("circular"), pack), {
      name: "EngineError",
      message: /^program .*circular failed \(exit code \d+\): a value in it waits for itself/,
    }));

  it("for a program that ended itself is told from it", () =>
    assert.rejects(runProgram(program("hasty"), pack), {
      name: "EngineError",
      message: /^program .*hasty failed \(exit code \d+\): it called process\.exit before all of its resources/,
    }));

  it("for a program that says nothing any more names what it said last", () =>
    assert.rejects(runProgram(program("silent"), pack, { patience: endsAt(/RegisterResourceOutputs/) }), {
      name: "EngineError",
      message: /^program .*silent was waited for too long: nothing came from it after RegisterResourceOutputs/,
    }));

  it("for a pack names the resource", () =>
    assert.rejects(runProgram(program("circular"), pack, { patience: endsAt(/run a policy .*::contoso-dev/) }), {
      name: "EngineError",
      message: /policy pack .*, asked to run a policy for urn:.*::contoso-dev, had no answer/,
    }));
});

describe("who listens to a program", () => {
  it("says what had no answer, and else what came last", () => {
    let expire = () => {};
    const said: string[] = [];
    const listener = listen(
      expired => {
        expire = expired;
        return () => {};
      },
      waitedFor => said.push(waitedFor),
    );
    const first = listener.heard("RegisterResource of first");
    const second = listener.heard("RegisterResource of second");
    listener.heard("Log")();
    expire();
    first();
    expire();
    second();
    expire();
    listener.stop();
    assert.deepEqual(said, [
      "RegisterResource of first and 1 more had no answer",
      "RegisterResource of second had no answer",
      "nothing came from it after RegisterResource of second: something in it waits for itself, or for something outside",
    ]);
  });
});
