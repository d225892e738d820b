import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { contoso } from "../../simulator/scenario/contoso";
import { night, steps } from "../../simulator/scenario/night/night";

const at = "2026-11-24T12:00:00.000Z";

describe("the story of one night", () => {
  const story = readFileSync(join(__dirname, "../../simulator/scenario/STORY.md"), "utf8");

  it("is told in STORY.md, word for word, in order and within three hours", () => {
    const told = [...story.matchAll(/^\| (N\d+) \| (\d):(\d\d) \| (.+) \|$/gm)].map(
      ([, id, hours, minutes, sentence]) => ({
        ...{ id, minutes: Number(hours) * 60 + Number(minutes), sentence },
      }),
    );
    assert.deepEqual(
      steps.map(({ id, minutes, sentence }) => ({ id, minutes, sentence })),
      told,
    );
    assert.deepEqual(
      [...steps].sort((one, other) => other.minutes - one.minutes),
      steps,
    );
    assert(steps[0]!.minutes <= 180);
  });

  it("leaves no record before the three hours, and each is told once", () => {
    const [quiet, full] = [undefined, night()].map(shape => contoso({ at, without: "all", ...(shape && { shape }) }));
    const records = (of: typeof full) => [...of!.arm.activityLog, ...of!.arm.tenantActivityLog];
    const before = new Set(records(quiet).map(row => row.eventDataId));
    const added = records(full).filter(row => !before.has(row.eventDataId));
    assert.equal(new Set(added.map(row => row.eventDataId)).size, added.length);
    const times = added.map(row => Date.parse(at) - Date.parse(String(row.eventTimestamp)));
    assert(Math.max(...times) <= 3 * 3_600_000 && Math.min(...times) >= 0);
  });
});
