import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeUnfinished, writeWhole } from "../../posture/run/whole-file";

describe("a file that is written whole", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "computeguard-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const path = () => join(folder, "report.json");
  const there = () => readdirSync(folder).sort();

  it("is for its owner alone, and takes the place of the one before", async () => {
    writeFileSync(path(), "old");
    await writeWhole(path(), ["ne", "w"]);
    assert.equal(readFileSync(path(), "utf8"), "new");
    assert.equal(statSync(path()).mode & 0o777, 0o600);
    assert.deepEqual(there(), ["report.json"]);
  });

  it("leaves what was there, and nothing beside it, where its text ends in an error", async () => {
    writeFileSync(path(), "old");
    const names = new Set<string>();
    function* torn() {
      yield "half";
      for (const name of there()) names.add(name);
      throw new Error("torn");
    }
    await assert.rejects(writeWhole(path(), torn()), /torn/);
    assert.equal(readFileSync(path(), "utf8"), "old");
    assert.deepEqual(there(), ["report.json"]);
    assert.equal(names.size, 2);
  });

  it("is written under another name each time", async () => {
    const names: string[] = [];
    for (let time = 0; time < 2; time++)
      await writeWhole(
        path(),
        (function* () {
          names.push(...there().filter(name => name.endsWith(".part")));
          yield "";
        })(),
      );
    assert.equal(new Set(names).size, 2);
  });

  it("is cleaned up after, where the process that wrote it is gone; what another writes, and what has another name, stays", async () => {
    const { pid: gone } = spawnSync(process.execPath, ["-e", ""]);
    const id = "00000000-0000-4000-8000-000000000001";
    const [left, again, others] = [gone, process.pid, process.ppid].map(owner => `report.json.${owner}-${id}.part`);
    for (const name of [left!, again!, others!, "report.json", "notes.part"]) writeFileSync(join(folder, name), "");
    await removeUnfinished(folder);
    assert.deepEqual(there(), [others!, "notes.part", "report.json"].sort());
    await removeUnfinished(join(folder, "nowhere"));
  });

  it("is not cleaned away while it is written", async () => {
    await writeWhole(
      path(),
      (async function* () {
        yield "whole";
        await removeUnfinished(folder);
      })(),
    );
    assert.equal(readFileSync(path(), "utf8"), "whole");
  });
});
