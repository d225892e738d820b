import assert from "node:assert/strict";
import { isImageReference } from "../../posture/evidence/reading/image-reference";
import { reduced } from "../../posture/evidence/reading/reduced";

const group = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg(1)";

describe("what is kept of the name of an image", () => {
  const references = [
    "nginx",
    "xmrig/xmrig:6.21",
    "contoso.azurecr.io/team/app:1.2",
    "localhost:5000/app",
    `contoso.azurecr.io/app@sha256:${"a".repeat(64)}`,
    "DOCKER|contoso.azurecr.io/app:1",
    "NODE|18-lts",
    `${group}/providers/Microsoft.Compute/images/base`,
    "https://contoso.blob.core.windows.net/vhds/base.vhd",
  ];
  const secrets = [
    "user:s3cretPW@contoso.azurecr.io/app",
    "contoso.azurecr.io/app:1 -e TOKEN=s3cretPW",
    "DOCKER|user:s3cretPW@contoso.azurecr.io/app",
    "COMPOSE|czNjcmV0UFc",
    "https://user:s3cretPW@contoso.azurecr.io/app",
    "https://contoso.blob.core.windows.net/vhds/base.vhd?sig=s3cretPW",
    "contoso.azurecr.io/app:1?token=s3cretPW",
  ];
  for (const text of references) it(`${text.slice(0, 60)} is a reference`, () => assert(isImageReference(text)));
  for (const text of secrets) it(`${text} is more than one`, () => assert(!isImageReference(text)));

  const kept = (image: string): string =>
    [
      reduced("Microsoft.ContainerInstance/containerGroups", {
        properties: { containers: [{ name: "a", properties: { image } }] },
      }),
      reduced("Microsoft.Web/sites", { properties: { siteConfig: { linuxFxVersion: image } } }),
      reduced("Microsoft.Batch/batchAccounts/pools", {
        properties: {
          deploymentConfiguration: {
            virtualMachineConfiguration: { containerConfiguration: { containerImageNames: [image] } },
          },
        },
      }),
    ]
      .map(each => JSON.stringify(each))
      .join("\n");
  for (const text of secrets)
    it(`nothing of ${text} is kept but a digest`, () => assert.doesNotMatch(kept(text), /s3cretPW|czNjcmV0UFc/));
  it("a reference is kept, and so is a miner that stands among credentials", () => {
    assert.equal(kept("contoso.azurecr.io/app:1").split("contoso.azurecr.io/app:1").length, 4);
    assert.match(kept("user:s3cretPW@contoso.azurecr.io/xmrig"), /"name":"xmrig"/);
  });
});
