import assert from "node:assert/strict";
import { expandTemplate } from "../../compute/template/expand";
import type { Tree } from "../../compute/value";

const expand = (template: Tree) => expandTemplate(template, { path: "t" });

describe("templates that mean harm, by loops", () => {
  it("loops in loops are cut off, and it is said", () => {
    const copy = { name: "l", count: 800 };
    const nested = (inner: Tree): Tree => ({
      resources: [{ type: "Microsoft.Resources/deployments", copy, properties: { template: inner } }],
    });
    const template = nested(nested(nested({ resources: [{ type: "a.b/c", copy }] })));
    assert.ok(expand(template).opaque.some(({ state }) => state === "cutOff"));
    const items = {
      name: "p",
      count: 800,
      input: { copy: [{ name: "q", count: 800, input: { copy: [{ name: "r", count: 800, input: 1 }] } }] },
    };
    assert.ok(expand({ resources: [{ type: "a.b/c", properties: { copy: [items] } }] }).opaque.length);
  });
});
