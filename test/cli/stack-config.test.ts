import assert from "node:assert/strict";
import { join } from "node:path";
import { UsageError } from "../../cli/exit";
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

  it("takes a key without a colon for the project's own, as pulumi config set does", () => {
    assert.equal(stackConfigOf(program, "prod", ["size=Standard_B1s"])["contoso:size"], "Standard_B1s");
    assert.throws(() => stackConfigOf(join(program, "nowhere"), "prod", ["size=x"]), UsageError);
  });

  it("is empty where there is no file", () => assert.deepEqual(stackConfigOf(program, "prod", []), {}));
});
