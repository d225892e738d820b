import assert from "node:assert/strict";
import { resolve } from "node:path";
import { estatesOf } from "../../cli/preview";

describe("the estates of a preview", () => {
  const file = resolve("examples/computeguard.yaml");

  it("are named by a whole path, for pack and program run in folders of their own", () => {
    assert.deepEqual(estatesOf("program", {}, "examples/computeguard.yaml"), { env: { COMPUTEGUARD_ESTATE: file } });
    assert.deepEqual(estatesOf("program", {}, file), { env: { COMPUTEGUARD_ESTATE: file } });
  });

  it("are left to the pack where nothing names one", () => {
    for (const named of [undefined, ""]) assert.deepEqual(estatesOf("program", {}, named), { env: {} });
  });

  it("are told apart where the program's configuration names a file that the pack does not get", () => {
    const config = { "computeguard:estate": "my/estate.yaml" };
    for (const named of [undefined, "examples/computeguard.yaml"])
      assert.ok(
        estatesOf("program", config, named).differ?.endsWith(
          `COMPUTEGUARD_ESTATE=${resolve("program/my/estate.yaml")}`,
        ),
      );
  });

  it("pass in silence where both are one file, however it is written", () => {
    for (const written of ["examples/computeguard.yaml", "./examples/../examples/computeguard.yaml", file])
      assert.equal(estatesOf(".", { "computeguard:estate": written }, "examples/computeguard.yaml").differ, undefined);
  });
});
