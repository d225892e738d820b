import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { createDefaultHttpClient, createPipelineRequest } from "@azure/core-rest-pipeline";
import { longestAnswer } from "../../posture/azure/answer-size";
import { Fault } from "../../posture/azure/fault";
import { mannersOf, pipelineWith } from "../../posture/azure/pipeline";

const limit = 100_000;
const ofBytes = (bytes: number) => `"${"a".repeat(bytes - 2)}"`;

/** Asks a server for an answer; `asked` counts requests, `closed` tells that the connection was hung up. */
async function ask(path: string, longest?: number) {
  let asked = 0;

  const server = createServer((request, response) => {
    asked++;
    if (request.url === "/endless") {
      const more = () => {
        while (!response.destroyed && response.write("a".repeat(65_536)));
      };
      response.on("drain", more);
      more();
    } else if (request.url === "/packed") {
      response.setHeader("content-encoding", "gzip");
      response.end(gzipSync(ofBytes(limit * 50)));
    } else response.end(ofBytes(Number(request.url?.slice(1))));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const pipeline = pipelineWith(
    mannersOf({ ...(longest !== undefined && { longestAnswer: longest }) })(origin),
    undefined,
    "s",
  );
  const request = createPipelineRequest({ url: origin + path, allowInsecureConnection: true });
  try {
    const { bodyAsText } = await pipeline.sendRequest(createDefaultHttpClient(), request);
    return { length: bodyAsText?.length, asked };
  } catch (error) {
    return { error, asked };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe("the size of an answer", () => {
  it("is no matter up to the limit", async () =>
    assert.deepEqual(await ask(`/${limit}`, limit), { length: limit, asked: 1 }));
  for (const [what, path] of [
    ["one byte more", `/${limit + 1}`],
    ["one that never ends", "/endless"],
    ["a small one that unpacks to more", "/packed"],
  ] as const)
    it(`has a limit: ${what} is a fault, and not asked for again`, async () => {
      const { error, asked } = await ask(path, limit);
      assert.ok(error instanceof Fault, String(error));
      assert.match(error.message, /127\.0\.0\.1:\d+ of at most 100000 bytes/);
      assert.equal(asked, 1);
    });
  it("has one where none is named", async () => {
    const { error } = await ask("/endless");
    assert.ok(error instanceof Fault, String(error));
    assert.match(error.message, new RegExp(`of at most ${longestAnswer} bytes`));
  });
});
