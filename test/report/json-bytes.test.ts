import assert from "node:assert/strict";
import * as fc from "fast-check";
import { json } from "../../posture/report/json";
import { jsonIn } from "../../posture/report/json-bytes";
import { runs } from "../depth";
import { printed } from "./printed";
import { reports } from "./reports";

const byLines = (text: string): unknown => jsonIn(Buffer.from(text), 0);

describe("a file of JSON that is longer than a text can be", () => {
  it("holds what JSON.parse would find, whatever the value", () =>
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), value => {
        const text = `${JSON.stringify(value, null, 2)}\n`;
        assert.deepEqual(byLines(text), JSON.parse(text));
      }),
      { numRuns: runs(500) },
    ));
  for (const [what, report] of reports())
    it(`may be ${what}`, () => {
      const text = printed(json, report);
      assert.deepEqual(byLines(text), JSON.parse(text));
    });
  it("has a member of any name", () => {
    const text = '{\n  "__proto__": {\n    "a": 1\n  },\n  "a\\": b": "x,"\n}';
    assert.deepEqual(byLines(text), JSON.parse(text));
    assert.deepEqual(Object.keys(byLines(text) as object), ["__proto__", 'a": b']);
  });

  const none = [
    "",
    "report",
    "{",
    "}",
    "[\n}",
    "{\n  1\n}",
    '{\n  "a"\n}',
    "1\n2",
    '{\n  "a": {\n}',
    "[\n  1\n]\n]",
    '{\n  "a": [1\n}',
  ];
  for (const text of none) it(`is none: ${JSON.stringify(text)}`, () => assert.equal(byLines(text), undefined));
});

describe("a file of JSON", () => {
  it("that fits into a text may have any layout", () => assert.deepEqual(jsonIn(Buffer.from('{"a":[1]}')), { a: [1] }));
  it("may be none", () => assert.equal(jsonIn(Buffer.from("{")), undefined));
});
