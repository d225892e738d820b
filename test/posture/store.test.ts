import assert from "node:assert/strict";
import { appendFile, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { evidenceKinds } from "../../posture/evidence/all";
import type { Evidenced } from "../../posture/evidence/gathered";
import { gather } from "../../posture/run/gather";
import { EvidenceError, readEvidence, saveEvidence } from "../../posture/run/store";
import { connectionTo, withTenant } from "./gather-tenant";

describe("store", () => {
  let whole: Evidenced;
  let folder: string;
  before(async () => {
    // With a gap of each form: one with subjects, one with a field.
    whole = await withTenant(
      [
        [/signInActivity/, () => ({ status: 403, json: {} })],
        [/roleEligibility/, () => ({ status: 403, json: {} })],
      ],
      loopback => gather(connectionTo(loopback)),
    );
  });
  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), "computeguard-")), "evidence");
    await saveEvidence(folder, whole);
  });
  afterEach(() => rm(join(folder, ".."), { recursive: true, force: true }));

  const shard = (kind: string) => join(folder, `${kind}.ndjson`);

  it("replays what was gathered, row by row and gap by gap", async () => {
    assert.deepEqual(await readEvidence(folder), whole);
  });

  it("is for nobody else's eyes, and leaves no half-written file", async () => {
    assert.equal((await stat(folder)).mode & 0o777, 0o700);
    const names = await readdir(folder);
    assert.deepEqual(names.sort(), ["manifest.json", ...evidenceKinds.map(kind => `${kind}.ndjson`)].sort());
    for (const name of names) assert.equal((await stat(join(folder, name))).mode & 0o777, 0o600, name);
  });

  it("writes over an earlier run", async () => {
    await saveEvidence(folder, whole);
    assert.deepEqual(await readEvidence(folder), whole);
  });

  const reasons = ({ gathered }: Evidenced, kind: "users" | "principals") =>
    gathered[kind].gaps.map(({ reason }) => reason);

  it("takes a torn line for a gap and keeps the lines before it", async () => {
    const { size } = await stat(shard("users"));
    await truncate(shard("users"), size - 5);
    const read = await readEvidence(folder);
    assert.deepEqual(read.gathered.users.value, whole.gathered.users.value.slice(0, -1));
    assert.deepEqual(reasons(read, "users"), ["denied", "malformed"]);
    assert.deepEqual(read.gathered.principals, whole.gathered.principals);
  });

  it("notices that whole lines went missing, or came in", async () => {
    const [first] = (await readFile(shard("principals"), "utf8")).split("\n");
    await writeFile(shard("principals"), `${first}\n`);
    assert.deepEqual(reasons(await readEvidence(folder), "principals"), ["malformed"]);
    await saveEvidence(folder, whole);
    await appendFile(shard("principals"), `${first}\n`);
    assert.deepEqual(reasons(await readEvidence(folder), "principals"), ["malformed"]);
  });

  it("leaves out rows of another form, and lines that are none", async () => {
    await writeFile(shard("principals"), 'null\n{"id":1}\n\u0000\n[]\n');
    const read = await readEvidence(folder);
    assert.deepEqual(read.gathered.principals.value, []);
    assert.deepEqual(reasons(read, "principals"), ["malformed"]);
  });

  it("takes a shard that is gone for a gap", async () => {
    await rm(shard("principals"));
    assert.deepEqual(reasons(await readEvidence(folder), "principals"), ["malformed"]);
  });

  it("takes a kind that was not gathered for a gap", async () => {
    const some = await withTenant([], loopback => gather({ ...connectionTo(loopback), kinds: ["securityDefaults"] }));
    const other = join(folder, "..", "some");
    await saveEvidence(other, some);
    assert.deepEqual(await readEvidence(other), some);
  });

  for (const [what, text] of [
    ["is gone", undefined],
    ["is torn", '{"manifest": {"schema": 1'],
    ["is of another schema", '{"manifest": {"schema": 2}, "shards": {}}'],
  ] as const) {
    it(`refuses, in one line, a folder whose manifest ${what}`, async () => {
      if (text === undefined) await rm(join(folder, "manifest.json"));
      else await writeFile(join(folder, "manifest.json"), text);
      await assert.rejects(
        readEvidence(folder),
        error => error instanceof EvidenceError && !error.message.includes("\n"),
      );
    });
  }
});
