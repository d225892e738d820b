import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { json } from "../../posture/report/json";
import { judgeAll } from "../../posture/run/audit";
import { type GatherOptions, gather, type Progress, ResumeError } from "../../posture/run/gather";
import { readEvidence, readManifest, saveEvidence, startGrowing } from "../../posture/run/store";
import { contoso } from "../../simulator/scenario/contoso";
import { estateOf } from "../policies/kit";
import { printed } from "../report/printed";
import { type Signed, simulated } from "../simulated";

const at = "2026-11-24T12:00:00.000Z";
const clock = { now: () => Date.parse(at), sleep: async () => {}, random: () => 0.5 };
const options = { scenario: contoso({ at }), pageSize: 200 };
const estate = estateOf();

/** The report of what is kept in a folder, as JSON. */
async function reportOf(folder: string): Promise<string> {
  const { gathered, manifest } = await readEvidence(folder);
  return printed(json, judgeAll(gathered, manifest, { estate, version: "0.0.0" }));
}

/** Reads into a folder, and goes on with what is there where `isResumed`. */
async function read(signed: Signed, folder: string, isResumed: boolean, more: Partial<GatherOptions> = {}) {
  const earlier = isResumed ? (await readManifest(folder)).shards : undefined;
  const growing = await startGrowing(folder, earlier);
  const { manifest } = await gather({
    ...signed,
    clock,
    onCollected: growing.add,
    ...(isResumed && { resume: await readEvidence(folder) }),
    ...more,
  });
  await growing.finish(manifest);
}

describe("a reading that is killed", () => {
  const root = mkdtempSync(join(tmpdir(), "computeguard-resume-"));
  const copies: string[] = [];
  let whole = "";
  let requests = 0;
  after(() => rmSync(root, { recursive: true }));

  /** One reading, of which the folder is copied at fifty of its requests: so a kill would leave it there. */
  before(async () => {
    let all = 0;
    await simulated(options, signed => read(signed, join(root, "counted"), false, { onRequest: () => all++ }));
    // two readings may differ by a few requests, as tokens and retries fall
    const points = new Set(Array.from({ length: 50 }, (_, i) => 1 + Math.floor((i * 0.9 * all) / 50)));
    await simulated(options, async signed => {
      const folder = join(root, "whole");
      await read(signed, folder, false, {
        onRequest: () => {
          requests++;
          if (!points.has(requests)) return;
          const copy = join(root, `at-${requests}`);
          cpSync(folder, copy, { recursive: true });
          copies.push(copy);
        },
      });
    });
    whole = await reportOf(join(root, "whole"));
  });

  it("gives the same report once it is gone on with, at fifty points, and reads no kind again that was whole", async () => {
    assert.equal(copies.length, 50);
    let early = 0;
    for (const folder of copies) {
      // killed before the first kind was whole: there is nothing to go on with
      if (!readdirSync(folder).includes("manifest.json")) {
        early++;
        continue;
      }
      const kept = new Set((await readManifest(folder)).manifest.kinds);
      const started: string[] = [];
      const onProgress = ({ kind, state }: Progress) => state === "started" && kept.has(kind) && started.push(kind);
      await simulated(options, signed => read(signed, folder, true, { onProgress }));
      assert.equal(await reportOf(folder), whole, folder);
      assert.deepEqual(started, [], folder);
    }
    assert.ok(early < 10, `${early} of 50 were killed before anything was whole`);
  });

  it("can be judged as it is left, and says that it is a part", async () => {
    const left = join(root, "left");
    cpSync(join(root, "whole"), left, { recursive: true });
    const { gathered, manifest } = await readEvidence(left);
    const kinds = manifest.kinds.slice(0, 20);
    await saveEvidence(left, { gathered, manifest: { ...manifest, kinds, stopped: "before it had read everything" } });
    const report = JSON.parse(await reportOf(left));
    assert.equal(report.coverage.stopped, "before it had read everything");
    assert.ok(report.summary.checks.unknown > 50);
  });

  const refused: readonly (readonly [what: string, more: Partial<GatherOptions>, says: RegExp])[] = [
    ["of other subscriptions", { subscriptions: ["00000000-0000-0000-0005-000000000001"] }, /other subscriptions/],
    ["of other resource groups", { resourceGroups: ["rg-web"] }, /other subscriptions or resource groups/],
    [
      "more than a day later",
      { clock: { ...clock, now: () => Date.parse(at) + 25 * 3_600_000 } },
      /more than 24 hours/,
    ],
    ["before it was begun", { clock: { ...clock, now: () => Date.parse(at) - 5 * 3_600_000 } }, /begun in the future/],
  ];
  for (const [what, more, says] of refused)
    it(`is not gone on with ${what}`, () =>
      simulated(options, async signed => {
        const resume = await readEvidence(join(root, "whole"));
        await assert.rejects(gather({ ...signed, clock, resume, ...more }), error => {
          assert.ok(error instanceof ResumeError);
          assert.match(error.message, says);
          return true;
        });
      }));
});
