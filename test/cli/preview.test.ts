import assert from "node:assert/strict";
import { resolve } from "node:path";
import { estatesOf, previewSummary } from "../../cli/preview";

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

describe("the summary of a preview", () => {
  const violation = (policy: string) =>
    ({ level: "mandatory", policy, urn: "urn:pulumi:a::b::c::web", message: "It is well\nit is not" }) as const;
  const last = (...found: readonly string[]) =>
    previewSummary(
      {
        resources: [{}, {}].slice(0, Math.max(1, found.length)),
        violations: found.map(violation),
        notes: [],
        packOutput: "",
        policies: 3,
      } as unknown as Parameters<typeof previewSummary>[0],
      false,
    )
      .trimEnd()
      .split("\n")
      .at(-1);

  it("counts one of a thing in the singular", () => {
    assert.equal(last(), "1 resource, accepted");
    assert.equal(last("a"), "1 resource, refused: 1 mandatory violation");
    assert.equal(last("a", "b"), "2 resources, refused: 2 mandatory violations");
  });
});
