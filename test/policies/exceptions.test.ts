import assert from "node:assert/strict";
import { estateSchema } from "../../catalogue/estate";
import { misspeltRule } from "../../catalogue/estate-file";
import { applies, type Exception, exceptionSchema } from "../../catalogue/exceptions";
import { policies } from "../../policies/all";
import { exceptionsOf } from "../../policies/pulumi/exceptions";
import { checks } from "../../posture/checks/all";

import { classic, exception, native, packWithExceptions, rule, subscription } from "./exception-samples";

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
  const { said, levels, blocked } = packWithExceptions();

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
});
