import assert from "node:assert/strict";
import { join } from "node:path";
import { type Pack, startPack } from "../../engine/pack";
import { type Json, secret } from "../../engine/wire";
import { policies } from "../../policies/all";
import { mark, secretKind, secretsIn, unquoted } from "../../policies/pulumi/secrets";
import { build } from "../build";

const hidden = (value: unknown) => ({ [mark]: secretKind, value });

describe("the secrets of a resource", () => {
  type Case = readonly [
    what: string,
    wire: unknown,
    paths: readonly string[],
    texts: readonly string[],
    numbers?: readonly string[],
  ];
  const cases: readonly Case[] = [
    ["none", { a: "b", c: [1, null, { d: true }] }, [], []],
    ["a text", { a: { b: hidden("hunter2") } }, ["a.b"], ["hunter2"]],
    ["a text in a list", { a: ["x", hidden("hunter2")] }, ["a[1]"], ["hunter2"]],
    ["a whole object", { a: hidden({ b: "hunter2", c: ["longer still"] }) }, ["a"], ["longer still", "hunter2"]],
    ["a secret in a secret", { a: hidden({ b: hidden("hunter2") }) }, ["a", "a.b"], ["hunter2"]],
    ["what is too short to be told apart", { a: hidden("x1") }, ["a"], []],
    ["a number", { a: hidden(480) }, ["a"], [], ["480"]],
    ["a short number", { a: hidden(48) }, ["a"], [], ["48"]],
    ["a number as a text", { a: hidden("480") }, ["a"], ["480"], ["480"]],
    ["a number beside a secret", { a: hidden("hunter2"), b: 480 }, ["a"], ["hunter2"]],
    ["an asset, which is no secret", { a: { [mark]: "c44067f5952c0a294b673a41bacd8c17", text: "x" } }, [], []],
    ["nothing at all", undefined, [], []],
  ];
  for (const [what, wire, paths, texts, numbers = []] of cases)
    it(what, () => assert.deepEqual(secretsIn(wire), { paths, numbers: new Set(numbers), texts }));

  const numbered = secretsIn({ a: hidden(100), b: hidden(4800), c: hidden("7") });
  const counted: readonly (readonly [sentence: string, said: string])[] = [
    ["asks for 100 machines", "asks for [secret] machines"],
    ["asks for 4,800 machines of 7.", "asks for [secret] machines of [secret]."],
    ["uses Standard_NC24ads_A100_v4, 1000 of it", "uses Standard_NC24ads_A100_v4, 1000 of it"],
    ["the rule of 2026-11-07 allows 48", "the rule of 2026-11-07 allows 48"],
  ];
  it("of digits that are a text, within a word too", () =>
    assert.equal(unquoted("runs pass12345678word", "", secretsIn({ a: hidden("12345678") })), "runs pass[secret]word"));
  for (const [sentence, said] of counted)
    it(`of numbers in "${sentence}"`, () => assert.equal(unquoted(sentence, "", numbered), said));

  const secrets = secretsIn({ a: { b: hidden("hunter2") }, c: hidden({ d: ["hunter2-and-more"] }) });
  const sentences: readonly (readonly [path: string, said: string])[] = [
    ["a.b", "what stands there is a secret, and is not quoted"],
    ["c.d[0]", "what stands there is a secret, and is not quoted"],
    ["c", "what stands there is a secret, and is not quoted"],
    // a name that only begins like the path of one
    ["a.bc", "asks for [secret] and [secret] here"],
    ["a", "asks for [secret] and [secret] here"],
    ["", "asks for [secret] and [secret] here"],
  ];
  for (const [path, said] of sentences)
    it(`in a sentence at ${path || "no path"}`, () =>
      assert.equal(unquoted("asks for hunter2 and hunter2-and-more here", path, secrets), said));
});

/** Every text of a resource as a secret, as the engine sends it. */
function allSecret(inputs: Json): Json {
  if (typeof inputs === "string") return secret(inputs) as Json;
  if (Array.isArray(inputs)) return inputs.map(allSecret);
  if (typeof inputs !== "object" || inputs === null) return inputs;
  return Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, allSecret(value as Json)]));
}

function textsIn(inputs: unknown): readonly string[] {
  if (typeof inputs === "string") return inputs.length >= 3 ? [inputs] : [];
  return typeof inputs === "object" && inputs !== null ? Object.values(inputs).flatMap(textsIn) : [];
}

describe("a program of secrets, before the pack as the engine starts it", () => {
  let pack: Pack;
  before(async () => {
    build("policies/dist/index.js");
    pack = await startPack(join(__dirname, "../../policies"), {
      env: { COMPUTEGUARD_ESTATE: join(__dirname, "../../examples/computeguard.yaml") },
    });
  });
  after(() => pack.close());

  const scaleSet = (capacity: Json, vmSize: Json = "Standard_NC24ads_A100_v4") => ({
    urn: "urn:pulumi:dev::shop::azure-native:compute:VirtualMachineScaleSet::web",
    type: "azure-native:compute:VirtualMachineScaleSet",
    name: "web",
    properties: { location: "westeurope", resourceGroupName: "shop", sku: { name: vmSize, capacity } } as never,
  });
  const linesFor = async (capacity: Json): Promise<readonly string[]> => {
    const { violations } = await pack.analyze(scaleSet(capacity));
    return violations.flatMap(({ message }) => message.split("\n")).filter(line => line.includes("{rule: "));
  };
  it("is offered an exception that does not tell a secret number", async () => {
    const open = await linesFor(98765);
    const kept = await linesFor(secret(98765) as Json);
    assert.ok(open.some(line => line.includes("count: 98765")));
    assert.equal(kept.length, open.length, "it is offered all the same");
    for (const line of kept) assert.ok(!/count:|98765/.test(line), line);
    assert.ok(kept.every(line => line.includes("Standard_NC24ads_A100_v4")));
    const { violations } = await pack.analyze(scaleSet(secret(98765) as Json));
    for (const { message } of violations) assert.ok(!message.includes("98765"), message);
  });

  it("is refused as it would be, and no message quotes what was secret", async () => {
    let spoken = 0;
    let open = 0;
    for (const { examples, reads } of policies) {
      if (reads === "totals") continue;
      for (const [token, inputs] of examples.bad) {
        const asked = (properties: Json) => ({
          urn: `urn:pulumi:dev::shop::${token}::web`,
          type: token,
          name: "web",
          properties: properties as never,
        });
        const plainly = await pack.analyze(asked(inputs as Json));
        const { violations } = await pack.analyze(asked(allSecret(inputs as Json)));
        assert.deepEqual(
          violations.map(({ policy, level }) => `${policy} ${level}`).sort(),
          plainly.violations.map(({ policy, level }) => `${policy} ${level}`).sort(),
          token,
        );
        const texts = textsIn(inputs);
        for (const { message } of violations) {
          spoken++;
          const [, ...lines] = message.split("\n");
          for (const text of texts) assert.ok(!lines.join("\n").includes(text), `${text} in: ${message}`);
        }
        for (const { message } of plainly.violations) if (texts.some(text => message.includes(text))) open++;
      }
    }
    assert.ok(spoken > 100, `${spoken} messages`);
    assert.ok(open >= 30, `${open} would quote it where it is no secret`);
  });
});
