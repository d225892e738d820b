import assert from "node:assert/strict";
import { join } from "node:path";
import * as fc from "fast-check";
import ts from "typescript";
import type { Command } from "../../posture/cures/command";
import {
  activationWithMfa,
  defenderPlan,
  exportActivityLog,
  exportEntraLogs,
  pulumi,
  quotedForTypeScript,
  spendingBudget,
} from "../../posture/cures/pulumi-code";
import { planOf } from "../../posture/plan/plan";
import { planFormats } from "../../posture/plan/print";
import { fenced } from "../../posture/report/command-lines";
import { contosoGathered, contosoReport, estate } from "../demo/audited";
import { runs } from "../depth";

/** Names that would end a text, a template, a comment or a line, or show another text than the one that stands there. */
const hostile = [
  `"; process.exit(1); "`,
  "'; process.exit(1); '",
  "`; process.exit(1); `",
  `\${process.exit(1)}`,
  "\\",
  '\\"',
  "*/ process.exit(1) /*",
  "// comment",
  "</script><script>",
  "two\nlines\r\nand a tab\t",
  "\u2028process.exit(1)\u2029",
  "\u202Egnp.exe\u202C \u2066x\u2069 \u061C\u200E\u200F",
  "zero\u200Bwidth \uFEFF \u0000 \u001B[2J \u0085",
  "half of a pair \uD800",
  "tags \u{E0041}\u{E0042}",
  "ünïcödé 文 👩‍💻",
  "__proto__",
  "",
];
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
const unseen = /[\u0000-\u001F\u007F-\u009F\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uD800-\uDFFF]/;

const root = join(__dirname, "../..");
const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.CommonJS,
  moduleResolution: ts.ModuleResolutionKind.Node10,
  ignoreDeprecations: "6.0",
  types: ["node"],
};

