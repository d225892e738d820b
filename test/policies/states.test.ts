import assert from "node:assert/strict";
import type { Level } from "../../catalogue/outcome";
import {
  type ComputeRequest,
  type Extension,
  noFacts,
  type Opaque,
  type Payload,
  type RegionUse,
} from "../../compute/facts";
import { absent, known, type State } from "../../compute/value";
import costlySize from "../../policies/costly-size";
import gpuDriverExtension, { driverExtensions } from "../../policies/gpu-driver-extension";
import miningPayload from "../../policies/mining-payload";
import opaqueTemplate from "../../policies/opaque-template";
import oversizedScaleSet, { instanceLimit } from "../../policies/oversized-scale-set";
import { type AnyPolicy, judge } from "../../policies/policy";
import { quote } from "../../policies/quote";
import gpuSize, { sizeTest } from "../../policies/unapproved-gpu-size";
import unapprovedRegion, { approvedRegions } from "../../policies/unapproved-region";
import vmSize, { vmSizeTest } from "../../policies/unapproved-vm-size";
import unreadableSize from "../../policies/unreadable-size";
import { estateOf, leaf, levels } from "./kit";

/** An order against which no rule has anything to say. */
const request: ComputeRequest = {
  what: "virtual machine",
  type: "Microsoft.Compute/virtualMachines",
  size: known("Standard_D2s_v5", "hardwareProfile.vmSize"),
  sizeAbsent: "unreadable",
  accelerator: absent("gpu"),
  count: absent("capacity"),
  ceiling: absent("maxCount"),
  spot: absent("priority"),
  region: known("westeurope", "location"),
};
const place: RegionUse = { of: "resource", type: request.type, region: known("westeurope", "location") };
const script: Payload = { what: "custom data", kind: "script", text: known("apt-get update", "osProfile.customData") };
const image: Payload = { what: "container image", kind: "image", text: known("nginx:1.27", "containers[0].image") };
const driver: Extension = {
  publisher: known("Microsoft.HpcCompute", "publisher"),
  type: known("NvidiaGpuDriverLinux", "type"),
};

const strict = { regions: ["westeurope"], vmSizes: ["Standard_D*"], maxUsdPerHour: 1 };

/** One row: the level at which a rule speaks for each state of one leaf, whose known value is a fault; `-` for silence. */
type Row = readonly [AnyPolicy, string, object, string, unknown, ...(Level | "-")[]];
const [m, a, _] = ["mandatory", "advisory", "-"] as const;

// An unknown value is judged again at up; what stays unread at up is never a pass, and exactly one rule says so.
const states: readonly State[] = ["known", "unknown", "expression", "hidden", "absent", "malformed"];
/** A malformed value means to every rule what a hidden one does, so it has no column. */
const columnOf = (state: State): number => states.indexOf(state === "malformed" ? "hidden" : state);
// biome-ignore format: a table
const table: readonly Row[] = [
  // policy,           of,                  fact,                                 leaf,          a fault             known unkn. expr. hidden absent
  [gpuSize,            "a machine",         request,                                "size",        "Standard_NC6s_v3", m,    _,    _,    _,     _],
  [gpuSize,            "a machine",         request,                                "accelerator", "V100",             m,    a,    m,    m,     _],
  [vmSize,             "a machine",         request,                                "size",        "Standard_M64s",    m,    _,    _,    _,     _],
  [costlySize,         "a machine",         request,                                "size",        "Standard_M64s",    m,    _,    _,    _,     _],
  [costlySize,         "a dear machine",    { ...request, size: known("Standard_M64s", "x") }, "region", "westeurope",  m,    m,    m,    m,     m],
  [oversizedScaleSet,  "a scale set",       request,                                "count",       11,                 m,    a,    m,    m,     _],
  [oversizedScaleSet,  "a scale set",       request,                                "ceiling",     11,                 m,    a,    m,    m,     _],
  [unapprovedRegion,   "a resource",        place,                                "region",      "japaneast",        m,    a,    m,    m,     _],
  [gpuDriverExtension, "a driver",          driver,                               "type",        "AmdGpuDriverLinux", m,   a,    m,    m,     _],
  [gpuDriverExtension, "a driver",          driver,                               "publisher",   "Microsoft.HpcCompute", m, m,   m,    m,     m],
  [miningPayload,      "a script",          script,                               "text",        "./xmrig",          m,    a,    a,    a,     _],
  [miningPayload,      "an image",          image,                                "text",        "xmrig/xmrig",      m,    _,    _,    _,     _],
  [unreadableSize,    "a machine",         request,                                "size",        "Standard_NC6s_v3", _,    a,    m,    m,     m],
  [unreadableSize,    "a defaulted size",  { ...request, sizeAbsent: "default" },  "size",        "Standard_D2s_v5",  _,    a,    m,    m,     _],
  [unreadableSize,    "a switch",          { ...request, sizeAbsent: "sizeless" }, "size",        "Standard_D2s_v5",  _,    a,    m,    m,     _],
];

