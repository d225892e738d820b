import assert from "node:assert/strict";
import { indicatorsIn } from "../../payloads/signs/indicators";

// Were its square needed to read a text, a mebibyte of it would run into mocha's timeout.
describe("a mebibyte is read for signs of mining in one pass", () => {
  for (const part of [
    "a.a",
    "a",
    "nanopool.",
    "xmrig-",
    "stratum+tcp:/",
    "-",
    "\\\"'",
    "4A1b",
    "c3RyYXR1bSt0Y3A6L",
    "9",
    "rm a;",
    "xmrig(",
    "xmrig`'",
    'grep "$(xmrig',
    "find / -name xmrig ",
    "0.0.0.0 nanopool.org ",
    "then service xmrig ",
    "grep stratum+tcp://a",
  ])
    it(`of ${JSON.stringify(part)} over and over`, () => {
      const found = (length: number) => indicatorsIn(part.repeat(length / part.length)).length;
      assert.ok(found(1 << 20) <= 8.1 * found(1 << 17), "more is found than the text has grown");
    }).timeout(60_000);
});
