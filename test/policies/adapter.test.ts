import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ResourceValidationArgs } from "@pulumi/policy";
import * as z from "zod";
import { controls } from "../../catalogue/controls";
import { defaultEstate } from "../../catalogue/estate";
import { type Facts, noFacts } from "../../compute/facts";
import { known } from "../../compute/value";
import { policies } from "../../policies/all";
import { definePolicy } from "../../policies/policy";
import { bakedEstate, findEstate } from "../../policies/pulumi/estate";
import { factsByUrn } from "../../policies/pulumi/facts-by-urn";
import { metadata } from "../../policies/pulumi/metadata";
import { validation } from "../../policies/pulumi/validate";
import { estateOf } from "./kit";

const facts = (...regions: string[]): Facts => ({
  ...noFacts,
  regions: regions.map(region => ({ of: "resource", type: "t", region: known(region, "location") })),
});

const rule = {
  id: "a-rule",
  title: "All is well",
  severity: "low",
  why: "Something happens otherwise.",
  fix: "Remove it.",
  control: "allowed-skus",
  reads: "regions",
  examples: { good: [], bad: [] },
  level: () => "mandatory" as const,
} as const;

describe("facts by URN", () => {
  const urn = "urn:pulumi:dev::p::t::a";
  const counted = () => {
    let reads = 0;
    const read = (_type: string, props: unknown) => {
      reads++;
      return facts((props as { location: string }).location);
    };
    const of = factsByUrn(read);
    const ask = (turn: number, location: string, at = urn) =>
      of(turn, { urn: at, type: "t", props: { location } })?.regions[0]?.region;
    return { ask, reads: () => reads };
  };

  it("are read once for all policies of one Analyze", () => {
    const { ask, reads } = counted();
    for (const turn of [0, 1, 4]) assert.deepEqual(ask(turn, "westeurope"), known("westeurope", "location"));
    assert.equal(reads(), 1);
  });

  it("are read anew for another URN, and for the same one when it comes again", () => {
    const { ask, reads } = counted();
    ask(0, "first");
    ask(1, "first");
    assert.deepEqual(ask(0, "second"), known("second", "location"));
    assert.deepEqual(ask(1, "second"), known("second", "location"));
    assert.deepEqual(ask(1, "third"), known("third", "location"), "the first policy is switched off now");
    assert.deepEqual(ask(0, "fourth", `${urn}2`), known("fourth", "location"));
    assert.equal(reads(), 4);
  });

  it("are those of the right resource where two Analyze calls overlap, and never stale after it", () => {
    const { ask } = counted();
    ask(0, "a");
    ask(0, "b", `${urn}2`);
    assert.deepEqual(ask(1, "a"), known("a", "location"));
    assert.deepEqual(ask(1, "b", `${urn}2`), known("b", "location"));
    assert.deepEqual(ask(2, "a"), known("a", "location"));
    assert.deepEqual(ask(0, "changed"), known("changed", "location"));
  });

  it("fail for every policy where reading fails", () => {
    const of = factsByUrn(() => {
      throw new TypeError("broken");
    });
    for (const turn of [0, 1]) assert.throws(() => of(turn, { urn, type: "t", props: {} }), TypeError);
  });
});

describe("a policy as the SDK calls it", () => {
  const notApplicable = new Error("not applicable");
  const run = (
    policy: Parameters<typeof validation>[0],
    found: Facts | undefined,
    config: object = {},
    estate = defaultEstate,
  ) => {
    const reports: { message: string; enforcementLevel?: string }[] = [];
    const args = {
      type: "t",
      urn: "u",
      props: {},
      getConfig: () => config,
      notApplicable() {
        throw notApplicable;
      },
    } as unknown as ResourceValidationArgs;
    void validation(
      policy,
      estate,
      () => found,
    )(args, ((report: { message: string }) => reports.push(report)) as never);
    return reports;
  };
  const options = z.strictObject({
    say: z.enum(["advisory", "mandatory"]).optional(),
    word: z.string().default("bad"),
  });
  const speaking = definePolicy({
    ...rule,
    options,
    fromEstate: () => ({ word: "from the estate" }),
    *check({ region: { path } }, { say, word }) {
      yield { path, message: `it is ${word}`, ...(say && { level: say }) };
    },
  });

  it("says title, place and remedy", () =>
    assert.deepEqual(run(speaking, facts("a")), [
      { message: "All is well\nlocation: it is from the estate\nRemove it." },
    ]));

  it("a verdict may be weaker than the level that holds, never stronger", () => {
    assert.equal(run(speaking, facts("a"), { say: "advisory" })[0]?.enforcementLevel, "advisory");
    assert.equal(run(speaking, facts("a"), { say: "mandatory" })[0]?.enforcementLevel, undefined);
  });

  it("the engine's configuration overrides the estate, key by key", () =>
    assert.match(run(speaking, facts("a"), { word: "configured" })[0]?.message ?? "", /it is configured/));

  it("has nothing to say of a resource without such facts", () => {
    for (const found of [undefined, noFacts]) assert.throws(() => run(speaking, found), notApplicable);
  });

  it("a configuration that does not hold is said, and nothing passes for it", () => {
    const [report, ...more] = run(speaking, facts("a"), { wrod: "x" });
    assert.match(report?.message ?? "", /configuration of a-rule does not hold.*"wrod"/);
    assert.equal(report?.enforcementLevel, undefined);
    assert.deepEqual(more, []);
  });

  it("a rule that fails becomes a violation, which does not repeat what the rule was reading", () => {
    const failing = definePolicy({
      ...rule,
      options,
      fromEstate: () => ({ word: "" }),
      // biome-ignore lint/correctness/useYield: it fails before it has said anything
      *check({ region }) {
        throw new SyntaxError(`cannot read ${region.state === "known" ? region.value : ""}`);
      },
    });
    const [report, ...more] = run(failing, facts("a secret place"));
    assert.match(report?.message ?? "", /the rule a-rule failed \(SyntaxError\)/);
    assert.doesNotMatch(report?.message ?? "", /secret place/);
    assert.equal(report?.enforcementLevel, undefined);
    assert.deepEqual(more, []);
  });
});