const say = (list: readonly Level[]): string => list.join(" and ") || "-";

describe("each state of each leaf", () => {
  for (const [policy, of, fact, name, fault, ...expected] of table)
    for (const state of states) {
      const level = expected[columnOf(state)];
      it(`${policy.id}, ${of}: ${name} ${state} → ${level}`, () => {
        const judged = { ...fact, [name]: leaf(state, fault, name) };
        assert.equal(say(levels(policy, judged, estateOf(strict))), level);
        // an estate that asks for it makes what is decided later a fault at preview, and changes nothing else
        const severe = estateOf({ ...strict, unknownValues: "mandatory" });
        const expectedThere = state === "unknown" && level === "advisory" ? "mandatory" : level;
        assert.equal(say(levels(policy, judged, severe)), expectedThere);
      });
    }

  for (const [policy, of, fact, name, fault, ...expected] of table)
    it(`${policy.id}, ${of}: ${name} chosen by whoever assigns a policy is said at most`, () => {
      const judged = { ...fact, [name]: { state: "assigned", path: name } };
      const level = expected[columnOf("expression")];
      // a dear machine is too dear in any region, and a driver is one whoever published it
      const always = expected[columnOf("known")] === m && expected[columnOf("absent")] === m;
      assert.equal(say(levels(policy, judged, estateOf(strict))), level === m && !always ? a : level, String(fault));
    });

  it("what names an accelerator is a fault, whoever chooses the rest", () => {
    const size = { state: "assigned", hints: ["Standard_NC"], path: "size" } as const;
    assert.deepEqual(levels(gpuSize, { ...request, size }, estateOf(strict)), ["mandatory"]);
  });

  it("a region that cannot be read is only said where no machine follows it", () => {
    for (const [type, expected] of [
      ["Microsoft.Compute/virtualMachines", m],
      ["Microsoft.Resources/resourceGroups", m],
      ["azure-native:resources:ResourceGroup", m],
      ["Microsoft.Network/privateEndpoints", a],
      ["azure-native:network:PrivateEndpoint", a],
    ] as const)
      for (const state of ["expression", "hidden", "malformed"] as const) {
        const judged = { ...place, type, region: leaf(state, "japaneast", "location") };
        assert.equal(say(levels(unapprovedRegion, judged, estateOf(strict))), expected, `${type} ${state}`);
      }
    const elsewhere = { ...place, type: "Microsoft.Network/privateEndpoints", region: known("japaneast", "location") };
    assert.deepEqual(levels(unapprovedRegion, elsewhere, estateOf(strict)), [m]);
  });

  it("regions that may be meant are each judged where a machine follows, and are otherwise said once", () => {
    const estate = estateOf(strict);
    const options = unapprovedRegion.options.parse(unapprovedRegion.fromEstate(estate));
    const said = (type: string, ...names: string[]) => {
      const regions = names.map(
        (name, among): RegionUse => ({
          of: "resource",
          type,
          region: { state: "known", value: name, path: "location", among },
        }),
      );
      return judge(unapprovedRegion, { ...noFacts, regions }, options).map(({ level }) => level ?? m);
    };
    assert.deepEqual(said(request.type, "westeurope", "japaneast", "brazilsouth"), [m, m]);
    assert.deepEqual(said("Microsoft.Network/privateEndpoints", "westeurope", "japaneast", "brazilsouth"), [a]);
    // other clouds have regions of their own, which nobody reaches from this one
    assert.deepEqual(said(request.type, "westeurope", "chinaeast2", "usgovvirginia"), []);
    assert.deepEqual(said(request.type, "westeurope", "nowhere"), [m]);
    assert.deepEqual(levels(unapprovedRegion, { ...place, region: known("chinaeast2", "location") }, estate), [m]);
  });

  it("an unread size is spoken of by one rule alone", () => {
    for (const state of ["unknown", "expression", "hidden", "malformed", "absent"] as const) {
      const judged = { ...request, size: leaf<string>(state, "", "size") };
      const speaking = [gpuSize, vmSize, costlySize, oversizedScaleSet, unreadableSize].filter(
        policy => levels(policy, judged, estateOf(strict)).length > 0,
      );
      assert.deepEqual(speaking, [unreadableSize]);
    }
  });

  it("an unread count does not lose the size beside it", () => {
    const judged = { ...request, count: leaf("unknown", 0, "capacity"), size: known("Standard_ND96asr_v4", "size") };
    assert.deepEqual(levels(gpuSize, judged, estateOf()), ["mandatory"]);
    assert.deepEqual(levels(oversizedScaleSet, judged, estateOf()), ["advisory"]);
  });

  it("an unread count does not lose the ceiling beside it", () => {
    const judged = { ...request, count: leaf("unknown", 0, "capacity"), ceiling: known(100, "maxCount") };
    assert.deepEqual(levels(oversizedScaleSet, judged, estateOf()), ["advisory", "mandatory"]);
  });
});

