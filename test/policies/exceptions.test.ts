import assert from "node:assert/strict";
import { estateSchema } from "../../catalogue/estate";
import { misspeltRule } from "../../catalogue/estate-file";
import { applies, type Exception, exceptionSchema } from "../../catalogue/exceptions";
import { EngineError } from "../../engine/error";
import { type PackOptions, startPack } from "../../engine/pack";
import type { JsonObject } from "../../engine/wire";
import { policies } from "../../policies/all";
import { exceptionsOf } from "../../policies/pulumi/exceptions";
import { checks } from "../../posture/checks/all";
import { type Installation, install } from "../cli/installation";

const rule = "unapproved-gpu-size";
const exception = (change: Partial<Exception> = {}): Exception => ({
  rule,
  resource: "**",
  reason: "training run of the vision team",
  owner: "ml@contoso.com",
  until: "2026-12-31",
  ...change,
});
const subscription = "/subscriptions/00000000-0000-0000-0000-000000000001";
const classic = "urn:pulumi:prod::ml::azure:compute/linuxVirtualMachine:LinuxVirtualMachine::gpu";
const native = "urn:pulumi:prod::ml::azure-native:compute:VirtualMachine::gpu";

describe("an exception", () => {
  const holds = (change: Partial<Exception>, id: string, today = "2026-11-24") =>
    applies(exception(change), { rule, subject: { id } }, today);

  const table: readonly [pattern: string, id: string, expected: boolean][] = [
    [native, native, true],
    [native.toUpperCase(), native, true],
    [native, `${native}2`, false],
    [native, classic, false],
    ["urn:pulumi:prod::ml::*::gpu", native, true],
    ["urn:pulumi:prod::ml::*::gpu", native.replace("prod", "dev"), false],
    // a classic token holds a slash, at which * stops
    ["urn:pulumi:prod::ml::*::gpu", classic, false],
    ["urn:pulumi:prod::ml::*/*::gpu", classic, true],
    ["**", classic, true],
    ["**", `${subscription}/resourceGroups/a`, true],
    [`${subscription}/resourceGroups/ml-*/**`, `${subscription}/resourcegroups/ML-1/providers/x/y/z`, true],
    [`${subscription}/resourceGroups/ml-*/**`, `${subscription}/resourceGroups/web/providers/x/y/z`, false],
    [`${subscription}/*`, `${subscription}/resourceGroups/a`, false],
    [subscription, `${subscription}/resourceGroups/a`, false],
    // letters that other globs take for more than themselves
    [`${native}[01]`, `${native}0`, false],
    [`${native}[01]`, `${native}[01]`, true],
    [`${native}{0,1}`, `${native}0`, false],
    [`${native}+(x)`, `${native}xx`, false],
    [`!${native}`, classic, false],
    ["/", "/", true],
  ];
  for (const [pattern, id, expected] of table)
    it(`for ${pattern} ${expected ? "applies" : "does not apply"} to ${id}`, () =>
      assert.equal(holds({ resource: pattern }, id), expected));

  it("counts on its last day, and not on the next", () => {
    assert.equal(holds({ until: "2026-11-24" }, native), true);
    assert.equal(holds({ until: "2026-11-23" }, native), false);
  });
  it("is of one rule", () =>
    assert.equal(applies(exception(), { rule: "costly-size", subject: { id: native } }, "2026-11-24"), false));

  it("that asks for a tag of the stack counts only where the stack has it, value and all", () => {
    const tagged = exception({ stackTag: "compute=ml=gpu" });
    const of = (stackTags?: ReadonlyMap<string, string>) =>
      applies(tagged, { rule, subject: { id: native }, ...(stackTags && { stackTags }) }, "2026-11-24");
    assert.equal(of(new Map([["compute", "ml=gpu"]])), true);
    for (const tags of [undefined, new Map<string, string>(), new Map([["compute", "ml"]]), new Map([["ml", "gpu"]])])
      assert.equal(of(tags), false);
  });

  it("needs a rule, a resource, a reason that says something, an owner and an end", () => {
    const refuses = (change: object) =>
      assert.equal(exceptionSchema.safeParse({ ...exception(), ...change }).success, false, JSON.stringify(change));
    assert(exceptionSchema.safeParse(exception()).success);
    for (const key of Object.keys(exception())) refuses({ [key]: undefined });
    refuses({ reason: "because  " });
    refuses({ reason: "training run\nand another line" });
    refuses({ until: "31.12.2026" });
    refuses({ until: "2026-02-30" });
    refuses({ stackTag: "gpu" });
    refuses({ ends: "never" });
  });

  it("in a pack that has started is of that day", () => {
    const { exceptions } = estateSchema.parse({ exceptions: [exception({ until: "2026-11-23" }), exception()] });
    const from = exceptionsOf({ exceptions }, "2026-11-24");
    assert.equal(from(rule, { urn: native, stackTags: new Map() })?.until, "2026-12-31");
    assert.equal(from("costly-size", { urn: native, stackTags: new Map() }), undefined);
  });

  // a pack knows its own rules only, and takes what is near one of them for a mistake
  for (const { id } of checks)
    it(`of the check ${id} is no misspelt rule of the pack`, () =>
      assert.equal(
        misspeltRule(
          id,
          policies.map(policy => policy.id),
        ),
        undefined,
      ));
});

