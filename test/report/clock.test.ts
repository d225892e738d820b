import assert from "node:assert/strict";
import { differenceOf } from "../../posture/report/difference";
import type { Report } from "../../posture/report/model";
import { judgeAll } from "../../posture/run/audit";
import { contosoGathered, estate } from "../demo/audited";

const day = 86_400_000;

describe("a report of the same tenant some days later", () => {
  /** The same evidence, as if it had been read later. */
  const later = async (days: number): Promise<Report> => {
    const { gathered, manifest } = await contosoGathered();
    const collectedAt = new Date(Date.parse(manifest.collectedAt) + days * day).toISOString();
    return judgeAll(gathered, { ...manifest, collectedAt }, { estate, version: "0.0.0" });
  };
  for (const days of [1, 2, 30])
    it(`has no finding changed for its age alone, ${days} later`, async () => {
      const [before, now] = [await later(0), await later(days)];
      const { changed, unchanged } = differenceOf(before, now);
      assert.deepEqual(
        changed.map(({ message }) => message),
        [],
      );
      assert(unchanged > 50);
    });
  it("has one changed where something happened", async () => {
    const before = await later(0);
    const now = await later(1);
    const [first] = now.outcomes.filter(({ findings }) => findings.length > 0);
    const [finding] = first!.findings;
    const outcomes = now.outcomes.map(outcome =>
      outcome === first
        ? { ...outcome, findings: [{ ...finding!, message: `${finding!.message}; once more` }] }
        : outcome,
    );
    assert.deepEqual(
      differenceOf(before, { ...now, outcomes }).changed.map(({ fingerprint }) => fingerprint),
      [finding!.fingerprint],
    );
  });
});
