import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEstate } from "../../catalogue/estate-file";
import type { Rule } from "../../catalogue/outcome";
import type { Report } from "../../posture/report/model";
import { judgeAll } from "../../posture/run/audit";
import { gather } from "../../posture/run/gather";
import { kindsGathered } from "../../posture/run/kinds";
import { contoso } from "../../simulator/scenario/contoso";
import { night, steps } from "../../simulator/scenario/night/night";
import { simulated } from "../simulated";

/** The whole attack of the report within three hours: every step is found, and taken out it takes along what it alone shows. */

const file = join(__dirname, "../../examples/computeguard.yaml");
const estate = parseEstate(readFileSync(file, "utf8"), file);
const at = "2026-11-24T12:00:00.000Z";
const clock = { now: () => Date.parse(at), sleep: async () => {}, random: () => 0.5 };

const noor = "00000000-0000-0000-0001-000000000009";
const tenant = "00000000-0000-0000-00ff-000000000001";
const production = "/subscriptions/00000000-0000-0000-0005-000000000001";
const data = "/subscriptions/00000000-0000-0000-0005-000000000003";
const miner =
  "/subscriptions/00000000-0000-0000-0005-000000000002/resourceGroups/rg-shared/providers/Microsoft.ContainerInstance/containerGroups/cg-night";

/** What each step alone shows: rule, and whom or what it is told of. */
const shown: Readonly<Record<string, readonly (readonly [rule: string, subject: string])[]>> = {
  N1: [
    ["risky-compute-role", noor],
    ["risk-detection-compute-role", noor],
  ],
  N2: [
    ["scripted-sign-in", noor],
    ["single-factor-sign-in", noor],
    ["sign-in-from-unowned-azure-address", noor],
    ["sign-in-from-new-network", noor],
    ["sign-in-from-new-country", noor],
  ],
  N3: [
    ["elevate-access-use", noor],
    ["compute-after-elevation", noor],
  ],
  N4: [["quota-request-burst", noor]],
  N5: [["first-provider-registration", production]],
  N6: [["failed-compute-burst", noor]],
  N7: [
    ["compute-burst", noor],
    ["first-compute-region", tenant],
    ["first-gpu-creation", production],
  ],
  N8: [["first-gpu-creation", data]],
  N9: [
    ["gpu-driver-burst", noor],
    ["first-gpu-driver-installer", noor],
  ],
  N10: [["first-command-runner", noor]],
  N11: [["mining-payload", miner]],
  N12: [["compute-mass-deletion", noor]],
};
/** What several steps show, and none alone. */
const together = [
  ["first-compute-creator", noor],
  ["password-only-compute", noor],
] as const;
const services = [
  "microsoft.compute/virtualmachinescalesets/write",
  "microsoft.batch/batchaccounts/pools/write",
  "microsoft.machinelearningservices/workspaces/computes/write",
  "microsoft.containerservice/managedclusters/agentpools/write",
  "microsoft.containerinstance/containergroups/write",
];

const rules = new Set([...Object.values(shown).flat(), ...together].map(([rule]) => rule));
const isShown = ({ id }: Rule) => rules.has(id);
const kinds = kindsGathered(isShown);

async function audit(without?: readonly string[]): Promise<Report> {
  const shape = without && night(without);
  const scenario = contoso({ at, without: "all", ...(shape && { shape }) });
  return simulated({ scenario, pageSize: 1000 }, async signed => {
    const { historyDays } = estate.thresholds;
    const { gathered, manifest } = await gather({
      ...{ ...signed, clock, kinds, historyDays },
      ...(estate.workspace !== undefined && { workspace: estate.workspace }),
    });
    return judgeAll(gathered, manifest, { estate, version: "0.0.0", select: isShown });
  });
}

const toldBy = ({ outcomes }: Report) =>
  new Set(outcomes.flatMap(({ rule, findings }) => findings.map(({ subject }) => `${rule.id} ${subject.id}`)));
const messageOf = ({ outcomes }: Report, id: string) =>
  outcomes
    .find(({ rule }) => rule.id === id)
    ?.findings.map(({ message }) => message)
    .join("\n") ?? "";

describe("one night", () => {
  let whole: Report;
  before(async () => {
    whole = await audit([]);
  });

  it("has an expectation of each step", () =>
    assert.deepEqual(
      Object.keys(shown),
      steps.map(({ id }) => id),
    ));

  it("is found, step by step, and all of its four services are named", () => {
    const told = toldBy(whole);
    for (const [rule, subject] of [...Object.values(shown).flat(), ...together])
      assert(told.has(`${rule} ${subject}`), `${rule} of ${subject} in ${[...told].join("\n")}`);
    const words = messageOf(whole, "first-compute-creator");
    for (const service of services) assert(words.includes(service), words);
  });

  it("is not found where it is not played", async () => assert.deepEqual([...toldBy(await audit())], []));

  for (const { id } of steps)
    it(`without ${id} it is told but for what that step shows`, async () => {
      const left = toldBy(await audit([id]));
      const gone = [...toldBy(whole)].filter(each => !left.has(each));
      assert.deepEqual(gone.sort(), (shown[id] ?? []).map(each => each.join(" ")).sort());
      assert.deepEqual(
        [...left].filter(each => !toldBy(whole).has(each)),
        [],
      );
    });
});