describe("exceptions in the pack, driven as Pulumi's engine does", () => {
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

  it("each that is used is an advisory line with its reason, owner and end; nothing else changes", async () => {
    const other = native.replace("::gpu", "::gpu2");
    const [first, second] = await said({ exceptions: [exception({ resource: native, until: "2099-12-31" })] }, [
      native,
      other,
    ]);
    assert.deepEqual(levels(first), { ...blocked, [rule]: "advisory" });
    const { message = "" } = first?.find(({ policy }) => policy === rule) ?? {};
    assert.match(
      message.split("\n")[1] ?? "",
      /^hardwareProfile\.vmSize: .*Standard_NC6s_v3.*; excepted until 2099-12-31 by ml@contoso\.com: training run of the vision team$/,
    );
    assert.deepEqual(levels(second), blocked);
  });

  it("one that has ended does not count", async () => {
    const [found] = await said({ exceptions: [exception({ until: "2001-01-01" })] }, [native]);
    assert.deepEqual(levels(found), blocked);
  });

  it("a program cannot exempt itself: neither its tags nor its stack's count where the estate does not say so", async () => {
    const tags = { "computeguard:except": rule, exceptions: rule, compute: "ml" };
    const [found] = await said({}, [native], { tags }, { tags });
    assert.deepEqual(levels(found), blocked);
    // and an estate cannot say so in passing
    await assert.rejects(said({ exceptions: [exception({ stackTag: "compute=ml" })] }, [native], { tags }), error => {
      assert(error instanceof EngineError);
      assert.match(
        error.message,
        /estate\.yaml:1: exceptions\.0\.stackTag: counts only with allowTagExceptions: true$/,
      );
      return true;
    });
  });

  it("where the estate allows it, a tag of the stack switches one on, and a tag of a resource does not", async () => {
    const estate = {
      allowTagExceptions: true,
      exceptions: [exception({ stackTag: "compute=ml", until: "2099-12-31" })],
    };
    const [tagged] = await said(estate, [native], { tags: { compute: "ml" } });
    assert.deepEqual(levels(tagged), { ...blocked, [rule]: "advisory" });
    const [untagged] = await said(estate, [native], {}, { tags: { compute: "ml" } });
    assert.deepEqual(levels(untagged), blocked);
  });

  it("what a stack requests in all is excepted under the stack's URN, and not under a machine's", async () => {
    const stack = "urn:pulumi:prod::ml::pulumi:pulumi:Stack::ml-prod";
    const judged = async (resource: string) => {
      const exceptions = [exception({ rule: "compute-budget", resource, until: "2099-12-31" })];
      const file = here.write("budget.yaml", JSON.stringify({ budget: { machines: 1 }, exceptions }));
      const pack = await startPack(here.pack, { env: { COMPUTEGUARD_ESTATE: file } });
      try {
        const resources = [native, `${native}2`].map(urn => resourceAt(urn));
        await pack.analyze(resources[0]!);
        const last = await pack.analyze(resources[1]!);
        const whole = await pack.analyzeStack([
          { urn: stack, type: "pulumi:pulumi:Stack", name: "ml-prod", properties: {} },
          ...resources,
        ]);
        return [last, whole].map(({ violations }) =>
          levels(violations.filter(({ message }) => /the budget is 1/.test(message))),
        );
      } finally {
        await pack.close();
      }
    };
    assert.deepEqual(await judged(`${native}2`), Array(2).fill({ "compute-budget": "mandatory" }));
    assert.deepEqual(await judged(stack), Array(2).fill({ "compute-budget": "advisory" }));
  });

  it("a misspelt rule stops it, with the right one; a check of the audit does not", async () => {
    await assert.rejects(
      said({ exceptions: [exception({ rule: "unapproved-gpu-sise" })] }, [native]),
      /estate\.yaml:1: unknown rule "unapproved-gpu-sise"; did you mean unapproved-gpu-size\?$/,
    );
    const [found] = await said({ exceptions: [exception({ rule: "compute-creator-without-mfa" })] }, [native]);
    assert.deepEqual(levels(found), blocked);
  });
});
