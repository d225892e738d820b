import assert from "node:assert/strict";
import fc from "fast-check";
import { factsOf } from "../../compute/facts-of";
import { formulaCeiling } from "../../compute/formula";
import { Withheld } from "../../compute/value";
import { runs } from "../depth";

describe("reading Batch formulas", () => {
  for (const [formula, ceiling] of [
    ["$TargetDedicatedNodes=1", 1],
    ["$TargetDedicatedNodes = 10; $TargetLowPriorityNodes = 40;", 50],
    ["$targetdedicatednodes = 7", 7],
    ["$TargetDedicated = 7", 7],
    ["$TargetDedicatedNodes = min(100, $PendingTasks.GetSample(1))", 100],
    ["$TargetDedicatedNodes = min($PendingTasks.GetSample(180 * TimeInterval_Second), 20) / 2", 10],
    [
      `startingNumberOfVMs = 1;
       maxNumberofVMs = 25;
       pendingTaskSamplePercent = $PendingTasks.GetSamplePercent(180 * TimeInterval_Second);
       pendingTaskSamples = pendingTaskSamplePercent < 70 ? startingNumberOfVMs : avg($PendingTasks.GetSample(180 * TimeInterval_Second));
       $TargetDedicatedNodes=min(maxNumberofVMs, pendingTaskSamples);
       $NodeDeallocationOption = taskcompletion;`,
      25,
    ],
    [
      `$isWorkHours = time().hour >= 8 && time().hour < 18;
       $TargetDedicatedNodes = $isWorkHours ? 20 : 10;`,
      20,
    ],
    ["cap = 5; cap = 500; $TargetDedicatedNodes = cap", 500],
    ["/* at most 5 */ $TargetDedicatedNodes = 300 // not 5", 300],
    ['$TargetDedicatedNodes=5;$s="//";$TargetDedicatedNodes=5000;', 5000],
    ['$TargetDedicatedNodes=5;$s="/*";$TargetDedicatedNodes=5000;$e="*/";', 5000],
    ['$TargetDedicatedNodes=5;$s=";";$TargetDedicatedNodes=5000;', 5000],
    ['$s="a;$TargetDedicatedNodes=9;b"; $TargetDedicatedNodes=5', 5],
    ['// say "hello\n$TargetDedicatedNodes=5 /* "; */; // and "bye', 5],
    ["// of Windows\r\n$TargetDedicatedNodes=5", 5],
    ["$TargetDedicatedNodes=12/**// 4 //*", 3],
    ["$nodes = doubleVec[0]; $TargetDedicatedNodes=5", 5],
    ["$TargetDedicatedNodes = max(3, 8) - 2", 6],
    ["$TargetDedicatedNodes = -4", 0],
    ["$TargetDedicatedNodes = 2 * (3 + 4) * min(2, 9)", 28],
  ] as const)
    it(`${formula.split("\n")[0]} asks for ${ceiling}`, () => assert.equal(formulaCeiling(formula), ceiling));

  for (const formula of [
    "$TargetDedicatedNodes = $PendingTasks.GetSample(1)",
    "$TargetDedicatedNodes = $TargetDedicatedNodes + 1",
    "$TargetDedicatedNodes = max(10, $ActiveTasks.GetSample(1))",
    "$TargetDedicatedNodes = max(10)",
    "$TargetDedicatedNodes = 10 / 0",
    "$TargetDedicatedNodes = 10 [0]",
    "$TargetDedicatedNodes = (10",
    "$TargetDedicatedNodes = 5 5",
    "$TargetDedicatedNodes = 5 constructor 5",
    "$TargetDedicatedNodes = constructor(5, 5)",
    "$TargetDedicatedNodes = __proto__(5, 5)",
    // Nobody can say whether these end a comment, or where a text ends.
    ...["\r", "\u0085", "\u2028", "\u2029", "\v", "\f"].map(
      end => `$TargetDedicatedNodes=5; //${end}$TargetDedicatedNodes=5000;`,
    ),
    '$s="\\";$TargetDedicatedNodes=5000;//";\n$TargetDedicatedNodes=5;',
    "$s='//';$TargetDedicatedNodes=5000;\n$TargetDedicatedNodes=5;",
    '$TargetDedicatedNodes=5;$s="',
    "$TargetDedicatedNodes=5;/* for ever",
    "$TargetDedicatedNodes = 5; $TargetLowPriorityNodes = unheardOf",
    "$TargetDedicatedNodes == 5",
    "nodes = 5",
    "",
    `$TargetDedicatedNodes = ${"(".repeat(100_000)}1`,
    `$TargetDedicatedNodes = ${"!".repeat(100_000)}1`,
    ...['"', "/*", "//\n/*", "'", "\\", "1 1 ", "[ "].map(part => `$TargetDedicatedNodes = ${part.repeat(300_001)}`),
  ])
    it(`${formula.slice(0, 60)} sets no bound`, () => assert.equal(formulaCeiling(formula), undefined));

  it("reads what Azure takes of a formula, and none that is many times longer", () => {
    const ofLength = (length: number) => "$TargetDedicatedNodes = 5; //".padEnd(length, "x");
    assert.equal(formulaCeiling(ofLength(8 * 1024)), 5);
    assert.equal(formulaCeiling(ofLength(64 * 1024)), 5);
    assert.equal(formulaCeiling(ofLength(64 * 1024 + 1)), undefined);
  });

  it("never understates what an expression comes to", () => {
    interface Expression {
      readonly text: string;
      readonly value: number;
    }
    const { expression } = fc.letrec<{ expression: Expression; number: Expression; sum: Expression }>(tie => ({
      number: fc.nat(50).map(value => ({ text: `${value}`, value })),
      sum: fc
        .tuple(fc.constantFrom("+", "-", "*", "min", "max", "?"), tie("expression"), tie("expression"))
        .map(([sign, a, b]) => {
          if (sign === "min") return { text: `min(${a.text}, ${b.text})`, value: Math.min(a.value, b.value) };
          if (sign === "max") return { text: `max(${a.text}, ${b.text})`, value: Math.max(a.value, b.value) };
          if (sign === "?") return { text: `(time().hour > 3 ? ${a.text} : ${b.text})`, value: a.value };
          const value = sign === "+" ? a.value + b.value : sign === "-" ? a.value - b.value : a.value * b.value;
          return { text: `(${a.text} ${sign} ${b.text})`, value };
        }),
      expression: fc.oneof({ depthSize: "small" }, tie("number"), tie("sum")),
    }));
    fc.assert(
      fc.property(expression, ({ text, value }) => {
        const ceiling = formulaCeiling(`$TargetDedicatedNodes = ${text};`);
        assert.ok(ceiling !== undefined && ceiling >= value, `${text} = ${value}, read as ${ceiling}`);
        // Without a choice there is nothing to be unsure of.
        if (!text.includes("?")) assert.equal(ceiling, Math.max(0, value));
      }),
    );
  });

  it("takes nothing in a text or a comment for a statement, and no statement for either", () => {
    const signs = fc.constantFrom("//", "/*", "*/", ";", " ", "a", "=", "$TargetDedicatedNodes=90000;", "(", "'", '"');
    const words = fc.array(signs, { maxLength: 6 }).map(all => all.join(""));
    interface Part {
      readonly text: string;
      readonly nodes?: number;
    }
    const part: fc.Arbitrary<Part> = fc.oneof(
      fc.nat(1000).map(nodes => ({ text: `$TargetDedicatedNodes = ${nodes};`, nodes })),
      words.map(text => ({ text: `$said = "${text.replaceAll('"', "")}";` })),
      words.map(text => ({ text: `/*${text.replace(/\*\/+/g, "*")}*/` })),
      fc.tuple(words, fc.constantFrom("\n", "\r\n")).map(([text, end]) => ({ text: `//${text}${end}` })),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), parts => {
        const nodes = parts.flatMap(({ nodes }) => nodes ?? []);
        const formula = parts.map(({ text }) => text).join("");
        assert.equal(formulaCeiling(formula), nodes.length > 0 ? Math.max(...nodes) : undefined, formula);
      }),
      { numRuns: runs(2000) },
    );
  });

  it("makes the pool's ceiling", () => {
    const pool = (formula: unknown) =>
      factsOf("azure-native:batch:Pool", {
        vmSize: "Standard_D2s_v5",
        scaleSettings: { autoScale: { formula: formula as string } },
      })?.requests[0]?.ceiling;
    const path = "scaleSettings.autoScale.formula";
    assert.deepEqual(pool("$TargetDedicatedNodes = 12"), { state: "known", value: 12, path });
    assert.deepEqual(pool("$TargetDedicatedNodes = $ActiveTasks"), { state: "expression", path });
    assert.deepEqual(pool(12), { state: "malformed", path });
    assert.deepEqual(pool(new Withheld("unknown")), { state: "unknown", path });
  });
});
