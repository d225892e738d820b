import assert from "node:assert/strict";
import { redacted } from "../../cli/redacted";

const jwt = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIwIn0.c2lnbmF0dXJl";

describe("what goes to standard error", () => {
  const opened: readonly (readonly [what: string, text: string, secret: string])[] = [
    ["a token", `got ${jwt} for ARM`, "eyJ"],
    ["a token in a header", `Authorization: Bearer ${jwt}\r\nHost: a`, "eyJ"],
    ["an opaque token in a header", '"authorization":"Bearer 0123456789abcdef0123"', "0123456789abcdef"],
    ["a header of a proxy", "Proxy-Authorization: Basic YXVkaXRvcjpzM2NyZXQ=", "YXVkaXRvcjpzM2NyZXQ"],
    ["a password in an address", "proxy: http://auditor:s3cret@192.0.2.1:8080/", "s3cret"],
    ["a secret in a form", "grant_type=client_credentials&client_secret=s3cret~x&scope=a", "s3cret"],
    ["a secret in JSON", '{"access_token":"s3cret","expires_in":3599}', "s3cret"],
    ["a signature in an address", "https://contoso.blob.core.windows.net/a?sv=2022&sig=s3cret%3D", "s3cret"],
  ];
  for (const [what, text, secret] of opened)
    it(`does not show ${what}`, () => {
      assert.ok(!redacted(text).includes(secret), redacted(text));
      assert.notEqual(redacted(text), text);
    });

  const quiet: readonly string[] = [
    "computeguard: The audit needs a sign-in to Azure Resource Manager (no credential was found). Sign in with az login.",
    "GET management.azure.com/subscriptions?api-version=2022-12-01 200 (31 ms)",
    "eyJ",
    "https://login.microsoftonline.com/00000000-0000-0000-0000-000000000001/oauth2/v2.0/token",
    "mail to security@contoso.com",
    "Basic authentication is switched off; error code: AADSTS7000215",
  ];
  for (const text of quiet) it(`is as it was: ${text.slice(0, 50)}`, () => assert.equal(redacted(text), text));

  it("cuts a message in which a library writes out an answer", () => {
    assert.ok(redacted(`azure:core-rest-pipeline:verbose ${"x".repeat(9000)}`).length < 2100);
    assert.equal(redacted("x".repeat(9000)).length, 9000);
  });
});
