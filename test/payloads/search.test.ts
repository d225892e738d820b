import assert from "node:assert/strict";
import { isMiningImage, searchForMining } from "../../payloads/search";

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const pool = { kind: "pool", name: "nanopool.org" };
const miner = { kind: "miner", name: "xmrig" };

describe("the search of a payload for mining", () => {
  it("finds what is encoded, as the example of its documentation says", () =>
    assert.deepEqual(searchForMining("echo Li94bXJpZyAtbyB4bXIubmFub3Bvb2wub3JnOjE0NDMzCg== | base64 -d | sh"), {
      indicators: [miner, pool],
    }));

  it("names each sign once, however many layers contain it", () =>
    assert.deepEqual(searchForMining(`./xmrig\necho ${base64("./xmrig -o xmr.nanopool.org:14433")} | base64 -d | sh`), {
      indicators: [miner, pool],
    }));

  it("finds nothing in a script that removes a miner", () =>
    assert.deepEqual(searchForMining(base64("#!/bin/sh\nrm -rf /tmp/xmrig\n")), { indicators: [] }));

  it("says why a text was not decoded to its end, and still names what it found", () => {
    let nested = "nothing to see in this text";
    for (let i = 0; i < 20; i++) nested = base64(nested);
    const { indicators, cutOff } = searchForMining(`./xmrig\n${nested}`);
    assert.deepEqual(indicators, [miner]);
    assert.match(cutOff ?? "", /deep/);
  });

  it("answers for the text that it is given, not for the one before", () => {
    assert.equal(searchForMining("./xmrig").indicators.length, 1);
    assert.equal(searchForMining("./nginx").indicators.length, 0);
    assert.equal(searchForMining("./xmrig").indicators.length, 1);
  });

  it("knows images by name in any registry", () => {
    assert.ok(isMiningImage("registry.contoso.com/mirror/xmrig:6"));
    assert.ok(!isMiningImage("registry.contoso.com/mirror/nginx:6"));
  });
});
