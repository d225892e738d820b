import assert from "node:assert/strict";
import { lexer } from "marked";
import type { Command } from "../../posture/cures/command";
import { batchesOf, commented, fenced, firstCommands, pasted } from "../../posture/report/command-lines";
import { commandBoxes } from "../../posture/report/html/copy-box";
import { sample } from "./sample";

const az = (line: string): Command => ({ shell: "bash", line });
const graph = (line: string): Command => ({ shell: "powershell", line });
const code = (line: string): Command => ({ shell: "typescript", line });

const cases: readonly (readonly [what: string, commands: readonly Command[], batches: readonly string[]])[] = [
  ["nothing", [], []],
  ["one", [az("a")], ["bash: a"]],
  ["several of one shell", [az("a"), az("b")], ["bash: a b"]],
  ["one of each", [graph("a"), az("b")], ["powershell: a", "bash: b"]],
  ["code beside commands", [az("a"), code("b;"), code("c;")], ["bash: a", "typescript: b; c;"]],
  [
    "one shell between another's, in their order",
    [az("a"), graph("b"), az("c")],
    ["bash: a", "powershell: b", "bash: c"],
  ],
];

describe("commands of two shells", () => {
  for (const [what, commands, batches] of cases)
    it(`stand apart: ${what}`, () => {
      assert.deepEqual(
        batchesOf(commands).map(({ shell, lines }) => `${shell}: ${lines.join(" ")}`),
        batches,
      );
      const boxes = [...commandBoxes(commands)].map(box => [...box.pieces()].join(""));
      assert.equal(boxes.length, batches.length);
      for (const box of boxes)
        assert.match(
          box,
          /<span class="soft">(Azure CLI \(bash\)|Microsoft Graph PowerShell|As code: Pulumi \(TypeScript\))</,
        );
      const fences = lexer(`- x\n${[...fenced(commands)].join("")}`).flatMap(token =>
        token.type === "list" ? token.items.flatMap((item: { tokens: { type: string }[] }) => item.tokens) : [],
      );
      assert.deepEqual(
        fences.flatMap(token => (token.type === "code" ? `${token.lang}: ${token.text.replaceAll("\n", " ")}` : [])),
        batches,
      );
    });
  it("are in a script and on a terminal those of a shell alone", () => {
    const all = [az("az a"), code("b;"), graph("Get-C")];
    assert.deepEqual([...commented(all)], ["#az a\n", "# in PowerShell: Get-C\n"]);
    assert.deepEqual(pasted(all), [all[0], all[2]]);
    const targets = [{ commands: [code("b;")] }, { commands: all }].map(each => ({
      ...sample.acts[0]!.targets[0]!,
      ...each,
    }));
    assert.deepEqual(firstCommands({ targets }, pasted), { commands: [all[0], all[2]], more: "" });
    assert.deepEqual(firstCommands({ targets }).commands, [all[1]]);
  });
  it("end no fence, whatever a name holds", () => {
    const [list] = lexer(`- x\n${[...fenced([az("az vm delete --name 'x\n~~~~~\n# owned'")])].join("")}`);
    assert(list?.type === "list");
    assert.equal(list.items[0].tokens.at(-1).type, "code");
  });
});
