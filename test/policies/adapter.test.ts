import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ResourceValidationArgs, unknownCheckingProxy } from "@pulumi/policy";
import * as fc from "fast-check";
import * as z from "zod";
import { defaultEstate } from "../../catalogue/estate";
import type { Exception } from "../../catalogue/exceptions";
import { type FactKind, type Facts, noFacts } from "../../compute/facts";
import { known } from "../../compute/value";
import { policies } from "../../policies/all";
import miningPayload from "../../policies/mining-payload";
import { homepage } from "../../policies/package.json";
import { definePolicy } from "../../policies/policy";
import { deserialiseOnce } from "../../policies/pulumi/deserialise-once";
import { bakedEstate, findEstate, inShort, namedBy } from "../../policies/pulumi/estate";
import { factsOnce } from "../../policies/pulumi/facts-once";
import { metadata } from "../../policies/pulumi/metadata";
import { passingOver } from "../../policies/pulumi/passing-over";
import { validation } from "../../policies/pulumi/validate";
import { runs } from "../depth";
import { estateOf } from "./kit";

const facts = (...regions: string[]): Facts => ({
  ...noFacts,
  regions: regions.map(region => ({ of: "resource", type: "t", region: known(region, "location") })),
});

const rule = {
  id: "a-rule",
  title: "All is well",
  faultTitle: "It is broken",
  severity: "low",
  why: "Something happens otherwise.",
  fix: "Remove it.",
  control: "allowed-skus",
  reads: "regions",
  examples: { good: [], bad: [] },
  level: () => "mandatory" as const,
} as const;

describe("facts", () => {
  const counted = () => {
    let reads = 0;
    const of = factsOnce((_type, props) => {
      reads++;
      return facts((props as { location: string }).location);
    });
    return { ask: (props: object) => of({ type: "t", props })?.regions[0]?.region, reads: () => reads };
  };

  it("are read once for all policies to which the SDK hands the same resource, each behind a proxy of its own", () => {
    const { ask, reads } = counted();
    const resource = { location: "westeurope" };
    for (const props of [
      resource,
      unknownCheckingProxy(resource),
      unknownCheckingProxy(unknownCheckingProxy(resource)),
    ])
      assert.deepEqual(ask(props), known("westeurope", "location"));
    assert.equal(reads(), 1);
  });

  it("are read anew for every other, in whatever order they come", () => {
    const { ask, reads } = counted();
    const [a, b] = [{ location: "a" }, { location: "b" }];
    for (const props of [a, b, a, b, { location: "a" }])
      assert.deepEqual(ask(unknownCheckingProxy(props)), known(props.location, "location"));
    assert.equal(reads(), 3);
  });

  it("fail for every policy where reading fails", () => {
    const of = factsOnce(() => {
      throw new TypeError("broken");
    });
    const props = {};
    for (let policy = 0; policy < 2; policy++) assert.throws(() => of({ type: "t", props }), TypeError);
  });
});

describe("the SDK's reading of a resource", () => {
  const wire = { toJavaScript: () => ({ size: "Standard_B2s" }) };

  it("is done once, but anew for Remediate and for another message", () => {
    let reads = 0;
    const sdk = {
      deserializeProperties: (properties: object, keepSecrets: boolean) => ({
        properties,
        keepSecrets,
        reads: ++reads,
      }),
    };
    assert.equal(deserialiseOnce(sdk), true);
    const first = sdk.deserializeProperties(wire, false);
    assert.equal(sdk.deserializeProperties(wire, false), first);
    assert.notEqual(sdk.deserializeProperties({ ...wire }, false), first);
    assert.notEqual(sdk.deserializeProperties(wire, true), sdk.deserializeProperties(wire, true));
    assert.equal(reads, 4);
  });

  it("stays as it is where the SDK is another", () => {
    const frozen = Object.freeze({ deserializeProperties: () => ({}) });
    for (const sdk of [{}, frozen, { deserializeProperties: 1 }]) assert.equal(deserialiseOnce(sdk), false);
  });

  it("is that of the SDK at hand", () => {
    assert.equal(typeof require("@pulumi/policy/deserialize").deserializeProperties, "function");
    assert.equal(deserialiseOnce({ ...require("@pulumi/policy/deserialize") }), true);
  });
});

