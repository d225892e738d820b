import assert from "node:assert/strict";
import { parseEstate } from "../../catalogue/estate-file";
import { firstEstate } from "../../posture/init/init";
import { healthyGathered } from "../demo/audited";

describe("the first estate of a healthy tenant", () => {
  it("approves what a healthy tenant runs, and the one workspace that gets every log", async () => {
    const { text, left } = firstEstate(await healthyGathered(), "0.0.0");
    const estate = parseEstate(text, "computeguard.yaml");
    assert.deepEqual(estate.regions, ["westeurope"]);
    assert.deepEqual(estate.vmSizes, ["Standard_D2s_v5", "Standard_D4s_v5"]);
    assert.match(estate.workspace ?? "", /\/log-contoso$/);
    // an accelerator that is gone, and the emergency account
    assert.equal(left, 2);
  });
});
