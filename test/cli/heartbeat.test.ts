import assert from "node:assert/strict";
import { heartbeat } from "../../cli/heartbeat";

/** A heart that beats when it is told to. */
function beating() {
  const said: string[] = [];
  let tick = () => {};
  let unreffed = 0;
  let cleared = 0;
  const heart = heartbeat(line => said.push(line), {
    set: work => {
      tick = work;
      return { unref: () => unreffed++ };
    },
    clear: () => cleared++,
  });
  return { heart, said, beat: () => tick(), state: () => ({ unreffed, cleared }) };
}

describe("the heartbeat of a log", () => {
  it("says how much was read, what is done and what is waited for", () => {
    const { heart, said, beat } = beating();
    const users = { kind: "users", title: "users" } as const;
    const quota = { kind: "quota", title: "compute quota" } as const;
    heart.onProgress({ ...users, state: "rows", rows: 1200 });
    heart.onProgress({ ...quota, state: "rows", rows: 3 });
    beat();
    heart.onProgress({ ...users, state: "finished", rows: 1500, gaps: 0 });
    beat();
    heart.onProgress({ ...quota, state: "finished", rows: 5, gaps: 1 });
    beat();
    assert.deepEqual(said, [
      "computeguard: reading: 1,203 rows, 0 lists done, now users, compute quota\n",
      "computeguard: reading: 1,503 rows, 1 lists done, now compute quota\n",
      "computeguard: reading: 1,505 rows, 2 lists done\n",
    ]);
  });
  it("says nothing of a short run, ends with it, and keeps no run alive", async () => {
    const { heart, said, state } = beating();
    heart.onProgress({ kind: "users", title: "users", state: "finished", rows: 1, gaps: 0 });
    await heart.end();
    assert.deepEqual([said, state()], [[], { unreffed: 1, cleared: 1 }]);
  });
});
