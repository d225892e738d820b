import assert from "node:assert/strict";
import { type Entry, gpuSizesOf, regionsOf, vmSizesOf } from "../../posture/init/approvals";
import type { Use } from "../../posture/init/uses";

const newSince = "2026-11-17T00:00:00Z";
const old = "2026-09-01T00:00:00Z";
const fresh = "2026-11-20T00:00:00Z";
const stolen = "was created by thief@contoso.com, of whom compute-burst tells";

const use = (change: Partial<Use> = {}): Use => ({
  size: "Standard_D2s_v5",
  accelerator: false,
  region: "westeurope",
  subscription: "Contoso Production",
  resource: "web",
  machines: 1,
  isSet: false,
  since: old,
  creators: ["ann@contoso.com"],
  untold: false,
  ...change,
});
const gpu = (change: Partial<Use> = {}): Use => use({ size: "Standard_NC4as_T4_v3", accelerator: true, ...change });
const act = ({ resource, ...rest }: Use): Use => rest;

const approved = (entries: readonly Entry[]) => entries.filter(each => each.approved).map(({ yaml }) => yaml);
const held = (entries: readonly Entry[]) => entries.filter(each => !each.approved);

describe("what a first estate approves of what is in use", () => {
  const regions: readonly (readonly [what: string, uses: readonly Use[], approved: readonly string[], why?: RegExp])[] =
    [
      ["a region in use", [use()], ["westeurope"]],
      ["a region where nobody knows who created what stands", [use({ creators: [], untold: true })], ["westeurope"]],
      ["a region in which a thief stands beside others", [use(), use({ against: stolen })], ["westeurope"]],
      [
        "a region in which a thief stands alone",
        [use({ against: stolen })],
        [],
        /not approved, for web was created by thief/,
      ],
      [
        "a region in which a thief stands beside what nobody created",
        [use({ against: stolen }), use({ creators: [], untold: true })],
        [],
        /thief/,
      ],
      ["a region of the last days", [use({ since: fresh })], [], /in the last days for the first time/],
      ["a region of which the day is not known", [(({ since, ...rest }) => rest)(use())], ["westeurope"]],
      ["a region that no table knows", [use({ region: "atlantis" })], [], /no table of this version knows it/],
    ];
  for (const [what, uses, expected, why] of regions)
    it(`${expected.length > 0 ? "approves" : "leaves out"} ${what}`, () => {
      const entries = regionsOf(uses, newSince);
      assert.deepEqual(approved(entries), expected);
      if (why) assert.match(held(entries)[0]!.why, why);
    });

  const ordinary: readonly (readonly [what: string, uses: readonly Use[], approved: readonly string[]])[] = [
    // Standard_D*s_v5 fits Standard_D2as_v5 too, and Standard_B*ms no other family
    ["a size whose pattern would fit other families", [use()], ["Standard_D2s_v5"]],
    ["a family", [use({ size: "Standard_B2ms" }), use({ size: "Standard_B4ms" })], ["Standard_B*ms"]],
    ["a size that an act of the log names", [act(use())], ["Standard_D2s_v5"]],
    ["a size of a thief alone", [use({ against: stolen })], []],
    ["no accelerator", [gpu()], []],
    ["a size that is none", [use({ size: "huge: [" })], []],
  ];
  for (const [what, uses, expected] of ordinary)
    it(`approves among ordinary sizes: ${what}`, () => assert.deepEqual(approved(vmSizesOf(uses)), expected));

  const accelerators: readonly (readonly [
    what: string,
    uses: readonly Use[],
    approved: readonly string[],
    why?: RegExp,
  ])[] = [
    ["one that stands", [gpu()], ["{size: Standard_NC4as_T4_v3, max: 1}"]],
    [
      "as many as stand, a set at its ceiling",
      [gpu(), gpu({ resource: "set", machines: 5, isSet: true })],
      ["{size: Standard_NC4as_T4_v3, max: 6}"],
    ],
    ["one of which the number is not known", [(({ machines, ...rest }) => rest)(gpu())], ["Standard_NC4as_T4_v3"]],
    [
      "one beside a thief's, for its own number alone",
      [gpu(), gpu({ resource: "mine", machines: 8, against: stolen })],
      ["{size: Standard_NC4as_T4_v3, max: 1}"],
    ],
    ["one of a thief", [gpu({ against: stolen })], [], /thief/],
    ["one of nobody", [gpu({ creators: [], untold: true })], [], /nothing tells who created it/],
    ["one that is gone", [act(gpu())], [], /none stands now/],
    ["what has no size, by its own name", [gpu({ size: "AKS Automatic" })], ['{size: "AKS Automatic", max: 1}']],
  ];
  for (const [what, uses, expected, why] of accelerators)
    it(`${expected.length > 0 ? "approves" : "leaves out"} of accelerators ${what}`, () => {
      const entries = gpuSizesOf(uses);
      assert.deepEqual(approved(entries), expected);
      if (why) assert.match(held(entries)[0]!.why, why);
    });
});
