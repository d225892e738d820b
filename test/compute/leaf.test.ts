import assert from "node:assert/strict";
import { amount, count, formula, text } from "../../compute/leaf";
import { pulumiNaming } from "../../compute/path";
import { known, type State, type Tree, type Value, Withheld, when } from "../../compute/value";

const at = "profile.size";
const stateOf = (value: Value<unknown>) => value.state;

// A node, and the state in which each reader reads it.
const nodes: readonly [Tree | undefined, { text: State; count: State; formula: State }][] = [
  [undefined, { text: "absent", count: "absent", formula: "absent" }],
  [null, { text: "absent", count: "absent", formula: "absent" }],
  ["", { text: "absent", count: "absent", formula: "absent" }],
  [" ", { text: "absent", count: "malformed", formula: "absent" }],
  ["3", { text: "known", count: "known", formula: "expression" }],
  ["1:10", { text: "known", count: "known", formula: "expression" }],
  ["$TargetDedicatedNodes = 3;", { text: "known", count: "malformed", formula: "known" }],
  [3, { text: "malformed", count: "known", formula: "malformed" }],
  [-3, { text: "malformed", count: "malformed", formula: "malformed" }],
  [true, { text: "malformed", count: "malformed", formula: "malformed" }],
  [{}, { text: "malformed", count: "malformed", formula: "malformed" }],
  [new Withheld("unknown"), { text: "unknown", count: "unknown", formula: "unknown" }],
  [new Withheld("expression", ["Standard_"]), { text: "expression", count: "expression", formula: "expression" }],
  [new Withheld("hidden"), { text: "hidden", count: "hidden", formula: "hidden" }],
];

describe("readers of leaves", () => {
  for (const [node, expected] of nodes)
    it(`${node instanceof Withheld ? node.state : JSON.stringify(node)} is read as ${JSON.stringify(expected)}`, () => {
      const root = { node: { size: node as Tree }, path: "profile" };
      const ground = { root, at: root, naming: pulumiNaming };
      assert.equal(stateOf(text({ node, path: at })), expected.text);
      assert.equal(stateOf(count({ node, path: at })), expected.count);
      assert.equal(stateOf(formula(ground, "size")), expected.formula);
      assert.equal(text({ node, path: at }).path, at);
    });

  it("a sum is malformed where one of its parts is", () => {
    const root = { node: { dedicated: 2, spot: "many" }, path: "" };
    const ground = { root, at: root, naming: pulumiNaming };
    assert.deepEqual(amount(ground, { sum: ["dedicated", "spot"] }), { state: "malformed", path: "spot" });
    assert.deepEqual(amount(ground, { sum: ["dedicated", "other"] }), known(2, "dedicated"));
  });

  it("a malformed value means what a hidden one does, unless the caller says otherwise", () => {
    const says = { known: () => "known", unknown: "unknown", expression: "expression", hidden: "hidden", absent: "-" };
    const leaf: Value<string> = { state: "malformed", path: at };
    assert.equal(when(leaf, says), "hidden");
    assert.equal(when(leaf, { ...says, malformed: "malformed" }), "malformed");
    assert.equal(when<string, string | undefined>(leaf, { ...says, malformed: undefined }), undefined);
  });
});
