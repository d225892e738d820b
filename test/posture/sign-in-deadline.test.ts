import assert from "node:assert/strict";
import type { TokenCredential } from "@azure/identity";
import { Fault, isAbort } from "../../posture/azure/fault";
import { answeredIn } from "../../posture/azure/sign-in-deadline";
import { Stopped } from "../../posture/azure/stopped";

const token = { token: "t", expiresOnTimestamp: 1 };
const answering: TokenCredential = { getToken: async () => token };
const silent: TokenCredential = { getToken: () => new Promise(() => undefined) };
const refusing: TokenCredential = { getToken: () => Promise.reject(new Error("refused")) };

describe("a sign-in with an end", () => {
  it("is the same where it is answered", async () =>
    assert.equal(await answeredIn(answering, 60_000).getToken("s"), token));
  it("fails as the other does", () => assert.rejects(answeredIn(refusing, 60_000).getToken("s"), /^Error: refused$/));
  it("is a fault where nothing answers", () =>
    assert.rejects(answeredIn(silent, 1).getToken("s"), error => error instanceof Fault && error.reason === "failed"));
  it("ends with the run, though nobody looks at the signal", async () => {
    const ended = new AbortController();
    const waiting = answeredIn(silent, 60_000).getToken("s", { abortSignal: ended.signal });
    ended.abort(new Stopped("by Ctrl+C"));
    await assert.rejects(waiting, isAbort);
    await assert.rejects(answeredIn(silent, 60_000).getToken("s", { abortSignal: ended.signal }), isAbort);
  });
});
