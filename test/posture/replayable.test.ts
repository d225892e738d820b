import assert from "node:assert/strict";
import type { Manifest } from "../../posture/evidence/gathered";
import { gather } from "../../posture/run/gather";
import { unfitFor } from "../../posture/run/replayable";
import { estateOf, guid, manifest as whole } from "./checks-tenant";
import { connectionTo, withTenant } from "./gather-tenant";

/** Evidence is gathered under one estate and may be judged by another, which asks for what was not kept. */

const { decoys: _, ...rest } = whole;
const manifest: Manifest = rest;
const byTag = (...tags: string[]) =>
  estateOf({ gpuSizes: tags.map(tag => ({ size: "Standard_NC24ads_A100_v4", tag })) });
const decoys = [{ subscription: guid(2), principal: guid(301) }];
const looksBack = (historyDays: number) => estateOf({ thresholds: { historyDays, newAfterDays: 3, detectionDays: 3 } });

const cases: readonly (readonly [
  what: string,
  Partial<typeof manifest>,
  estate: ReturnType<typeof estateOf>,
  says?: RegExp,
])[] = [
  ["the defaults", {}, estateOf({})],
  ["a tag that was kept, in other letters", { tagNames: ["Team"] }, byTag("team=vision", "TEAM=ml")],
  ["a tag that was not kept", { tagNames: ["team"] }, byTag("team=vision", "env=lab"), /by the tag env,/],
  ["a tag, where none was kept", {}, byTag("team=vision"), /by the tag team,/],
  ["less of the logs than was read", { historyDays: 30 }, looksBack(7)],
  ["all that was read", { historyDays: 30 }, looksBack(30)],
  ["more of the logs than was read", { historyDays: 7 }, looksBack(30), /looks back 30 days .* holds 7/],
];

describe("evidence that is judged by another estate", () => {
  for (const [what, change, estate, says] of cases)
    it(`${says ? "is refused" : "is judged"}: ${what}`, () => {
      const unfit = unfitFor({ ...manifest, ...change }, estate);
      if (says) assert.match(unfit ?? "", says);
      else assert.equal(unfit, undefined);
    });
  const resumed: readonly (readonly [what: string, Partial<typeof manifest>, wanted: object, says?: RegExp])[] = [
    ["as it was gathered", { tagNames: ["Team"], historyDays: 7 }, { tagNames: ["team"], historyDays: 7 }],
    ["for less", { tagNames: ["team", "env"] }, { tagNames: ["env"], historyDays: 30 }],
    ["for another tag", { tagNames: ["team"] }, { tagNames: ["team", "env"] }, /the tag env of/],
    ["for all of the logs, of which a part was read", { historyDays: 7 }, {}, /holds 7 days .* 90 are wanted/],
    ["with the decoys that it watched", { decoys }, { decoys }],
    [
      "for a decoy that it did not watch",
      {},
      { decoys },
      /holds no traces of the decoy 00000000-0000-0000-0000-000000000002/,
    ],
  ];
  for (const [what, change, wanted, says] of resumed)
    it(`${says ? "is not resumed" : "is resumed"} ${what}`, () =>
      withTenant([], async loopback => {
        const connection = connectionTo(loopback);
        const earlier = await gather({ ...connection, kinds: ["tenant"] });
        const before = loopback.asked.length;
        const resume = { ...earlier, manifest: { ...earlier.manifest, ...change } };
        const again = gather({ ...connection, kinds: ["tenant"], ...wanted, resume });
        if (says) await assert.rejects(again, says);
        else await again;
        assert.equal(loopback.asked.length, before);
      }));
  it("says for how much it was gathered", () =>
    withTenant([], async loopback => {
      const { manifest } = await gather({
        ...connectionTo(loopback),
        kinds: ["tenant"],
        tagNames: ["team"],
        historyDays: 7,
      });
      assert.deepEqual([manifest.tagNames, manifest.historyDays], [["team"], 7]);
    }));
});
