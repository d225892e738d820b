import assert from "node:assert/strict";
import { checks } from "../../posture/checks/all";
import type { Report } from "../../posture/report/model";
import { plantedFaults } from "../../simulator/scenario/contoso";
import { sampled } from "../depth";
import { audited, contosoReport } from "./audited";
import { darkOf, faultOf, findingsOf, goesAlone, lines, nothing, truth, without } from "./truth";

describe("the planted truth", () => {
  let full: Report;
  before(async () => {
    full = await contosoReport();
  });

  it("has a fault of every check", () => {
    const planted = new Set(Object.values(truth).flatMap(faults => faults.map(([rule]) => rule)));
    const missing = checks.map(({ id }) => id).filter(id => !planted.has(id));
    assert.deepEqual(missing, [], `plant a fault for ${missing.join(", ")} in simulator/scenario/attack/`);
  });

  it("is told of every planted fault", () =>
    assert.deepEqual(
      Object.keys(truth),
      plantedFaults.map(({ id }) => id),
    ));

  it("is found whole, and nothing else is found; nothing remains unknown", () => {
    const found = lines(findingsOf(full).map(faultOf));
    const planted = lines(Object.values(truth).flat());
    assert.deepEqual({ missed: without(planted, found), more: without(found, planted) }, { missed: [], more: [] });
    assert.deepEqual(darkOf(full), nothing);
  });

  it("says when it happened, of all that happened, and never later than it was read", () => {
    const happened = findingsOf(full).filter(({ rule }) => checks.find(({ id }) => id === rule)?.detects);
    const untimed = happened.filter(({ at }) => at === undefined || at < "2026-08-25" || at > full.collectedAt);
    assert.deepEqual(
      untimed.map(({ rule }) => rule),
      [],
    );
    assert(happened.length > 20);
  });

  it("is drawn: three scale sets of two machines with 64 vCPUs each within an hour, in regions where nothing was", () => {
    const { days, hours, unread } = full.capacityCreated!;
    const of = (rows: typeof days) =>
      rows.filter(({ region }) => region !== "westeurope" && region !== "").map(row => [row.region, row.vCpus, row.by]);
    const night = ["eastus2", "japaneast", "northeurope"].map(region => [region, 128, "people"]);
    assert.deepEqual([of(days), of(hours!.rows), unread], [night, night, []]);
  });

  it("is not found in the healthy tenant, of which all is known", async () => {
    const healthy = await audited("all", { pageSize: 3 });
    assert.deepEqual(findingsOf(healthy), []);
    assert.deepEqual(darkOf(healthy), nothing);
    assert.equal(healthy.summary.status, "pass");
  });

  const orders = [
    [7, 2],
    [41, 1000],
  ] as const;
  for (const [seed, pageSize] of sampled(orders, 2))
    it(`is the same report, byte for byte, shuffled by ${seed} and in pages of ${pageSize}`, async () =>
      assert.equal(JSON.stringify(await audited([], { seed, pageSize })), JSON.stringify(full)));

  goesAlone(sampled(plantedFaults, 20), () => full);
});
