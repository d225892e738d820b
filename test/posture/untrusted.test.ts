import assert from "node:assert/strict";
import { RestError } from "@azure/core-rest-pipeline";
import { faultOf } from "../../posture/azure/fault";

describe("a connection that breaks", () => {
  const rows: readonly (readonly [code: string, isUntrusted: boolean])[] = [
    ["SELF_SIGNED_CERT_IN_CHAIN", true],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", true],
    ["UNABLE_TO_GET_ISSUER_CERT", true],
    ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", true],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", true],
    ["CERT_HAS_EXPIRED", false],
    ["ECONNRESET", false],
    ["ENOTFOUND", false],
  ];
  for (const [code, isUntrusted] of rows)
    it(`${code} ${isUntrusted ? "names" : "does not name"} what a certificate of one's own is given by`, () => {
      const { reason, message } = faultOf(new RestError("it broke", { code }), "management.azure.com");
      assert.equal(reason, "failed");
      assert(message.startsWith(`a connection to management.azure.com (${code}`));
      assert.equal(message.includes("NODE_EXTRA_CA_CERTS"), isUntrusted);
      assert(!message.includes("az login"));
    });
});
