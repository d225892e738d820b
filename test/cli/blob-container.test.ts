import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { blobContainer } from "../../cli/blob-container";
import { certificatesOfThisProcess } from "../../simulator/certificates";

const credential = { getToken: async () => ({ token: "token", expiresOnTimestamp: Number.MAX_SAFE_INTEGER }) };

/** What comes of an upload to a store that answers so. */
async function put(answer: "at once" | "never" | "half"): Promise<number | string> {
  const { ca, key, cert } = await certificatesOfThisProcess();
  const server = createServer({ key, cert }, (request, response) => {
    request.resume();
    if (answer === "at once") response.writeHead(201).end();
    if (answer === "half") response.writeHead(201, { "content-length": 100 }).write("half of it");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = `https://127.0.0.1:${(server.address() as AddressInfo).port}/reports`;
  const container = blobContainer({ address, scope: "https://storage.azure.com/.default" }, credential, {
    tlsOptions: { ca },
    timeout: answer === "at once" ? 60_000 : 300,
  });
  try {
    const content = { body: () => Readable.from("{}"), length: 2, contentType: "application/json" };
    return (await container.put("report.json", content, true)).status;
  } catch (error) {
    return (error as Error).message;
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

describe("a blob container", () => {
  it("takes a blob", async () => assert.equal(await put("at once"), 201));
  for (const answer of ["never", "half"] as const)
    it(`is waited for no longer than its deadline where it answers ${answer}`, async () =>
      assert.match(String(await put(answer)), /^an answer from 127\.0\.0\.1:\d+ in time$/));
});