describe("what Pulumi is told of a policy", () => {
  for (const policy of policies) {
    const { configSchema, ...told } = metadata(policy, defaultEstate);

    it(`${policy.id}: all of it`, () => {
      assert.equal(told.url, `docs/rules.md#${policy.id}`);
      assert.equal(told.remediationSteps, policy.fix);
      assert.match(told.framework?.name ?? "", /ATT&CK/);
      assert.match(told.framework?.reference ?? "", /^T\d{4}/);
      for (const word of Object.values(told.framework ?? {})) assert(word);
      assert(controls.get(policy.control)?.requirements.length);
    });

    it(`${policy.id}: a schema that the engine takes`, () => {
      const schema = JSON.stringify(configSchema);
      assert.doesNotMatch(schema, /\(\?|\\\\[1-9]|\$ref/, "Go's RE2 knows no look-around and no back-reference");
      for (const property of Object.values(configSchema?.properties ?? {})) assert(property.description);
      // what the estate sets has the shape that Pulumi's engine then checks
      const strict = estateOf({ regions: ["westeurope"], vmSizes: ["Standard_B*"], maxUsdPerHour: 2, maxInstances: 3 });
      for (const estate of [defaultEstate, strict])
        for (const key of Object.keys(policy.fromEstate(estate) as object))
          assert(key in (configSchema?.properties ?? {}));
      assert.deepEqual(configSchema?.required, [], "an admin may leave any option out");
    });
  }
});

describe("the estate of a pack", () => {
  let folder: string;
  const built = () => join(folder, "pack", "dist");
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "computeguard-estate-"));
    mkdirSync(built(), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (file: string, maxInstances: number) => writeFileSync(file, `maxInstances: ${maxInstances}\n`);
  const find = (environment: NodeJS.ProcessEnv = {}) => findEstate(built(), environment);

  it("without any it is the default", () => {
    assert.deepEqual(find().estate, defaultEstate);
    assert.match(find().from, /defaults/);
  });

  it("the folder above the pack, then COMPUTEGUARD_ESTATE, then the baked one: the latter wins", () => {
    write(join(folder, "computeguard.yaml"), 2);
    assert.equal(find().estate.maxInstances, 2);
    assert.equal(find({ COMPUTEGUARD_ESTATE: "" }).estate.maxInstances, 2);
    const named = join(folder, "named.yaml");
    write(named, 3);
    assert.equal(find({ COMPUTEGUARD_ESTATE: named }).estate.maxInstances, 3);
    assert.equal(find({ COMPUTEGUARD_ESTATE: named }).from, named);
    writeFileSync(join(built(), bakedEstate), JSON.stringify({ maxInstances: 4 }));
    assert.equal(find({ COMPUTEGUARD_ESTATE: named }).estate.maxInstances, 4);
  });

  it("a file that is named and missing, cannot be read or does not hold is an error, never the default", () => {
    const missing = join(folder, "nowhere.yaml");
    assert.throws(() => find({ COMPUTEGUARD_ESTATE: missing }), /nowhere\.yaml, and there is no such file$/);
    assert.throws(() => find({ COMPUTEGUARD_ESTATE: folder }), /cannot be read \(EISDIR\)$/);
    writeFileSync(join(folder, "computeguard.yaml"), "maxInstnces: 2\n");
    assert.throws(() => find(), /maxInstnces[\s\S]*maxInstances/);
  });
});