describe("what is known of an expression", () => {
  const hinted = (...hints: string[]) => ({ ...request, size: { state: "expression", hints, path: "size" } as const });

  it("an accelerator's name in it is a fault", () => {
    for (const hints of [
      ["Standard_N"],
      ["Standard_", "NC6"],
      ["Standard_D2s_v5", "Standard_NC6s_v3"],
      ["standard_pb6s"],
    ])
      assert.deepEqual(levels(gpuSize, hinted(...hints), estateOf()), ["mandatory"], hints.join("|"));
  });

  it("another name, an approved one or none at all is not", () => {
    const approving = estateOf({ gpuSizes: ["Standard_NC4as_T4_v3"] });
    for (const hints of [[], ["Standard_"], ["Standard_D", "_v5"], ["Standard_NC4as_T4_v3"]])
      assert.deepEqual(levels(gpuSize, hinted(...hints), approving), [], hints.join("|"));
  });

  it("a miner in the literal parts of a script is a fault", () => {
    const text = { state: "expression", hints: ["#!/bin/sh\n./xmrig -u ", " -p x"], path: "customData" } as const;
    assert.deepEqual(levels(miningPayload, { ...script, text }, estateOf()), ["mandatory"]);
  });
});

describe("opaque parts", () => {
  const part = (state: Opaque["state"], source?: Opaque["source"]): Opaque => ({
    path: "properties.templateLink",
    why: "the template is linked from outside",
    state,
    ...(source && { source }),
  });
  const trusting = estateOf({
    trustedTemplates: ["https://templates.contoso.com/approved/*", "/subscriptions/*/templateSpecs/base/*"],
  });
  const from = (link: string) => levels(opaqueTemplate, part("linked", known(link, "uri")), trusting);

  it("a miner in a payload is told in plain words, of one thing and of many", () => {
    const told = (what: string, text: Payload["text"]) =>
      judge(miningPayload, { payloads: [{ what, kind: "command", text }] }, miningPayload.fromEstate(estateOf())).map(
        ({ message }) => message,
      );
    const later = leaf("unknown", "", "args");
    assert.deepEqual(told("container's arguments", later), [
      "the container's arguments are decided later, and are judged again at up",
    ]);
    assert.deepEqual(told("start script", later), ["the start script is decided later, and is judged again at up"]);
    assert.deepEqual(told("container's arguments", known("xmrig", "args")), [
      "the container's arguments name the miner xmrig",
    ]);
    const wallet = `4${"8".padEnd(94, "A")}`;
    for (const message of told("command", known(`--user ${wallet}`, "args")))
      assert.doesNotMatch(message, /wallet Monero/);
  });

  it("only one that is decided later may pass at preview", () => {
    for (const state of ["expression", "hidden", "linked", "malformed", "cutOff"] as const)
      assert.deepEqual(levels(opaqueTemplate, part(state), trusting), ["mandatory"], state);
    assert.deepEqual(levels(opaqueTemplate, part("unknown"), trusting), ["advisory"]);
  });

  it("a trusted source passes, in any letter case and with an access token", () => {
    for (const link of [
      "https://templates.contoso.com/approved/network.json",
      "HTTPS://Templates.Contoso.com/approved/network.json?sv=2024&sig=abc",
      "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/a/providers/Microsoft.Resources/templatespecs/base/versions/1",
    ])
      assert.deepEqual(from(link), [], link);
  });

  it("what only looks like it does not", () => {
    for (const link of [
      "https://templates.contoso.com/drafts/network.json",
      "https://templates.contoso.com/approved/../drafts/network.json",
      "https://templates.contoso.com/approved/%2e%2e/drafts/network.json",
      "https://templates.contoso.com/approved/..%2fdrafts/network.json",
      "https://templates.contoso.com/approved/.\n./drafts/network.json",
      "https://templates.contoso.com/approved/%E0%A4%A",
      "https://templates.contoso.com.example.net/approved/network.json",
      "https://templates.contoso.com@example.net/approved/network.json",
      "http://templates.contoso.com/approved/network.json",
      "/subscriptions/x/templateSpecs/base/../other/versions/1",
    ])
      assert.deepEqual(from(link), ["mandatory"], link);
  });

  it("a source that cannot be read is trusted by nobody", () => {
    for (const state of ["unknown", "expression", "hidden", "malformed", "absent"] as const)
      assert.deepEqual(levels(opaqueTemplate, part("linked", leaf(state, "", "uri")), trusting), ["mandatory"]);
  });
});

