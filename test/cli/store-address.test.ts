import assert from "node:assert/strict";
import { storeAddress } from "../../cli/store-address";
import { clouds } from "../../posture/azure/endpoints";

const { AzurePublicCloud, AzureGovernment, AzureChina } = clouds;
const everyAccount = "https://storage.azure.com/.default";

describe("where reports are stored", () => {
  const taken: readonly (readonly [
    text: string,
    cloud: { storage: string },
    host: string | undefined,
    address: string,
    scope: string,
  ])[] = [
    [
      "contoso/reports",
      AzurePublicCloud,
      undefined,
      "https://contoso.blob.core.windows.net/reports",
      // a token that no other account takes
      "https://contoso.blob.core.windows.net/.default",
    ],
    [
      "https://Contoso.blob.core.windows.net/reports/",
      AzurePublicCloud,
      undefined,
      "https://contoso.blob.core.windows.net/reports",
      "https://contoso.blob.core.windows.net/.default",
    ],
    [
      "https://contoso.z07.blob.storage.azure.net/reports",
      AzurePublicCloud,
      undefined,
      "https://contoso.z07.blob.storage.azure.net/reports",
      everyAccount,
    ],
    [
      "contoso/reports",
      AzureGovernment,
      undefined,
      "https://contoso.blob.core.usgovcloudapi.net/reports",
      everyAccount,
    ],
    [
      "https://contoso.blob.core.chinacloudapi.cn/reports/",
      AzureChina,
      undefined,
      "https://contoso.blob.core.chinacloudapi.cn/reports",
      everyAccount,
    ],
    [
      "contoso/reports",
      { storage: "core.cloud.contoso.com" },
      undefined,
      "https://contoso.blob.core.cloud.contoso.com/reports",
      everyAccount,
    ],
    [
      "https://127.0.0.1:10000/devstoreaccount1/reports",
      AzurePublicCloud,
      "127.0.0.1:10000",
      "https://127.0.0.1:10000/devstoreaccount1/reports",
      everyAccount,
    ],
    [
      "https://reports.contoso.com/audit",
      AzureChina,
      "Reports.contoso.com",
      "https://reports.contoso.com/audit",
      everyAccount,
    ],
  ];
  for (const [text, cloud, host, address, scope] of taken)
    it(`${text} in ${cloud.storage}${host ? ` with the host ${host}` : ""}`, () =>
      assert.deepEqual(storeAddress(text, cloud, host), { address, scope }));

  const noContainer = /names no blob container; write <account>\/<container>/;
  const elsewhere = /is no storage account of the cloud that is read .*Where that is meant, add --store-host /;
  const refused: readonly (readonly [
    text: string,
    cloud: { storage: string },
    host: string | undefined,
    why: RegExp,
  ])[] = [
    ["reports", AzurePublicCloud, undefined, noContainer],
    ["http://contoso.blob.core.windows.net/reports", AzurePublicCloud, undefined, noContainer],
    ["https://contoso.blob.core.windows.net/", AzurePublicCloud, undefined, noContainer],
    ["https://contoso.blob.core.windows.net/reports?sig=s3cret", AzurePublicCloud, undefined, noContainer],
    ["https://contoso.blob.core.windows.net/reports#s3cret", AzurePublicCloud, undefined, noContainer],
    ["https://megan:s3cret@contoso.blob.core.windows.net/reports", AzurePublicCloud, undefined, noContainer],
    // whose name only looks like storage
    ["https://contoso.blob.core.windows.net.example.net/reports", AzurePublicCloud, undefined, elsewhere],
    ["https://blob.core.windows.net/reports", AzurePublicCloud, undefined, elsewhere],
    ["https://example.net/contoso.blob.core.windows.net/reports", AzurePublicCloud, undefined, elsewhere],
    ["https://a.b.blob.core.windows.net/reports", AzurePublicCloud, undefined, elsewhere],
    ["https://contoso.blob.core.windows.net:8443/reports", AzurePublicCloud, undefined, elsewhere],
    ["https://contoso.z07.blob.storage.azure.net/reports", AzureChina, undefined, /is an address of AzurePublicCloud/],
    ["https://127.0.0.1:10000/devstoreaccount1/reports", AzurePublicCloud, undefined, elsewhere],
    [
      "https://contoso.blob.core.windows.net/reports",
      AzureGovernment,
      undefined,
      /is an address of AzurePublicCloud.*blob\.core\.usgovcloudapi\.net.*--cloud/,
    ],
    // the host is one, and not whatever else
    ["https://127.0.0.1:10001/reports", AzurePublicCloud, "127.0.0.1:10000", /--store-host is 127\.0\.0\.1:10000, and/],
    ["contoso/reports", AzurePublicCloud, "example.net", /--store-host is example\.net, and --store is an address at/],
  ];
  for (const [text, cloud, host, why] of refused)
    it(`refuses ${text} in ${cloud.storage}${host ? ` with the host ${host}` : ""}`, () =>
      assert.throws(
        () => storeAddress(text, cloud, host),
        ({ message }: Error) => {
          assert.match(message, why);
          assert.doesNotMatch(message, /s3cret|\n/);
          return true;
        },
      ));
});
