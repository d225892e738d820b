import assert from "node:assert/strict";
import { join } from "node:path";
import { secretKeys, stackConfigOf, unknownValue } from "../../cli/stack-config";

const program = join(__dirname, "../engine/fixtures/secrets");

describe("the configuration of a stack", () => {
  it("has what is open, and of a secret only that it is there, however deep it stands", () => {
    const config = stackConfigOf(program, "dev", []);
    assert.deepEqual(config, {
      "contoso:password": unknownValue,
      "contoso:login": JSON.stringify({ host: "web", user: unknownValue }),
      "contoso:size": "Standard_B2s",
      "contoso:zones": "[1,2]",
    });
    assert.deepEqual(secretKeys(config), ["contoso:password", "contoso:login"]);
  });

  it("takes another value in place of a secret", () => {
    const config = stackConfigOf(program, "dev", ["contoso:password=a=b"]);
    assert.equal(config["contoso:password"], "a=b");
    assert.deepEqual(secretKeys(config), ["contoso:login"]);
  });

  it("is empty where there is no file", () => assert.deepEqual(stackConfigOf(program, "prod", []), {}));
});