describe("the estate", () => {
  const nothing = estateOf();

  it("approves no accelerator out of the box, and those that it names", () => {
    assert.deepEqual(sizeTest(nothing).except, []);
    const approving = estateOf({ gpuSizes: ["Standard_NC*_T4_v3", "V100"] });
    const gpu = (size: string) => levels(gpuSize, { ...request, size: known(size, "size") }, approving);
    assert.deepEqual(gpu("STANDARD_NC4AS_T4_V3"), []);
    assert.deepEqual(gpu("Standard_NC6s_v3"), ["mandatory"]);
    const asks = (name: string) => levels(gpuSize, { ...request, accelerator: known(name, "gpu") }, approving);
    assert.deepEqual(asks("V100"), []);
    assert.deepEqual(asks("K80"), ["mandatory"]);
  });

  it("approves no more machines than it says, and in a preview nothing that depends on where it deploys", () => {
    const approving = estateOf({
      gpuSizes: [
        { size: "Standard_NC*_T4_v3", max: 2 },
        { size: "Standard_NV*", in: ["Rendering"] },
        { size: "Standard_ND*", tag: "team=vision" },
      ],
    });
    const t4 = known("Standard_NC4as_T4_v3", "size");
    const gpu = (change: Partial<ComputeRequest>) => levels(gpuSize, { ...request, size: t4, ...change }, approving);
    assert.deepEqual(gpu({}), []);
    assert.deepEqual(gpu({ count: known(2, "capacity") }), []);
    assert.deepEqual(gpu({ count: known(3, "capacity") }), ["mandatory"]);
    assert.deepEqual(gpu({ count: known(1, "capacity"), ceiling: known(3, "maxCount") }), ["mandatory"]);
    for (const state of ["unknown", "expression", "hidden", "malformed"] as const)
      assert.deepEqual(gpu({ count: leaf(state, 1, "capacity") }), ["mandatory"], state);
    assert.deepEqual(gpu({ size: known("Standard_NV6ads_A10_v5", "size") }), ["mandatory"]);
    assert.deepEqual(gpu({ size: known("Standard_ND96isr_H100_v5", "size") }), ["mandatory"]);
    assert.deepEqual(sizeTest(approving).except, ["Standard_NC*_T4_v3"]);
  });

  it("refuses ordinary sizes only once it names some, and never speaks of accelerators there", () => {
    assert.equal(vmSize.level(nothing), "disabled");
    assert.deepEqual(vmSizeTest(nothing), { deny: [], except: [] });
    const machine = (size: string, estate = estateOf(strict)) =>
      levels(vmSize, { ...request, size: known(size, "size") }, estate);
    assert.deepEqual(machine("Standard_M64s", nothing), []);
    assert.deepEqual(machine("Standard_NC6s_v3"), []);
    assert.deepEqual(machine("basic_a4"), ["mandatory"]);
    assert.deepEqual(machine("Consumption"), []);
  });

  it("prices sizes only once it names a limit, and says where a size has no price", () => {
    assert.equal(costlySize.level(nothing), "disabled");
    const machine = (size: string, estate = estateOf(strict)) =>
      levels(costlySize, { ...request, size: known(size, "size") }, estate);
    assert.deepEqual(machine("Standard_M64s", nothing), []);
    assert.deepEqual(machine("Standard_Z1_v9"), ["advisory"]);
  });

  it("without regions it refuses none, and says so once, on the stack", () => {
    assert.equal(approvedRegions(nothing), undefined);
    assert.equal(unapprovedRegion.level(nothing), "advisory");
    assert.equal(unapprovedRegion.level(estateOf(strict)), "mandatory");
    const stack = { ...place, of: "stack", region: absent("") };
    assert.deepEqual(levels(unapprovedRegion, stack, nothing), ["advisory"]);
    assert.deepEqual(levels(unapprovedRegion, stack, estateOf(strict)), []);
    for (const state of states)
      assert.deepEqual(
        levels(unapprovedRegion, { ...place, region: leaf(state, "japaneast", "location") }, nothing),
        [],
      );
  });

  it("reads regions by either name, and has nothing against what stands nowhere", () => {
    const estate = estateOf({ regions: ["West Europe"] });
    assert.deepEqual(approvedRegions(estate), ["westeurope"]);
    for (const name of ["westeurope", "West Europe", "global"])
      assert.deepEqual(levels(unapprovedRegion, { ...place, region: known(name, "location") }, estate), [], name);
  });

  it("sets the instance limit, which is itself allowed", () => {
    assert.equal(instanceLimit(nothing), 10);
    const set = (count: number, estate = nothing) =>
      levels(oversizedScaleSet, { ...request, count: known(count, "n") }, estate);
    assert.deepEqual(set(10), []);
    assert.deepEqual(set(11), ["mandatory"]);
    assert.deepEqual(set(11, estateOf({ maxInstances: 11 })), []);
  });
});

