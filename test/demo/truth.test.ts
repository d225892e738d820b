import assert from "node:assert/strict";
import type { Report } from "../../posture/report/model";
import { plants } from "../../simulator/scenario/contoso";
import { sampled } from "../depth";
import { audited } from "./audited";
import { darkOf, faultOf, findingsOf, goesAlone, lines, nothing, truth, without } from "./truth";

describe("the planted truth", () => {
  let full: Report;
  before(async () => {
    full = await audited([], { pageSize: 3 });
  });

  it("is told of every plant", () =>
    assert.deepEqual(
      Object.keys(truth),
      plants.map(({ id }) => id),
    ));

  it("is found whole, and nothing else is found; nothing remains unknown", () => {
    const found = lines(findingsOf(full).map(faultOf));
    const planted = lines(Object.values(truth).flat());
    assert.deepEqual({ missed: without(planted, found), more: without(found, planted) }, { missed: [], more: [] });
    assert.deepEqual(darkOf(full), nothing);
  });

  it("is not found in the sound tenant, of which all is known", async () => {
    const sound = await audited("all", { pageSize: 3 });
    assert.deepEqual(findingsOf(sound), []);
    assert.deepEqual(darkOf(sound), nothing);
    assert.equal(sound.summary.status, "pass");
  });

  const orders = [
    [7, 2],
    [41, 1000],
  ] as const;
  for (const [seed, pageSize] of sampled(orders, 2))
    it(`is the same report, byte for byte, shuffled by ${seed} and in pages of ${pageSize}`, async () =>
      assert.equal(JSON.stringify(await audited([], { seed, pageSize })), JSON.stringify(full)));

  goesAlone(sampled(plants, 12), () => full);
});
