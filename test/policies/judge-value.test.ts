import assert from "node:assert/strict";
import { defaultEstate } from "../../catalogue/estate";
import { judgeValue, readable } from "../../policies/judge-value";
import { optionsFrom } from "../../policies/options";
import { estateOf, leaf } from "./kit";

describe("how a rule judges one value", () => {
  const judge = (state: Parameters<typeof leaf>[0], more: { risk?: string; absent?: string } = {}, value = "bad") =>
    judgeValue(leaf(state, value, "at"), {
      what: "the size",
      known: text => (text === "bad" ? "it is bad" : undefined),
      unknownValues: "advisory",
      ...more,
    });

  it("a readable value is at fault where the rule says so", () => {
    assert.deepEqual(judge("known"), { path: "at", message: "it is bad" });
    assert.equal(judge("known", {}, "good"), undefined);
  });

  it("a value that is decided later has the level that the estate names, and no other has a level", () =>
    assert.deepEqual(judge("unknown", { risk: "it may be bad" }), {
      path: "at",
      message: "the size is decided later, and is judged again at up",
      level: "advisory",
      // until it is known there is nothing to do
      fix: "",
    }));

  it("a value that cannot be read is a fault, with the risk where there is one", () => {
    assert.deepEqual(judge("expression"), { path: "at", message: "the size is an expression that cannot be resolved" });
    assert.deepEqual(judge("hidden", { risk: "it may be bad" }), {
      path: "at",
      message: "the size is hidden, and it may be bad",
    });
  });

  it("no value is a fault only where the rule says so", () => {
    assert.equal(judge("absent"), undefined);
    assert.deepEqual(judge("absent", { absent: "there is no size" }), { path: "at", message: "there is no size" });
  });

  it("only a known value is readable", () => {
    for (const state of ["unknown", "expression", "hidden", "absent"] as const)
      assert.equal(readable(leaf(state, "x", "at")), undefined);
    assert.equal(readable(leaf("known", "x", "at")), "x");
  });
});

describe("options that are settings of the estate", () => {
  const { options, fromEstate } = optionsFrom({ approved: "vmSizes", most: "maxInstances" });

  it("take their values from it, and leave out what it leaves out", () => {
    assert.deepEqual(fromEstate(defaultEstate), { most: 10 });
    assert.deepEqual(fromEstate(estateOf({ vmSizes: ["Standard_B*"], maxInstances: 3 })), {
      approved: ["Standard_B*"],
      most: 3,
    });
  });

  it("are checked as the estate is, and no other option is taken", () => {
    assert.deepEqual(options.parse({}), { most: 10 });
    for (const wrong of [{ most: 0 }, { approved: "Standard_B*" }, { vmSizes: [] }])
      assert.equal(options.safeParse(wrong).success, false, JSON.stringify(wrong));
  });
});