/** What the compiler says against programs, each by its name, as if they stood in a project that has the provider's SDK. */
function faultsOf(programs: Readonly<Record<string, string>>): readonly string[] {
  const files = new Map(Object.entries(programs).map(([name, text]) => [join(root, `${name}.ts`), text]));
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = name => files.has(name) || fileExists(name);
  host.readFile = name => files.get(name) ?? readFile(name);
  host.getSourceFile = (name, ...more) => {
    const text = files.get(name);
    return text === undefined ? getSourceFile(name, ...more) : ts.createSourceFile(name, text, ts.ScriptTarget.ES2022);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files.keys()].flatMap(name => {
    const source = program.getSourceFile(name);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) => `${name}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
    );
  });
}

const activationOf = (policy: string): string =>
  `/subscriptions/a/providers/Microsoft.Authorization/roleManagementPolicyAssignments/${policy}_r1`;

const programOf = (commands: readonly Command[]): string =>
  [...new Set(commands.filter(({ shell }) => shell === "typescript").map(({ line }) => line))].join("\n");

describe("a cure as code", () => {
  it("compiles against the installed types of the provider, whatever is printed, and whatever names hold", async () => {
    const { acts } = await contosoReport();
    const printed = acts.flatMap(({ id, targets }) =>
      targets.map(({ commands }, i) => [`${id}-${i}`, programOf(commands)] as const).filter(([, text]) => text !== ""),
    );
    assert.deepEqual(
      [...new Set(printed.map(([name]) => name.replace(/-\d+$/, "")))],
      ["watch", "keepLogs", "switchOnDefender", "guardActivation"].sort((a, b) => order(acts, a) - order(acts, b)),
    );
    const name = hostile.join(" ");
    const others = [
      ["hostile-log", exportActivityLog(name, [name])],
      ["hostile-entra", exportEntraLogs(hostile)],
      ["hostile-budget", spendingBudget(name)],
      ["hostile-activation", activationWithMfa(name, activationOf(name.replaceAll(/[/_]/g, "")))],
      ["hostile-plan", defenderPlan(name, name)],
      ["together", [...spendingBudget("a"), ...exportActivityLog("a", ["Policy"]), ...defenderPlan("Arm", "a")]],
    ] as const;
    const programs = {
      ...Object.fromEntries(printed),
      ...Object.fromEntries(others.map(([n, c]) => [n, programOf(c)])),
    };
    const wrong = {
      "wrong-name": programOf(defenderPlan("Arm", "a")).replace("pricingTier", "tier"),
      "wrong-type": programOf(spendingBudget("a")).replace("requireNumber", "require"),
      "wrong-log": programOf(exportActivityLog("a", ["Policy"])).replace('"enabled":true', '"enabled":"yes"'),
    };
    const faults = faultsOf({ ...programs, ...wrong });
    assert.deepEqual(
      faults.filter(fault => !fault.includes("/wrong-")),
      [],
    );
    for (const each of Object.keys(wrong))
      assert(
        faults.some(fault => fault.includes(each)),
        each,
      );
  });

  it("asks for MFA by the policy that the role has at the scope, and is none where that is not known", () => {
    const [, made] = activationWithMfa("/subscriptions/a", activationOf("p1"));
    assert.match(made!.line, /\("activation-p1", \{ scope: "subscriptions\/a", roleManagementPolicyName: "p1", /);
    for (const id of ["", activationOf("p1").replace("_", "-"), "/providers/Microsoft.Authorization/other/p1_r1"])
      assert.deepEqual(activationWithMfa("/subscriptions/a", id), [], id);
  });
  it("writes each hostile name as a text that holds it, and shows nothing that cannot be seen", () => {
    for (const name of hostile) {
      const literal = quotedForTypeScript(name);
      assert.equal(new Function(`return ${literal}`)(), name);
      assert.doesNotMatch(literal.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g, ""), unseen);
    }
  });
  it("writes any text, and any value of texts, as it is", () =>
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" })), names => {
        assert.deepEqual(new Function(`return ${quotedForTypeScript(names)}`)(), names);
      }),
      { numRuns: runs(100) },
    ));
  it("is one statement in one line for each resource, whatever a name holds", () => {
    for (const name of hostile) {
      const { line } = pulumi`f(${name}, { a: ${{ b: [name] }} });`;
      const { statements } = ts.createSourceFile("x.ts", line, ts.ScriptTarget.ES2022);
      assert.deepEqual([statements.length, line.split("\n").length], [1, 1], name);
      const fence = [...fenced([pulumi`f(${`x\n~~~~~\n# ${name}`});`])].join("");
      assert.equal(fence.match(/~~~~~$/gm)?.length, 1);
      assert.match(fence, /^ {2}~~~~~ typescript$/m);
    }
  });
  it("stands in Markdown, and neither in a script nor on a terminal, where nobody pastes it", async () => {
    const plan = planOf(await contosoGathered(), estate, "0.0.0");
    const printed = (form: string) => [...planFormats[form]!(plan)].join("");
    assert.match(printed("markdown"), /~~~~~ typescript\n(?: {2}.*\n)* {2}new consumption\.Budget\(/);
    for (const form of ["text", "script"]) assert.doesNotMatch(printed(form), /new [a-z]+\.[A-Z]|@pulumi/);
  });
  it("follows the commands of its target, and is not the same for two", async () => {
    const targets = (await contosoReport()).acts.flatMap(act => act.targets);
    const programs = targets.map(({ commands }) => {
      const first = commands.findIndex(({ shell }) => shell === "typescript");
      assert(first < 0 || commands.slice(first).every(({ shell }) => shell === "typescript"));
      return programOf(commands);
    });
    const code = programs.filter(text => text !== "");
    assert(code.length > 3 && code.length < targets.length / 4, `${code.length} of ${targets.length}`);
    assert.equal(new Set(code).size, code.length);
  });
});

const order = (acts: readonly { readonly id: string }[], name: string): number =>
  acts.findIndex(({ id }) => id === name);
