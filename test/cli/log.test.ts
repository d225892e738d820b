import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UsageError } from "../../cli/exit";
import { logOf, progressLine, requestLine } from "../../cli/log";
import { version } from "../../package.json";

describe("the log of a run", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "computeguard-log-"));
  });
  after(() => rmSync(folder, { recursive: true }));
  const noon = () => new Date("2026-11-30T12:00:00Z");
  const users = { kind: "users", title: "users" } as const;

  it("is not kept where nobody asks for it", () => assert.equal(logOf({}), undefined));
  it("goes to the end of a file that nobody else reads", () => {
    const file = join(folder, "run.log");
    for (const rows of [1, 2]) {
      const log = logOf({ log: file }, noon)!;
      assert.equal(log.onTerminal, false);
      log.onProgress({ ...users, state: "finished", rows, gaps: 0 });
      log.end();
    }
    const head = `2026-11-30T12:00:00.000Z computeguard ${version}, Node.js ${process.versions.node}`;
    assert.deepEqual(readFileSync(file, "utf8").split("\n"), [
      head,
      "2026-11-30T12:00:00.000Z users: 1 rows",
      head,
      "2026-11-30T12:00:00.000Z users: 2 rows",
      "",
    ]);
    assert.equal(statSync(file).mode & 0o777, 0o600);
  });
  it("is one line each, whatever a name holds", () => {
    const file = join(folder, "hostile.log");
    const log = logOf({ log: file }, noon)!;
    log.onProgress({
      ...users,
      state: "gap",
      gap: { what: "of a\n2026 forged \u001b[2J\u202Ename", missing: "Reader", reason: "denied" },
    });
    log.end();
    const lines = readFileSync(file, "utf8").trimEnd().split("\n");
    assert.equal(lines.length, 2);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
    assert.doesNotMatch(lines[1]!, /[\u0000-\u001f\u202e]/);
  });
  it("says what file cannot be opened", () =>
    assert.throws(
      () => logOf({ log: folder }),
      (error: unknown) => error instanceof UsageError && /EISDIR.*--log/.test(error.message),
    ));
  it("says nothing after its end", () => {
    const file = join(folder, "ended.log");
    const log = logOf({ log: file }, noon)!;
    log.end();
    log.say("late");
    log.end();
    assert.doesNotMatch(readFileSync(file, "utf8"), /late/);
  });

  it("tells a request with its answer, or that none came", () => {
    const sent = { method: "GET", address: "arm/x", milliseconds: 12.4 };
    assert.equal(requestLine({ ...sent, status: 429 }), "GET arm/x 429 12 ms");
    assert.equal(requestLine(sent), "GET arm/x no answer 12 ms");
  });
  it("tells the beginning, the gaps and the end of each list, not its rows under way", () => {
    assert.equal(progressLine({ ...users, state: "started" }), "users: started");
    assert.equal(progressLine({ ...users, state: "rows", rows: 500 }), undefined);
    assert.equal(progressLine({ ...users, state: "finished", rows: 3, gaps: 1 }), "users: 3 rows, 1 not read");
    const gap = { what: "users", missing: "User.Read.All", reason: "denied" } as const;
    assert.equal(progressLine({ ...users, state: "gap", gap }), "users: users could not be read, needs User.Read.All");
  });
});