describe("passing over policies", () => {
  const kinds = Object.keys(noFacts) as FactKind[];
  /** Facts of some kinds only. */
  const having = (...some: readonly FactKind[]): Facts => ({
    ...noFacts,
    ...Object.fromEntries(some.map(kind => [kind, [{}]])),
  });
  /** What the event loop does between two Analyze calls. */
  const loop = () => {
    const waiting: (() => void)[] = [];
    return {
      afterwards: (forget: () => void) => void waiting.push(forget),
      turn: () => {
        for (const forget of waiting.splice(0)) forget();
      },
    };
  };

  it("passes over those with nothing to judge, and never the first", () => {
    const { afterwards, turn } = loop();
    const passing = passingOver(afterwards);
    const facts = having("regions");
    for (let again = 0; again < 2; again++) {
      assert.equal(passing.mayPass(0, "requests"), false);
      passing.ran(0, facts);
      assert.equal(passing.mayPass(1, "regions"), false);
      passing.ran(1, facts);
      assert.equal(passing.mayPass(2, "payloads"), true);
      assert.equal(passing.mayPass(5, "grants"), true);
      turn();
    }
    assert.equal(passing.mayPass(1, "payloads"), false, "of another Analyze nothing is known yet");
  });

  it("never passes over a policy with something to judge, however calls lie in each other", () =>
    fc.assert(
      fc.property(
        // what is switched off is so for all of them
        fc.subarray(kinds, { minLength: 1 }),
        fc.array(fc.option(fc.subarray(kinds)), { minLength: 1, maxLength: 5 }),
        fc.array(fc.nat(6), { maxLength: 80 }),
        (enabled, resources, steps) => {
          const { afterwards, turn } = loop();
          const passing = passingOver(afterwards);
          const policies = kinds.flatMap((kind, i) => (enabled.includes(kind) ? [[i, kind] as const] : []));
          const running = new Set<{ at: number; facts: Facts | undefined }>();
          const waiting = resources.map(some => (some ? having(...some) : undefined));
          const step = (call: { at: number; facts: Facts | undefined }) => {
            const [number, kind] = policies[call.at]!;
            if (passing.mayPass(number, kind)) assert.ok(!call.facts?.[kind].length, `${kind} was passed over`);
            else passing.ran(number, call.facts);
            call.at++;
            if (call.at === policies.length) running.delete(call);
          };
          const begin = () => {
            if (waiting.length === 0) return;
            const call = { at: 0, facts: waiting.shift() };
            running.add(call);
            step(call);
          };
          begin();
          for (const choice of steps) {
            if (choice === 0) begin();
            else {
              const call = [...running][choice % Math.max(running.size, 1)];
              if (call) step(call);
              // the loop turns when all that has begun is done
              else turn();
            }
          }
        },
      ),
      { numRuns: runs(5000) },
    ));
});

describe("a policy as the SDK calls it", () => {
  const notApplicable = new Error("not applicable");
  const run = (
    policy: Parameters<typeof validation>[0],
    found: Facts | undefined,
    config: object = {},
    exception?: Exception,
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
      () => exception,
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

  const line = `To live with it for a while, under exceptions in the estate: - {rule: a-rule, resource: "u", upTo: {regions: [a]}, reason: …, owner: …, until: …}`;

  it("says title, place, remedy, and the line that excepts it", () =>
    assert.deepEqual(run(speaking, facts("a")), [
      { message: `All is well\nlocation: it is from the estate\nRemove it.\n${line}` },
    ]));

  it("offers no line for what blocks nothing", () =>
    assert.deepEqual(run(speaking, facts("a"), { say: "advisory" }), [
      { message: "All is well\nlocation: it is from the estate\nRemove it.", enforcementLevel: "advisory" },
    ]));

  it("offers no line for what nobody should live with, and takes an exception all the same", () => {
    const grave = definePolicy({ ...speaking, offersException: false });
    assert.deepEqual(run(grave, facts("a")), [{ message: "All is well\nlocation: it is from the estate\nRemove it." }]);
    const exception = { rule: "a-rule", resource: "u", reason: "known for long", owner: "ml", until: "2099-12-31" };
    assert.equal(run(grave, facts("a"), {}, exception)[0]?.enforcementLevel, "advisory");
    assert.equal(miningPayload.offersException, false);
  });

  it("an exception counts for what it was given for, and what goes beyond is judged again", () => {
    const exception = { rule: "a-rule", resource: "u", reason: "known for long", owner: "ml", until: "2099-12-31" };
    const said = (regions: string[]) => run(speaking, facts("a"), {}, { ...exception, upTo: { regions } });
    assert.deepEqual(said(["A"]), [
      {
        message: "All is well\nlocation: it is from the estate; excepted until 2099-12-31 by ml: known for long",
        enforcementLevel: "advisory",
      },
    ]);
    const beyond =
      "All is well\nlocation: it is from the estate; its exception was not given for the region a\nRemove it.";
    assert.deepEqual(said(["b"]), [{ message: `${beyond}\n${line}` }]);
  });

  it("a violation may be weaker than the level that holds, never stronger", () => {
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
      assert.equal(told.url, `${homepage}#${policy.id}`);
      assert.equal(told.remediationSteps, policy.fix);
      assert.match(told.framework?.name ?? "", /ATT&CK/);
      assert.match(told.framework?.reference ?? "", /^T\d{4}/);
      for (const word of Object.values(told.framework ?? {})) assert(word);
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
  const find = (environment: NodeJS.ProcessEnv = {}) => findEstate(built(), namedBy(environment));

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

  it("computeguard.yml is read too, where there is no computeguard.yaml", () => {
    write(join(folder, "computeguard.yml"), 5);
    assert.deepEqual([find().estate.maxInstances, find().from], [5, "computeguard.yml"]);
    write(join(folder, "computeguard.yaml"), 6);
    assert.deepEqual([find().estate.maxInstances, find().from], [6, "computeguard.yaml"]);
  });

  it("is told by its name and the digest of its text", () => {
    write(join(folder, "computeguard.yaml"), 2);
    // printf 'maxInstances: 2\n' | sha256sum
    assert.equal(inShort(find()), "computeguard.yaml (sha256 93b827760f11)");
    writeFileSync(join(built(), bakedEstate), "{}");
    // printf '{}' | sha256sum
    assert.equal(inShort(find()), "the estate baked into the pack (sha256 44136fa355b3)");
  });

  it("a file that is named and missing, cannot be read or does not hold is an error, never the default", () => {
    const missing = join(folder, "nowhere.yaml");
    assert.throws(() => find({ COMPUTEGUARD_ESTATE: missing }), /nowhere\.yaml, and there is no such file$/);
    assert.throws(() => find({ COMPUTEGUARD_ESTATE: folder }), /cannot be read \(EISDIR\)$/);
    writeFileSync(join(folder, "computeguard.yaml"), "maxInstnces: 2\n");
    assert.throws(() => find(), /maxInstnces[\s\S]*maxInstances/);
  });
});
