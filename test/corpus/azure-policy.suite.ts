import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defaultEstate, type Estate } from "../../catalogue/estate";
import { parseEstate } from "../../catalogue/estate-file";
import { sizeOf } from "../../catalogue/sizes";
import type { Facts } from "../../compute/facts";
import { factsOfArm } from "../../compute/facts-of";
import { expandTemplate } from "../../compute/template/expand";
import { computeTypeOfArm } from "../../compute/types";
import { OneOf, type Tree, Withheld } from "../../compute/value";
import { definitionsOf } from "../../guardrails/policy/all";
import { unseenTypes } from "../../guardrails/policy/seen-paths";
import { policies } from "../../policies/all";
import { judge } from "../../policies/policy";
import { examples, hasCorpus, quickstarts } from "../compute/corpus";
import type { Body, Json } from "../guardrails/azure-policy";
import { policyOf, refusedBy } from "../guardrails/printed";

/** Every machine that real templates and REST bodies order, judged at Azure's door and by the pack. */
interface Order {
  readonly file: string;
  readonly body: Body;
  readonly facts: Facts;
}

/** As Azure has it once expressions are worked out: what cannot be worked out here is left out, for both to judge the same. */
function plain(node: Tree): Json {
  if (node instanceof OneOf) return plain((node.choices.find(choice => choice !== null) ?? null) as Tree);
  if (node instanceof Withheld || node === undefined) return null;
  if (Array.isArray(node)) return node.map(plain);
  if (node === null || typeof node !== "object") return node as Json;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, plain(value as Tree)]));
}

function orders(change: (body: Json) => Json): Order[] {
  const written = [...quickstarts("compute"), ...quickstarts("noncompute")].flatMap(({ name, template }) =>
    expandTemplate(template as Tree, { path: "" }).resources.map(({ resource }) => ({ file: name, tree: resource })),
  );
  const called = examples().map(({ file, type, request }) => ({ file, tree: { ...request, type } as Tree }));
  return [...written, ...called].flatMap(({ file, tree }) => {
    const body = change(plain(tree)) as Body;
    const facts = typeof body?.type === "string" ? factsOfArm(body as Tree) : undefined;
    return facts && facts.requests.length + facts.extensions.length > 0 ? [{ file, body, facts }] : [];
  });
}

const gpu = "Standard_ND96isr_H100_v5";

const driver = { publisher: "Microsoft.HpcCompute", type: "NvidiaGpuDriverLinux" };

/**
 * The same order made by a thief: every size becomes the largest of all GPUs, every number a thousand times as high, and every
 * extension one that installs a driver.
 */
function stolen(node: Json): Json {
  if (typeof node === "string") return sizeOf(node)?.vCpus === undefined ? node : gpu;
  if (typeof node === "number") return node * 1000;
  if (Array.isArray(node)) return node.map(stolen);
  if (node === null || typeof node !== "object") return node;
  const members = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, stolen(value)]));
  return typeof members.publisher === "string" && typeof members.type === "string"
    ? { ...members, ...driver }
    : members;
}

type Difference = (order: Order, refuses: "door" | "pack") => string | undefined;

/** Why door and pack may part, rule by rule. Whatever is not explained here fails. */
const reasons: { readonly [rule: string]: Difference } = {
  "unapproved-gpu-size": ({ facts }, refuses) =>
    refuses === "pack" && facts.requests.some(({ type }) => unseenTypes.includes(typeNamed(type)))
      ? "no alias"
      : undefined,
  "unapproved-vm-size": ({ facts }, refuses) =>
    refuses === "pack" && facts.requests.some(({ type }) => unseenTypes.includes(typeNamed(type)))
      ? "no alias"
      : undefined,
  "oversized-scale-set": ({ facts }, refuses) => {
    if (refuses === "door") return undefined;
    if (facts.requests.some(({ type }) => unseenTypes.includes(typeNamed(type)))) return "no alias";
    if (facts.requests.some(({ type }) => /batchAccounts\/pools$/i.test(type)))
      return "formulas are not read, and dedicated and spot machines are not added up";
    return facts.requests.some(({ type }) => /autoscaleSettings$/i.test(type)) ? "numbers written as text" : undefined;
  },
  "costly-size": ({ facts }, refuses) => {
    if (refuses === "door") return undefined;
    if (facts.requests.some(({ type }) => unseenTypes.includes(typeNamed(type)))) return "no alias";
    return "costs more than the limit in some regions only";
  },
};

const typeNamed = (type: string): string => computeTypeOfArm(type)?.arm ?? type;

const example = join(__dirname, "../../examples/computeguard.yaml");
const estates: { readonly [name: string]: Estate } = {
  "no estate": defaultEstate,
  "the example's estate": parseEstate(readFileSync(example, "utf8"), "computeguard.yaml"),
};

describe("Azure's door over real templates and REST bodies", () => {
  before(function () {
    if (hasCorpus && existsSync(example)) return;
    console.log("    (../shared/corpus is not there: nothing is judged)");
    this.skip();
  });

  const asked = { "as they stand": (body: Json) => body, "made by a thief": stolen };
  for (const [how, change] of Object.entries(asked))
    for (const [name, estate] of Object.entries(estates))
      it(`answers as the pack does, or differs with a reason: ${how}, ${name}`, () => {
        const { counts, unexplained, all } = compared(orders(change), estate);
        console.log(`    ${all} resources that order machines or extensions`);
        for (const [key, times] of [...counts].sort()) console.log(`      ${times} × ${key}`);
        assert.deepEqual(unexplained, []);
        assert.ok(all > 100, `only ${all}`);
      });
});

/** Order by order and rule by rule, what door and pack say. */
function compared(all: readonly Order[], estate: Estate) {
  const definitions = definitionsOf(estate).filter(({ reportsOnly }) => !reportsOnly);
  const rules = [...new Set(definitions.map(({ rule }) => policyOf(rule)))];
  const counts = new Map<string, number>();
  const unexplained: string[] = [];
  for (const order of all) {
    const door = new Set(refusedBy(definitions, order.body).map(policyOf));
    for (const rule of rules) {
      const policy = policies.find(({ id }) => id === rule)!;
      const violations = judge(policy, order.facts, policy.fromEstate(estate));
      const inPack = violations.some(({ level }) => level !== "advisory");
      const atDoor = door.has(rule);
      const agreed = inPack === atDoor;
      const isUnseen = rule !== "unapproved-region" && unseenTypes.includes(typeNamed(String(order.body.type)));
      const why = agreed ? undefined : reasons[rule]?.(order, atDoor ? "door" : "pack");
      if (!agreed && why === undefined)
        unexplained.push(
          `${order.file}: ${rule}, ${String(order.body.type)}: refused ${atDoor ? "at the door" : "by the pack"} alone`,
        );
      const said = agreed ? `agrees, both ${atDoor ? "refuse" : "pass"}` : `differs: ${why ?? "unexplained"}`;
      const key = `${rule}: ${isUnseen ? "no alias" : said}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return { counts, unexplained, all: all.length };
}