describe("names in messages", () => {
  it("are cut short, stay on one line and carry no control characters", () => {
    assert.equal(quote("Standard_D2s_v5"), "Standard_D2s_v5");
    assert.equal(quote(" West\tEurope\n"), "West Europe");
    assert.equal(quote("\u001b[31mred\u202e"), "[31mred");
    assert.equal(quote("x".repeat(61)), `${"x".repeat(60)}…`);
  });
});

describe("extensions", () => {
  it("each driver is known, in any letter case", () => {
    assert.equal(driverExtensions.length, 4);
    for (const { publisher, type } of driverExtensions) {
      const written = {
        publisher: known(publisher.toUpperCase(), "publisher"),
        type: known(type.toLowerCase(), "type"),
      };
      assert.deepEqual(levels(gpuDriverExtension, written, estateOf()), ["mandatory"]);
    }
  });

  it("a driver is covered by the approved accelerator that it is for, and by no other", () => {
    const approving = estateOf({ gpuSizes: ["Standard_NC*_T4_v3", { size: "Standard_NV*", in: ["Rendering"] }] });
    const on = (...sizes: string[]) =>
      levels(gpuDriverExtension, { ...driver, machines: sizes.map(size => known(size, "size")) }, approving);
    assert.deepEqual(on("standard_nc4as_t4_v3"), []);
    assert.deepEqual(on("Standard_NC4as_T4_v3", "Standard_D2s_v5"), []);
    assert.deepEqual(on("Standard_NC4as_T4_v3", "Standard_NC6s_v3"), ["mandatory"]);
    for (const sizes of [["Standard_D2s_v5"], ["Standard_NC6s_v3"], ["Standard_NV6ads_A10_v5"], []])
      assert.deepEqual(on(...sizes), ["mandatory"], sizes.join());
    const hidden = { ...driver, machines: [known("Standard_NC4as_T4_v3", "a"), leaf("hidden", "", "b")] };
    assert.deepEqual(levels(gpuDriverExtension, hidden, approving), ["mandatory"]);
    assert.deepEqual(levels(gpuDriverExtension, driver, approving), ["mandatory"], "it is not known where it goes");
  });

  it("another publisher's extension, and a run command, are none", () => {
    const other = { ...driver, publisher: known("Contoso.Compute", "publisher") };
    const command = { publisher: absent("publisher"), type: absent("type") };
    for (const extension of [other, command]) assert.deepEqual(levels(gpuDriverExtension, extension, estateOf()), []);
  });
});
