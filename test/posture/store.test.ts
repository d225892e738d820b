import assert from "node:assert/strict";
import { readdirSync, statSync, truncateSync } from "node:fs";
import { appendFile, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Gap } from "../../catalogue/outcome";
import { type Evidence, evidenceKinds } from "../../posture/evidence/all";
import { Missing } from "../../posture/evidence/define";
import type { Evidenced, Manifest } from "../../posture/evidence/gathered";
import { gather } from "../../posture/run/gather";
import { EvidenceError, openEvidence, readEvidence, saveEvidence, startSaving } from "../../posture/run/store";
import { connectionTo, withTenant } from "./gather-tenant";

const manifest: Manifest = {
  schema: 1,
  collectedAt: "2026-11-24T06:00:00.000Z",
  auditor: { id: "00000000-0000-0000-0000-0000000000aa", name: "auditor@contoso.com", kind: "user" },
  tenant: "00000000-0000-0000-0000-00000000c001",
  subscriptions: [],
  kinds: ["memberships"],
};

/** Rows that all have the same length as text, with a count of how many were asked for. */
class Members {
  made = 0;
  constructor(readonly total: number) {}
  row(nth: number): Evidence["memberships"] {
    const member = `00000000-0000-0000-0000-${String(nth).padStart(12, "0")}`;
    return { group: "00000000-0000-0000-0000-00000000001e", groupName: "Builders", member, memberType: "User" };
  }
  get bytesPerRow(): number {
    return Buffer.byteLength(`${JSON.stringify(this.row(0))}\n`);
  }
  async *rows(): AsyncGenerator<Evidence["memberships"]> {
    while (this.made < this.total) yield this.row(this.made++);
  }
}

describe("store, streaming 200,000 rows", () => {
  let folder: string;
  before(async () => {
    folder = join(await mkdtemp(join(tmpdir(), "computeguard-")), "evidence");
  });
  after(() => rm(join(folder, ".."), { recursive: true, force: true }));

  const total = 200_000;
  /** What fits into the buffers between a row and the file, with room to spare: 2% of the rows. */
  const fewRows = 4_000;

  it("writes each row soon after it comes", async () => {
    const members = new Members(total);
    const unfinished = () => join(folder, readdirSync(folder).find(name => name.endsWith(".part"))!);
    let mostInFlight = 0;
    async function* watched() {
      for await (const row of members.rows()) {
        yield row;
        if (members.made % 1_000 !== 0) continue;
        const written = Math.floor(statSync(unfinished()).size / members.bytesPerRow);
        mostInFlight = Math.max(mostInFlight, members.made - written);
      }
    }
    const saving = await startSaving(folder);
    await saving.shard("memberships", watched());
    await saving.finish(manifest);
    assert.equal(members.made, total);
    assert.equal((await stat(join(folder, "memberships.ndjson"))).size, total * members.bytesPerRow);
    assert(mostInFlight < fewRows, `store: ${mostInFlight} rows were held before they were written`);
  });

  it("checks no row before the one before it was taken", async () => {
    const saved = await openEvidence(folder);
    const { parse } = JSON;
    let parsedRows = 0;
    JSON.parse = (...given) => {
      parsedRows++;
      return parse(...given);
    };
    try {
      let taken = 0;
      for await (const found of saved.shard("memberships")) {
        assert(!(found instanceof Missing), "the shard has a gap");
        assert.equal(parsedRows, ++taken);
      }
      assert.equal(taken, total);
    } finally {
      JSON.parse = parse;
    }
  });

  it("reads the file only as far as rows are taken: what is cut off in the meantime is missing", async () => {
    let taken = 0;
    let gaps = 0;
    for await (const found of (await openEvidence(folder)).shard("memberships")) {
      if (taken === 0) truncateSync(join(folder, "memberships.ndjson"));
      if (found instanceof Missing) gaps++;
      else taken++;
    }
    assert(taken > 0 && taken < fewRows, `store: ${taken} rows were read ahead`);
    assert.equal(gaps, 1);
  });
});

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

  it("keeps a row of one line, however long and whatever its characters", async () => {
    const rows = ["\u2028 and \u2029", "\r\n", "é€😀".repeat(100_000), "\u0000"].map(
      (groupName, nth): Evidence["memberships"] => ({ group: "g", groupName, member: String(nth), memberType: "User" }),
    );
    const saving = await startSaving(folder);
    await saving.shard("memberships", rows);
    await saving.finish(manifest);
    const { value, gaps } = (await readEvidence(folder)).gathered.memberships;
    assert.deepEqual(gaps, []);
    assert.deepEqual([...value], rows);
  });

  it("leaves the earlier shard, and no half-written file, where the rows break off", async () => {
    async function* breaking() {
      yield whole.gathered.memberships.value.at(0)!;
      throw new RangeError("the connection is gone");
    }
    const saving = await startSaving(folder);
    await assert.rejects(saving.shard("memberships", breaking()), RangeError);
    assert.deepEqual(await readEvidence(folder), whole);
    assert.deepEqual(
      (await readdir(folder)).filter(name => name.endsWith(".part")),
      [],
    );
  });

  it("keeps the gaps that come among the rows", async () => {
    const gap: Gap = { what: "members of the group", missing: "Directory.Read.All", reason: "denied" };
    const saving = await startSaving(folder);
    await saving.shard("memberships", [new Missing(gap), whole.gathered.memberships.value.at(0)!]);
    await saving.finish(manifest);
    const { memberships } = (await readEvidence(folder)).gathered;
    assert.deepEqual(memberships, { value: [whole.gathered.memberships.value.at(0)], gaps: [gap] });
  });

  it("takes a kind of the manifest whose shard was never written for a gap", async () => {
    const saving = await startSaving(folder);
    await saving.finish(manifest);
    const { memberships } = (await readEvidence(folder)).gathered;
    assert.deepEqual(
      memberships.gaps.map(({ reason }) => reason),
      ["cutOff"],
    );
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

  it("refuses a manifest whose day is no day: every age would be reckoned from it", async () => {
    const path = join(folder, "manifest.json");
    const text = await readFile(path, "utf8");
    await writeFile(path, text.replace(/"collectedAt": "[^"]*"/, '"collectedAt": "yesterday"'));
    await assert.rejects(readEvidence(folder), EvidenceError);
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
