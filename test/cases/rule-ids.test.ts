import assert from "node:assert/strict";
import { hasId, withCurrentIds } from "./rule-ids";

describe("ids of rules in cases", () => {
  const renamed = { id: "new-name", formerIds: ["first-name", "second-name"] };
  const kept = { id: "kept-name" };

  it("a rule has its id and those that it had before", () => {
    for (const id of ["new-name", "first-name", "second-name"]) assert.ok(hasId(renamed, id), id);
    for (const id of ["kept-name", "name"]) assert.ok(!hasId(renamed, id), id);
    assert.ok(hasId(kept, "kept-name"));
  });

  it("a text gets the current ids, whole words only", () =>
    assert.equal(
      withCurrentIds("^(kept-name|second-name)$ first-name first-name-twin .", [kept, renamed]),
      "^(kept-name|new-name)$ new-name first-name-twin .",
    ));
});
