import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { streamOf } from "../../cli/send";
import type { Clock } from "../../posture/azure/clock";
import { clouds } from "../../posture/azure/endpoints";
import { Fault } from "../../posture/azure/fault";
import { batchesOf, isRuleStream, sendRows } from "../../posture/azure/log-ingestion";
import { certificatesOfThisProcess } from "../../simulator/certificates";

const path = "/dataCollectionRules/dcr-00000000000000000000000000000001/streams/Custom-Computeguard_CL";

describe("the address of a data collection rule", () => {
  const good = `https://contoso-ab12.westeurope-1.ingest.monitor.azure.com${path}`;
  const cases: readonly (readonly [address: string, cloud: keyof typeof clouds, is: boolean])[] = [
    [good, "AzurePublicCloud", true],
    [good.replace("azure.com", "azure.us"), "AzureGovernment", true],
    [good.replace("azure.com", "azure.cn"), "AzureChina", true],
    // a token for one cloud goes to no other, nor to whoever has a name like it
    [good, "AzureGovernment", false],
    [good.replace("azure.com", "azure.com.contoso.com"), "AzurePublicCloud", false],
    [good.replace("contoso-ab12.westeurope-1.ingest.", "ingest."), "AzurePublicCloud", false],
    [good.replace("https:", "http:"), "AzurePublicCloud", false],
    [good.replace(".com/", ".com:8443/"), "AzurePublicCloud", false],
    [`${good}?x=1`, "AzurePublicCloud", false],
    [good.replace("dcr-", ""), "AzurePublicCloud", false],
    [good.replace("Custom-", "Microsoft-"), "AzurePublicCloud", false],
    ["contoso", "AzurePublicCloud", false],
  ];
  for (const [address, cloud, is] of cases)
    it(`${is ? "is" : "is not"} ${address} in ${cloud}`, () => {
      assert.equal(isRuleStream(address, clouds[cloud]), is);
      const read = () => streamOf({ send: address, cloud: clouds[cloud] });
      if (is) assert.equal(read(), address);
      else
        assert.throws(read, {
          message: /^--send names no data collection rule of the cloud that is read; write https:[^\n]+$/,
        });
    });
});

describe("the batches of rows", () => {
  const rows = Array.from({ length: 50 }, (_, i) => ({ i, text: "ä".repeat(i) }));
  it("hold every row once, in order, and are no larger than they may be", () => {
    const batches = [...batchesOf(rows, 500)];
    assert.deepEqual(
      batches.flatMap(batch => JSON.parse(batch)),
      rows,
    );
    assert.ok(batches.length > 1);
    for (const batch of batches) assert.ok(Buffer.byteLength(batch) <= 500);
  });
  it("are none for no row, and one for a row that is too large", () => {
    assert.deepEqual([...batchesOf([], 500)], []);
    assert.equal([...batchesOf([{ text: "a".repeat(900) }, { text: "b" }], 500)].length, 2);
  });
});

describe("rows that are sent", () => {
  const clock: Clock = { now: () => 0, random: () => 0, sleep: () => Promise.resolve() };

  /** Sends two rows to a service on loopback that answers so. */
  async function send(answer: (before: number) => number) {
    const { ca, key, cert } = await certificatesOfThisProcess();
    const received: { url: string | undefined; authorization: string | undefined; body: string }[] = [];
    const server = createServer({ key, cert }, (request, response) => {
      let body = "";
      request.on("data", chunk => {
        body += chunk;
      });
      request.on("end", () => {
        received.push({ url: request.url, authorization: request.headers.authorization, body });
        response.writeHead(answer(received.length - 1)).end();
      });
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const scopes: unknown[] = [];
    const credential = {
      getToken: async (scope: string | string[]) => {
        scopes.push(scope);
        return { token: "token", expiresOnTimestamp: Number.MAX_SAFE_INTEGER };
      },
    };
    const address = `https://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
    const fault = await sendRows([{ a: 1 }, { a: 2 }], address, clouds.AzurePublicCloud, {
      ...{ credential, clock },
      tlsOptions: { ca },
    }).then(
      () => undefined,
      error => error,
    );
    server.close();
    server.closeAllConnections();
    return { received, scopes, fault };
  }

  it("go to the stream, with a token for Azure Monitor of that cloud", async () => {
    const { received, scopes, fault } = await send(() => 204);
    assert.equal(fault, undefined);
    assert.deepEqual(received, [
      { url: `${path}?api-version=2023-01-01`, authorization: "Bearer token", body: '[{"a":1},{"a":2}]' },
    ]);
    assert.deepEqual(scopes.flat(), ["https://monitor.azure.com/.default"]);
  });
  it("are sent again where the service is not ready", async () => {
    const { received, fault } = await send(before => (before === 0 ? 503 : 204));
    assert.deepEqual([received.length, fault], [2, undefined]);
  });
  it("that are refused are a fault", async () => {
    const { fault } = await send(() => 403);
    assert.ok(fault instanceof Fault);
    assert.equal(fault.message, "an answer from Azure Monitor (HTTP 403)");
  });
});
