import assert from "node:assert/strict";
import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { shardStates } from "../../posture/run/shard-states";
import { EvidenceError, evidenceDigest } from "../../posture/run/store";
import { saveTenant } from "../cli/evidence";

describe("the files of saved evidence", () => {
  let root: string;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), "computeguard-"));
  });
  after(() => rm(root, { recursive: true, force: true }));

  /** A manifest that was changed in one place. */
  const rewritten = async (file: string, change: (text: string) => string) =>
    writeFile(file, change(await readFile(file, "utf8")));

  const table: readonly (readonly [what: string, change: (folder: string) => Promise<unknown>, found: object])[] = [
    ["as it was saved", async () => {}, {}],
    ["changed", folder => appendFile(join(folder, "quota.ndjson"), " "), { "quota.ndjson": "changed" }],
    ["torn", folder => truncate(join(folder, "quota.ndjson"), 20), { "quota.ndjson": "changed" }],
    ["gone", folder => rm(join(folder, "quota.ndjson")), { "quota.ndjson": "missing" }],
    ["put beside", folder => writeFile(join(folder, "more.ndjson"), "{}\n"), { "more.ndjson": "extra" }],
    ["no shard", folder => writeFile(join(folder, "notes.txt"), "x"), {}],
    [
      "without a digest",
      folder => rewritten(join(folder, "manifest.json"), text => text.replace(/"quota": \{[^}]*\},?/, "")),
      { "quota.ndjson": "unnamed" },
    ],
  ];
  for (const [what, change, found] of table)
    it(`are told apart: one ${what}`, async () => {
      const folder = join(root, what.replaceAll(" ", "-"));
      await saveTenant(folder, { gpu: true });
      await change(folder);
      const states = await shardStates(folder);
      assert.deepEqual(
        Object.fromEntries(states.filter(({ is }) => is !== "same").map(({ file, is }) => [file, is])),
        found,
      );
      assert(states.filter(({ is }) => is === "same").length > 50);
    });

  it("have one digest together, which changes with each of them, and not with the folder", async () => {
    const [one, same, other] = ["one", "same", "other"].map(name => join(root, name)) as [string, string, string];
    await saveTenant(one);
    await saveTenant(same);
    await saveTenant(other, { gpu: true });
    assert.match(await evidenceDigest(one), /^[\da-f]{64}$/);
    assert.equal(await evidenceDigest(one), await evidenceDigest(same));
    assert.notEqual(await evidenceDigest(one), await evidenceDigest(other));
    await assert.rejects(evidenceDigest(root), EvidenceError);
    await assert.rejects(shardStates(root), EvidenceError);
  });
});
