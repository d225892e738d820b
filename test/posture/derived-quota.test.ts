import assert from "node:assert/strict";
import { usdPerHour } from "../../catalogue/prices";
import type { Evidence } from "../../posture/evidence/all";
import type { MlQuota } from "../../posture/evidence/ml-quota";
import {
  type Amount,
  atMost,
  exactly,
  figure,
  inPart,
  mostFirst,
  orLess,
  total,
  unknownAmount,
} from "../../posture/facts/amount";
import { amountWords, purchases, usd } from "../../posture/report-text";
import {
  assignment,
  denied,
  type Gaps,
  guid,
  healthy,
  membership,
  quota,
  type Rows,
  registration,
  roleIds,
  user,
} from "./checks-tenant";
import { derived } from "./derived-kit";

const price = (size: string) => usdPerHour(size, "westeurope")! * 24;
/** All of it was read, and it is so much. */
const near = (actual: Amount | undefined, expected: number) =>
  assert(
    actual?.is === "exact" && Math.abs(actual.value - expected) < 0.02,
    `${JSON.stringify(actual)} is not ${expected}`,
  );
const quotaIn = (region: string) => quota("cores", 10, 10, region);
const idle = (rows: Rows["quota"]) => derived({ quota: rows })("idleQuota").value;

describe("idle quota", () => {
  it("buys as many machines as fit, and no fraction of one", () => {
    // NC24ads is the smallest of its family: 24 vCPUs and one A100
    const [row] = idle([quota("StandardNCADSA100v4Family", 10, 60)]);
    assert.equal(row?.free, 50);
    const { usdPerDay, ...best } = row!.best!;
    assert.deepEqual(best, { size: "Standard_NC48ads_A100_v4", count: 1, vCpus: 48, gpus: exactly(2) });
    near(usdPerDay, price("Standard_NC48ads_A100_v4"));
  });
  it("is bounded by what is left of the region", () => {
    const rows = idle([quota("Cores", 70, 100), quota("StandardNCADSA100v4Family", 0, 60)]);
    assert.deepEqual(
      rows.map(({ free, regionFree, best }) => [free, regionFree, best?.gpus]),
      [[30, 30, exactly(1)]],
    );
  });
  it("of the spot pool is bounded by nothing else", () => {
    const [row] = idle([quota("cores", 100, 100), quota("lowPriorityCores", 4, 100)]);
    assert.deepEqual([row?.pool, row?.free, row?.accelerator, row?.approved], ["spot", 96, true, "no"]);
    const [small] = idle([quota("lowPriorityCores", 0, 24)]);
    assert.notDeepEqual(small?.best?.gpus, exactly(0), "it is told as accelerators, be other machines dearer");
  });
  it("tells a shared accelerator as a part of one", () =>
    assert.deepEqual(idle([quota("StandardNVADSA10v5Family", 0, 6)])[0]?.best?.gpus, exactly(0.17)));
  it("leaves out limits on other things, and what is used up", () =>
    assert.deepEqual(
      idle([
        quota("virtualMachines", 0, 25000),
        quota("availabilitySets", 0, 2500),
        quota("standardDSv5Family", 10, 10),
        quota("cores", 0, 10),
      ]),
      [],
    ));
  it("without a limit is bounded by the region; without any, it is not known what it buys", () => {
    assert.equal(idle([quota("cores", 0, 8), quota("standardDSv5Family", 0, -1)])[0]?.free, 8);
    const { value, gaps } = derived({ quota: [quota("standardDSv5Family", 0, -1)] })("idleQuota");
    assert.deepEqual([value.map(row => [row.boundless, row.best]), gaps], [[[true, undefined]], []]);
  });
  it("of each region counts alone", () => {
    const rows = idle([
      quota("cores", 100, 100, "northeurope"),
      quota("StandardNCADSA100v4Family", 0, 24, "West Europe"),
    ]);
    assert.deepEqual(
      rows.map(({ region, free }) => [region, free]),
      [["westeurope", 24]],
    );
  });
});

describe("what is sold", () => {
  const bought = (...rows: Rows["quota"]) => idle(rows).map(({ name, best }) => [name, best?.size]);
  it("a size without a price in a region of the table is not sold there", () => {
    // ND96isr_H100_v5 is priced in West Europe and not in Austria East, which prices no GPU size
    assert.deepEqual(bought(quota("standardNDSH100v5Family", 0, 96, "austriaeast")), []);
    assert.equal(bought(quota("standardNDSH100v5Family", 0, 96)).length, 1);
  });
  it("nothing of a family that is newer than the tables, where no GPU is sold", () => {
    assert.deepEqual(bought(quota("standardNDSZ900v9Family", 0, 96, "austriaeast")), []);
    assert.deepEqual(bought(quota("standardNDSZ900v9Family", 0, 96)), [["standardNDSZ900v9Family", undefined]]);
  });
  it("a family that is newer than the tables is not taken for the sizes of which no family is known", () => {
    assert.deepEqual(
      idle([quota("standardZv9Family", 0, 400)]).map(({ free, best }) => [free, best]),
      [[400, undefined]],
    );
  });
  it("is the same in whatever words a service ends the family's name", () => {
    const worth = (name: string) => derived({ quota: [quota(name, 0, 400)] })("blastRadius").value[0]?.usdPerDay;
    assert.deepEqual(worth("Standard DSv5 Family vCPUs"), worth("standardDSv5Family"));
    assert.equal(worth("standardDSv5Family")?.is, "exact");
    assert.equal(idle([quota("standardZv9Family vCPUs", 0, 400)]).length, 1);
  });
  it("quota that is too small for the smallest size buys nothing", () => {
    assert.deepEqual(bought(quota("StandardNCADSA100v4Family", 0, 23)), []);
    assert.deepEqual(bought(quota("StandardNCADSA100v4Family", 0, 24)).length, 1);
  });
  it("a family that has ended buys nothing from that day on", () => {
    const v100 = [quota("standardNCSv3Family", 0, 24)];
    const on = (collectedAt: string) =>
      derived({ quota: v100 }, {}, undefined, { collectedAt })("idleQuota").value.length;
    assert.deepEqual([on("2025-09-29T23:59:59Z"), on("2025-09-30T00:00:00Z")], [1, 0]);
    // the end of NVv3 and NVv4 came a year later
    assert.deepEqual(bought(quota("standardNVSv4Family", 0, 32)), []);
  });
  it("the spot pool buys no GPU where none is sold, and no size that is never a spot machine", () => {
    const [row] = idle([quota("lowPriorityCores", 0, 100, "brazilsoutheast")]);
    assert.deepEqual([row?.accelerator, row?.best?.gpus], [false, exactly(0)]);
  });
  it("what it costs in a region without prices is not known; other regions say how much it may be", () => {
    const [row] = idle([quota("StandardNCADSA100v4Family", 0, 24, "usgovvirginia")]);
    assert.deepEqual(row?.best?.usdPerDay, unknownAmount);
    assert.equal(row?.best?.usdPerDayElsewhere?.is, "exact");
  });
});

describe("what Compute says that it sells to a subscription", () => {
  const sells = (sizes: readonly string[], more: Partial<Evidence["soldSizes"]> = {}): Evidence["soldSizes"] => ({
    subscription: guid(1),
    region: "westeurope",
    sizes,
    notSpot: [],
    families: [],
    ...more,
  });
  const a100 = quota("StandardNCADSA100v4Family", 0, 96);
  const bought = (rows: Rows["quota"], ...soldSizes: Rows["soldSizes"]) =>
    derived({ quota: rows, soldSizes })("idleQuota").value.map(({ best, listed }) => [best?.size, best?.count, listed]);
  const radius = (rows: Rows["quota"], ...soldSizes: Rows["soldSizes"]) =>
    derived({ quota: rows, soldSizes })("blastRadius").value[0]!;

  it("decides, and not the prices of the region: quota of a size that is not sold buys nothing", () => {
    assert.deepEqual(bought([a100], sells(["Standard_D2s_v5"])), []);
    assert.deepEqual(radius([a100], sells(["Standard_D2s_v5"])).usdPerDay, exactly(0));
    // the smallest alone: four of them, in place of the dearest that fits
    assert.deepEqual(bought([a100], sells(["Standard_NC24ads_A100_v4"])), [["Standard_NC24ads_A100_v4", 4, true]]);
  });
  it("decides for that subscription and that region alone", () => {
    const elsewhere = [sells([], { subscription: guid(2) }), sells([], { region: "northeurope" })];
    assert.deepEqual(bought([a100], ...elsewhere), [["Standard_NC96ads_A100_v4", 1, false]]);
    assert.deepEqual(bought([a100], sells(["Standard_D2s_v5"], { region: "West Europe" })), []);
  });
  it("sells what has no price there, at a price that is not known", () => {
    // no GPU size has a price in Austria East
    const there = quota("StandardNCADSA100v4Family", 0, 24, "austriaeast");
    const list = sells(["Standard_NC24ads_A100_v4"], { region: "austriaeast" });
    assert.deepEqual(bought([there], list), [["Standard_NC24ads_A100_v4", 1, true]]);
    const { usdPerDay, gpus } = radius([there], list);
    assert.deepEqual([usdPerDay, gpus], [unknownAmount, exactly(1)]);
  });
  it("bounds the spot pool only where each machine has a price", () => {
    const pool = quota("lowPriorityCores", 0, 120, "brazilsouth");
    const spot = (...sizes: string[]) => radius([pool], sells(sizes, { region: "brazilsouth" })).spotUsdPerDay;
    assert.equal(spot("Standard_NC24ads_A100_v4").is, "atMost");
    // ND96isr_H100_v5 has no price in Brazil South
    assert.deepEqual(spot("Standard_NC24ads_A100_v4", "Standard_ND96isr_H100_v5"), unknownAmount);
  });
  it("tells the GPUs in a region without prices", () => {
    const there = quota("StandardNCADSA100v4Family", 0, 24, "usgovvirginia");
    const { usdPerDay, gpus } = radius([there], sells(["standard_nc24ads_a100_V4"], { region: "usgovvirginia" }));
    assert.deepEqual([usdPerDay, gpus], [unknownAmount, exactly(1)]);
  });
  it("tells of families, and of sizes of known families, that are newer than the tables", () => {
    const newer = quota("standardNDSZ900v9Family", 0, 96);
    assert.deepEqual(bought([newer], sells(["Standard_D2s_v5"])), []);
    const families = ["standardndsz900v9family", "standardncadsa100v4family"];
    assert.deepEqual(bought([newer], sells(["Standard_ND96sz9_v9"], { families })), [[undefined, undefined, true]]);
    assert.deepEqual(bought([a100], sells(["Standard_NC7_A100_v4"], { families })), [[undefined, undefined, true]]);
    assert.equal(radius([a100], sells(["Standard_NC7_A100_v4"], { families })).usdPerDay.is, "unknown");
  });
  it("sells nothing of a family that has ended, whatever the list says", () => {
    const ended = sells(["Standard_NV4as_v4"], { families: ["standardnvsv4family"] });
    assert.deepEqual(bought([quota("standardNVSv4Family", 0, 32)], ended), []);
  });
  it("says which are no spot machines", () => {
    const pool = quota("lowPriorityCores", 0, 350);
    const one = sells(["Standard_NC24ads_A100_v4", "Standard_D2s_v5"], { notSpot: ["Standard_NC24ads_A100_v4"] });
    const [row] = derived({ quota: [pool], soldSizes: [one] })("idleQuota").value;
    assert.deepEqual([row?.accelerator, row?.best?.size], [false, "Standard_D2s_v5"]);
  });
  it("was not read: prices tell, and nothing becomes unknown of it", () => {
    const gaps = { soldSizes: [denied("sizes", [guid(1)])] };
    const without = derived({ quota: [a100] }, gaps);
    assert.deepEqual(without("idleQuota").gaps, []);
    assert.equal(without("blastRadius").value[0]?.usdPerDay.is, "exact");
    assert.match(
      purchases(without("idleQuota").value).join(),
      /per day at list prices; if it is sold to this subscription$/,
    );
  });
  it("says nothing of Azure Machine Learning, whose machines run in a subscription of the service", () => {
    const mlQuota = [
      {
        subscription: guid(1),
        region: "westeurope",
        pool: "family",
        name: "Standard NCASv3_T4 Family Cluster Dedicated vCPUs",
        used: 0,
        limit: 64,
      } as const,
    ];
    assert.equal(derived({ mlQuota, soldSizes: [sells(["Standard_D2s_v5"])] })("idleMlQuota").value.length, 1);
  });
});

describe("shared limits and caps", () => {
  const limit = (
    is: Rows["sharedLimits"][number]["is"],
    name: string,
    change: Partial<Rows["sharedLimits"][number]> = {},
  ): Rows["sharedLimits"][number] => ({ subscription: guid(1), region: "westeurope", is, name, ...change });
  const h100 = quota("standardNDSH100v5Family", 0, 192);
  const free = (...sharedLimits: Rows["sharedLimits"]) =>
    derived({ quota: [h100], sharedLimits })("idleQuota").value.map(row => row.free);
  const cap = (cap: number, change: Partial<Rows["sharedLimits"][number]> = {}) =>
    limit("cap", "Standard NDSH100v5 Family", { cap, ...change });

  it("a cap of nothing takes idle quota away, and a cap bounds it", () => {
    assert.deepEqual(free(cap(0)), []);
    assert.deepEqual(free(cap(100)), [100]);
    assert.deepEqual(free(cap(500)), [192], "a cap gives nothing that the limit does not");
    const used = derived({ quota: [quota("standardNDSH100v5Family", 96, 192)], sharedLimits: [cap(96)] });
    assert.deepEqual(used("idleQuota").value, []);
  });
  it("a cap bounds a family without a limit", () =>
    assert.deepEqual(
      derived({ quota: [quota("standardNDSH100v5Family", 0, -1)], sharedLimits: [cap(96)] })("idleQuota").value.map(
        row => row.free,
      ),
      [96],
    ));
  it("a cap holds for its subscription, region and family alone", () =>
    assert.deepEqual(
      free(
        cap(0, { subscription: guid(2) }),
        cap(0, { region: "northeurope" }),
        limit("cap", "StandardNVADSA10v5Family", { cap: 0 }),
      ),
      [192],
    ));
  const burnt = (sharedLimits: Rows["sharedLimits"], gaps: Gaps = {}) => {
    const { usdPerDay, spotUsdPerDay, unread } = derived({ quota: [h100], sharedLimits }, gaps)("blastRadius")
      .value[0]!;
    const isShort = unread.some(what => what.startsWith("shared"));
    assert.deepEqual(spotUsdPerDay, isShort ? unknownAmount : exactly(0), "no cap is on the spot pool");
    return [usdPerDay.is, unread];
  };
  const host = { subscription: guid(2) };
  it("a guest may spend more than its own: at least", () => {
    const guest = limit("guest", guid(1), host);
    const shared = limit("shared", "standardNDSH100v5Family", host);
    assert.deepEqual(burnt([guest, shared]), ["atLeast", ["shared limits of 1 of 1 subscriptions"]]);
    assert.deepEqual(burnt([guest]), ["exact", []], "nothing is shared yet");
    assert.deepEqual(burnt([limit("guest", guid(2)), limit("shared", "standardNDSH100v5Family")]), ["exact", []]);
  });
  it("that were not read leave no more than the limits, and the quota a fault", () => {
    const gaps: Gaps = { sharedLimits: [denied("shared limits", [guid(1)])] };
    assert.deepEqual(burnt([], gaps), ["atMost", ["caps on quota of 1 of 1 subscriptions"]]);
    assert.deepEqual(burnt([], { sharedLimits: [denied("shared limits", [guid(2)])] }), ["exact", []]);
    const guest = [limit("guest", guid(1), host), limit("shared", "standardNDSH100v5Family", host)];
    assert.equal(burnt(guest, gaps)[0], "unknown", "more of another's, less of its own");
    assert.deepEqual(derived({ quota: [h100] }, gaps)("idleQuota").gaps, []);
  });
  it("that were not read of one subscription take nothing from what others would buy at least", () => {
    const usd = (gaps: Gaps, quotas: Rows["quota"] = [h100, { ...h100, subscription: guid(2) }]) =>
      derived({ roleAssignments: [assignment(511, 101, roleIds.contributor, "/")], quota: quotas }, gaps)("tenantBlast")
        .value.usdPerDay;
    const alone = usd({}, [h100]);
    assert.equal(alone.is, "atLeast", "of services that were not read nothing is known");
    assert.deepEqual(usd({ sharedLimits: [denied("shared limits", [guid(2)])] }), alone);
    assert.deepEqual(usd({ sharedLimits: [denied("shared limits")] }), unknownAmount);
  });
});

describe("amounts", () => {
  it("of a part that was not read are at least the rest, and never nothing", () => {
    assert.deepEqual(total([exactly(1.01), exactly(2)]), { is: "exact", value: 3.01 });
    assert.deepEqual(total([]), { is: "exact", value: 0 });
    assert.deepEqual(inPart(exactly(2)), { is: "atLeast", value: 2 });
    assert.deepEqual(inPart(exactly(0)), unknownAmount);
    assert.deepEqual(total([{ is: "atLeast", value: 2 }, exactly(3)]), { is: "atLeast", value: 5 });
  });
  it("that are upper bounds bound nothing beside a part that was not read", () => {
    assert.deepEqual(total([atMost(2), exactly(1)]), { is: "atMost", value: 3 });
    assert.deepEqual(total([atMost(2), unknownAmount]), unknownAmount);
    assert.deepEqual(total([atMost(2), exactly(3), unknownAmount]), { is: "atLeast", value: 3 }, "what is sure stays");
    assert.deepEqual(total([{ is: "atLeast", value: 2 }, atMost(1)]), { is: "atLeast", value: 2 });
    assert.deepEqual(atMost(0), exactly(0));
  });
  it("that something may lower which was not read are at most that, and not known where more was not read", () => {
    assert.deepEqual(orLess(exactly(2)), { is: "atMost", value: 2 });
    assert.deepEqual(orLess(exactly(0)), exactly(0));
    assert.deepEqual(orLess({ is: "atLeast", value: 2 }), unknownAmount);
    assert.deepEqual(orLess(atMost(2)), { is: "atMost", value: 2 });
    assert.deepEqual(inPart(orLess(exactly(2))), unknownAmount);
  });
  it("are ordered from the most to the least, with what is not known before nothing", () => {
    const sorted = [exactly(0), unknownAmount, exactly(5), { is: "atLeast", value: 5 } as const, exactly(9)].sort(
      mostFirst,
    );
    assert.deepEqual(
      sorted.map(amount => amountWords(amount, usd)),
      ["$9", "at least $5", "$5", "not known", "$0"],
    );
  });
});

describe("blast radius", () => {
  const gpus = [quota("cores", 0, 30), quota("StandardNCADSA100v4Family", 0, 48), quota("standardDSv5Family", 0, 10)];
  const radius = (change: Partial<Rows>) => derived({ quota: gpus, ...change })("blastRadius").value;

  it("spends the region's total on the dearest vCPUs first", () => {
    // 30 vCPUs: one NC24ads (24), then 6 vCPUs of DSv5: one D4s_v5 and one D2s_v5, or three D2s_v5, at one price
    const [ann] = radius({});
    assert.deepEqual(
      [ann?.principal.id, ann?.gpus, ann?.vCpus, ann?.subscriptions],
      [guid(101), exactly(1), exactly(30), [guid(1)]],
    );
    near(ann?.usdPerDay, price("Standard_NC24ads_A100_v4") + 3 * price("Standard_D2s_v5"));
  });
  it("tells what spot machines would cost apart, and as an upper bound", () => {
    const [ann] = radius({ quota: [...gpus, quota("lowPriorityCores", 0, 24)] });
    assert.equal(ann?.usdPerDay.is, "exact");
    assert.equal(ann?.spotUsdPerDay.is, "atMost");
    assert.deepEqual(radius({})[0]?.spotUsdPerDay, exactly(0));
  });
  it("says that spot capacity of which no price is known is left out of that bound", () => {
    const [ann] = radius({
      quota: [quota("lowPriorityCores", 0, 24), quota("lowPriorityCores", 0, 24, "usgovvirginia")],
    });
    assert.deepEqual([ann?.spotUsdPerDay, ann?.unread], [unknownAmount, ["spot capacity of which no price is known"]]);
    assert.deepEqual(radius({ quota: [quota("lowPriorityCores", 0, 24)] })[0]?.unread, []);
  });
  const unread = (gaps: Gaps, change: Partial<Rows> = {}) =>
    derived({ quota: gpus, ...change }, gaps)("blastRadius").value[0]!;
  it("is at least what was read, where a part of the quota or of the rights was not", () => {
    const one = unread({ quota: [denied("quota", [guid(1)])] });
    assert.deepEqual([one.usdPerDay.is, one.gpus], ["atLeast", { is: "atLeast", value: 1 }]);
    assert.deepEqual(one.unread, ["compute quota of 1 of 1 subscriptions"]);
    assert.equal(unread({ quota: [denied("quota", [guid(2)])] }).usdPerDay.is, "exact");
    assert.equal(unread({ quota: [denied("quota")] }).usdPerDay.is, "atLeast");
    assert.equal(unread({ memberships: [denied("members")] }).usdPerDay.is, "atLeast");
    const nothing = unread({ quota: [denied("quota", [guid(1)])] }, { quota: [] });
    assert.deepEqual([nothing.usdPerDay, nothing.gpus, nothing.vCpus], [unknownAmount, unknownAmount, unknownAmount]);
  });
  it("is at least what is proved to be reached, where it was not read what is below a management group", () => {
    const online = assignment(
      514,
      101,
      roleIds.vmContributor,
      "/providers/Microsoft.Management/managementGroups/online",
    );
    const both = { quota: [...gpus, quota("StandardNCADSA100v4Family", 0, 24, "westeurope", guid(2))] };
    const one = unread({}, { ...both, roleAssignments: [...healthy.roleAssignments, online] });
    assert.deepEqual([one.gpus, one.subscriptions], [{ is: "atLeast", value: 1 }, [guid(1)]]);
    const none = unread({}, { ...both, roleAssignments: [online] });
    assert.deepEqual([none.gpus, none.usdPerDay, none.subscriptions], [unknownAmount, unknownAmount, []]);
    const subscriptions = healthy.subscriptions.map(row => ({ ...row, managementGroups: ["online"] }));
    assert.deepEqual(unread({}, { ...both, subscriptions, roleAssignments: [online] }).gpus, exactly(2));
  });
  it("is nothing, and that for certain, in a subscription that takes no requests", () => {
    const subscriptions = healthy.subscriptions.map(row => ({ ...row, state: "Warned" }));
    const atRoot = [assignment(513, 101, roleIds.vmContributor, "/")];
    assert.deepEqual(unread({}, { subscriptions, quota: [], roleAssignments: atRoot }).usdPerDay, exactly(0));
    assert.deepEqual(radius({ subscriptions }), [], "who holds a right in such ones alone");
  });
  it("is nothing, and that for certain, in a subscription that takes no requests, beside one that does", () => {
    const both = [
      healthy.roleAssignments[0]!,
      assignment(513, 101, roleIds.vmContributor, `/subscriptions/${guid(2)}`),
    ];
    const subscriptions = healthy.subscriptions.map((row, n) => ({ ...row, state: ["Enabled", "Warned"][n]! }));
    const [ann] = radius({ subscriptions, roleAssignments: both });
    assert.deepEqual([ann?.gpus, ann?.unread], [exactly(1), []]);
    // another service could be used only where nothing can
    const contributor = assignment(513, 101, roleIds.contributor, `/subscriptions/${guid(2)}`);
    assert.deepEqual(radius({ subscriptions, roleAssignments: [both[0]!, contributor] })[0]?.unread, []);
  });
  it("is at least what the compute quota buys, for whoever may use a service with a quota of its own", () => {
    const [ann] = radius({ roleAssignments: [assignment(513, 101, roleIds.contributor)] });
    assert.equal(ann?.usdPerDay.is, "atLeast");
    assert.match(ann!.unread.join(), /^quota of .* and \d+ more$/);
  });
  it("is nothing where the compute quota was read whole and has no row, as its checks say", () => {
    const [ann] = radius({ quota: [] });
    assert.deepEqual([ann?.usdPerDay, ann?.vCpus, ann?.unread], [exactly(0), exactly(0), []]);
    const [either] = radius({ quota: [], roleAssignments: [assignment(513, 101, roleIds.contributor)] });
    assert.deepEqual(either?.usdPerDay, unknownAmount);
    assert.doesNotMatch(either!.unread.join(), /compute quota/);
    const gap = unread({ quota: [denied("quota", [guid(1)])] }, { quota: [] });
    assert.deepEqual(gap.unread, ["compute quota of 1 of 1 subscriptions"]);
  });
  it("is known beside a spot pool that has no limit, of which alone it is not", () => {
    const cards = [quota("cores", 90, 100), quota("standardDSv5Family", 8, 10)];
    const [known] = radius({ quota: [...cards, quota("lowPriorityCores", 0, 0)] });
    const [ann] = radius({ quota: [...cards, quota("lowPriorityCores", 0, -1)] });
    assert.deepEqual([ann?.usdPerDay, ann?.usdPerDay.is], [known?.usdPerDay, "exact"]);
    assert.deepEqual([ann?.spotUsdPerDay, ann?.gpus], [unknownAmount, unknownAmount]);
    assert.deepEqual([ann?.vCpus, ann?.unread.length], [{ is: "atLeast", value: 2 }, 1]);
  });
  it("is at least the rest beside a family that has no limit, or that is newer than the tables", () => {
    for (const row of [quota("standardEv5Family", 0, -1, "northeurope"), quota("standardNDSZ900v9Family", 0, 96)]) {
      const [ann] = radius({ quota: [quota("StandardNCADSA100v4Family", 0, 48), row] });
      assert.deepEqual([ann?.usdPerDay.is, ann?.gpus], ["atLeast", { is: "atLeast", value: 2 }], row.name);
    }
  });
  it("beside an ordinary family that is newer than the tables knows the GPUs and what spot machines cost", () => {
    const [ann] = radius({ quota: [...gpus, quota("standardZv9Family", 0, 400), quota("lowPriorityCores", 0, 4)] });
    const [without] = radius({ quota: [...gpus, quota("lowPriorityCores", 0, 4)] });
    assert.deepEqual([ann?.usdPerDay.is, ann?.vCpus.is], ["atLeast", "atLeast"]);
    assert.deepEqual([ann?.gpus, ann?.spotUsdPerDay], [without?.gpus, without?.spotUsdPerDay]);
    const alone = radius({ quota: [quota("standardZv9Family", 0, 400)] });
    assert.deepEqual([alone[0]?.usdPerDay, alone[0]?.gpus], [unknownAmount, exactly(0)], "never nothing");
  });
  it("in a region without prices leaves the money open, and not the vCPUs", () => {
    const [ann] = radius({ quota: [quota("StandardNCADSA100v4Family", 0, 24, "usgovvirginia")] });
    assert.deepEqual([ann?.usdPerDay, ann?.gpus, ann?.vCpus], [unknownAmount, unknownAmount, exactly(24)]);
  });
  describe("by Azure Machine Learning, whose quota stands apart", () => {
    const trainer = {
      ...healthy.roleDefinitions[0]!,
      id: guid(401),
      permissions: [{ actions: ["Microsoft.MachineLearningServices/workspaces/computes/write"], notActions: [] }],
    };
    const train = { roleDefinitions: [trainer], roleAssignments: [assignment(513, 101, guid(401))] };
    const ml = (pool: MlQuota["pool"], used: number, limit: number, n = 1): MlQuota => ({
      subscription: guid(n),
      region: "westeurope",
      pool,
      name: pool === "family" ? "Standard NCASv3_T4 Family Cluster Dedicated vCPUs" : pool,
      used,
      limit,
    });
    const t4s = [ml("total", 16, 24), ml("family", 0, 64)];

    it("is what that quota buys, under its own total, whatever the compute quota is", () => {
      const [ann] = radius({ ...train, mlQuota: t4s });
      // 8 vCPUs are left of the total: NC8as_T4_v3, or two of NC4as_T4_v3, which cost more
      assert.deepEqual([ann?.vCpus, ann?.gpus, ann?.unread], [exactly(8), exactly(2), []]);
      near(ann?.usdPerDay, 2 * price("Standard_NC4as_T4_v3"));
    });
    it("counts its spot pool apart", () => {
      const [ann] = radius({ ...train, mlQuota: [...t4s, ml("lowPriority", 0, 100)] });
      assert.equal(ann?.spotUsdPerDay.is, "atMost");
    });
    it("is not known where the quota was not read", () => {
      const [none] = radius(train);
      assert.deepEqual(
        [none?.usdPerDay, none?.unread],
        [unknownAmount, ["quota of Azure Machine Learning of 1 of 1 subscriptions"]],
      );
      const [elsewhere] = radius({ ...train, mlQuota: t4s.map(row => ({ ...row, subscription: guid(2) })) });
      assert.deepEqual(elsewhere?.usdPerDay, unknownAmount);
      const torn = unread({ mlQuota: [denied("quota of ML", [guid(1)])] }, { ...train, mlQuota: t4s });
      assert.equal(torn.usdPerDay.is, "atLeast");
    });
    it("is beside the compute quota of whoever may use both", () => {
      const roleDefinitions = [
        {
          ...trainer,
          permissions: [
            ...trainer.permissions,
            { actions: ["Microsoft.Compute/virtualMachines/write"], notActions: [] },
          ],
        },
      ];
      const [ann] = radius({ ...train, roleDefinitions, mlQuota: t4s });
      assert.deepEqual([ann?.vCpus, ann?.gpus], [exactly(38), exactly(3)]);
    });
  });
  describe("by Batch, whose accounts have quotas of their own", () => {
    const pooler = {
      ...healthy.roleDefinitions[0]!,
      id: guid(401),
      permissions: [{ actions: ["Microsoft.Batch/batchAccounts/pools/write"], notActions: [] }],
    };
    const pools = { roleDefinitions: [pooler], roleAssignments: [assignment(513, 101, guid(401))] };
    const batch = (
      account: string,
      pool: Rows["batchQuota"][number]["pool"],
      used: number,
      limit: number,
    ): Rows["batchQuota"][number] => ({
      subscription: guid(1),
      region: "westeurope",
      account: `/subscriptions/${guid(1)}/resourceGroups/rg/providers/Microsoft.Batch/batchAccounts/${account}`,
      pool,
      name: pool === "family" ? "standardNCASv3_T4 Family" : pool,
      used,
      limit,
    });
    const region = (used: number, limit: number, at = "westeurope"): Rows["batchQuota"][number] => ({
      subscription: guid(1),
      region: at,
      pool: "accounts",
      name: "accounts",
      used,
      limit,
    });
    const t4s = [batch("b1", "total", 16, 24), batch("b1", "family", 0, 64)];

    it("is what each account's limits buy, whatever the compute quota is", () => {
      const two = [...t4s, batch("b2", "total", 0, 4), batch("b2", "family", 0, 64), region(2, 2)];
      const [ann] = radius({ ...pools, batchQuota: two });
      // 8 vCPUs are left of the one, 4 of the other: three of NC4as_T4_v3
      assert.deepEqual([ann?.vCpus, ann?.gpus, ann?.unread], [exactly(12), exactly(3), []]);
      near(ann?.usdPerDay, 3 * price("Standard_NC4as_T4_v3"));
    });
    it("is at least that where there may be further accounts, in this region or another", () => {
      const open = ["quota of further Batch accounts of 1 of 1 subscriptions"];
      for (const [quota, ...limits] of [
        [gpus, region(1, 3)],
        [gpus],
        [[...gpus, quotaIn("northeurope")], region(1, 1)],
        [[], region(1, 1)],
      ] as const) {
        const [ann] = radius({ ...pools, quota, batchQuota: [...t4s, ...limits] });
        assert.deepEqual([ann?.gpus, ann?.unread], [{ is: "atLeast", value: 2 }, open]);
      }
    });
    it("is spent on machines of any family where families have no limits of their own", () => {
      const [ann] = radius({ ...pools, batchQuota: [batch("b1", "any", 0, 24), region(1, 1)] });
      assert.deepEqual(ann?.vCpus, exactly(24));
      assert(figure(ann!.usdPerDay)! >= price("Standard_NC24ads_A100_v4"));
    });
    it("counts low-priority machines apart", () => {
      const [ann] = radius({ ...pools, batchQuota: [batch("b1", "lowPriority", 0, 24), region(1, 1)] });
      assert.deepEqual([ann?.usdPerDay, ann?.spotUsdPerDay.is], [exactly(0), "atMost"]);
    });
    it("is not known where the limits were not read, or the service is not registered", () => {
      for (const gaps of [{}, { batchQuota: [denied("quota of Batch", [guid(1)])] }]) {
        const [ann] = derived({ quota: gpus, ...pools }, gaps)("blastRadius").value;
        assert.deepEqual([ann?.usdPerDay, ann?.unread], [unknownAmount, ["quota of Batch of 1 of 1 subscriptions"]]);
      }
    });
    it("of the tenant counts an account once, though two can spend it", () => {
      const second = assignment(514, 102, guid(401));
      const both = derived({
        quota: gpus,
        ...pools,
        roleAssignments: [...pools.roleAssignments, second],
        batchQuota: [...t4s, region(1, 1)],
      });
      assert.deepEqual([both("tenantBlast").value.identities, both("tenantBlast").value.gpus], [2, exactly(2)]);
    });
  });
  const by = (action: string) => ({
    roleDefinitions: [
      { ...healthy.roleDefinitions[0]!, id: guid(401), permissions: [{ actions: [action], notActions: [] }] },
    ],
    roleAssignments: [assignment(513, 101, guid(401))],
  });
  describe("by Container Instances, of which no price is known", () => {
    const containers = by("Microsoft.ContainerInstance/containerGroups/write");
    const cores = (
      name: string,
      used: number,
      limit: number,
      region = "westeurope",
    ): Rows["containerQuota"][number] => ({
      subscription: guid(1),
      region,
      name,
      used,
      limit,
    });
    const burnt = (...containerQuota: Rows["containerQuota"]) => {
      const { usdPerDay, spotUsdPerDay, gpus, vCpus, unread } = radius({ ...containers, containerQuota })[0]!;
      return [usdPerDay, spotUsdPerDay, gpus, vCpus, unread] as const;
    };
    const unread = ["quota of Container Instances of 1 of 1 subscriptions"];

    it("is so many cores, no GPU, and money that is not known: never nothing", () =>
      assert.deepEqual(
        burnt(
          cores("StandardCores", 2, 10),
          cores("ContainerGroups", 1, 100),
          cores("StandardCores", 0, 100, "northeurope"),
          cores("StandardSpotCores", 0, 10),
        ),
        [unknownAmount, unknownAmount, exactly(0), exactly(118), ["spot capacity of which no price is known"]],
      ));
    it("is nothing where all cores are used, whatever is left of GPUs that ended", () =>
      assert.deepEqual(burnt(cores("StandardCores", 10, 10), cores("StandardV100Cores", 0, 24)), [
        exactly(0),
        exactly(0),
        exactly(0),
        exactly(0),
        [],
      ]));
    it("is at least that where there are pools of another kind", () =>
      assert.deepEqual(burnt(cores("StandardCores", 0, 10), cores("ConfidentialCores", 0, 10))[3], {
        is: "atLeast",
        value: 10,
      }));
    it("is not known where no cores are told of, in one region or in all, or nothing was read", () => {
      for (const rows of [
        [],
        [cores("ContainerGroups", 0, 100)],
        [cores("ContainerGroups", 0, 100), cores("StandardCores", 0, 10, "northeurope")],
      ])
        assert.deepEqual(burnt(...rows), [unknownAmount, unknownAmount, unknownAmount, unknownAmount, unread]);
      const gaps = { containerQuota: [denied("cores", [guid(1)])] };
      const [ann] = derived(
        { ...containers, containerQuota: [cores("StandardCores", 0, 10)] },
        gaps,
      )("blastRadius").value;
      assert.deepEqual([ann?.vCpus, ann?.unread], [{ is: "atLeast", value: 10 }, unread]);
    });
  });
  describe("by Foundry's managed compute, whose clusters have other limits", () => {
    const foundry = by("Microsoft.CognitiveServices/accounts/managedComputeDeployments/write");
    const limit = (used: number, limit: number, change: Partial<Rows["foundryQuota"][number]> = {}) => ({
      subscription: guid(1),
      region: "westeurope",
      name: "Managed.H100_80GB",
      scope: "Global",
      unit: "AcceleratorCount",
      used,
      limit,
      ...change,
    });
    const burnt = (...foundryQuota: Rows["foundryQuota"]) => {
      const { usdPerDay, gpus, unread } = radius({ ...foundry, foundryQuota })[0]!;
      return [usdPerDay, gpus, unread];
    };
    const open = ["quota of Foundry's clusters and other regions of 1 of 1 subscriptions"];

    it("is at least so many accelerators; a limit that is global counts once", () => {
      const elsewhere = { region: "northeurope" };
      assert.deepEqual(
        burnt(
          limit(2, 8),
          limit(2, 8, elsewhere),
          limit(0, 3, { name: "Managed.A100_80GB", scope: "DataZone" }),
          limit(0, 3, { name: "Managed.A100_80GB", scope: "DataZone", ...elsewhere }),
          limit(0, 999, { unit: "Count" }),
        ),
        [unknownAmount, { is: "atLeast", value: 12 }, open],
      );
    });
    it("is never nothing, even where all is used or nothing was read", () => {
      assert.deepEqual(burnt(limit(8, 8)), [unknownAmount, unknownAmount, open]);
      assert.deepEqual(burnt(), [unknownAmount, unknownAmount, ["quota of Foundry of 1 of 1 subscriptions"]]);
    });
  });
  it("leaves only those services uncounted that were not read, and only there", () => {
    const both = [
      assignment(513, 101, roleIds.contributor),
      assignment(514, 101, roleIds.contributor, `/subscriptions/${guid(2)}`),
    ];
    const containerQuota = [{ subscription: guid(1), region: "westeurope", name: "StandardCores", used: 0, limit: 10 }];
    const { unread } = radius({ roleAssignments: both, containerQuota })[0]!;
    assert(unread.includes("quota of Container Instances of 1 of 2 subscriptions"), unread.join());
    assert(unread.includes("quota of Batch of 2 of 2 subscriptions"), unread.join());
    assert(!unread.some(line => line.includes("Microsoft.Batch") || line.includes("Microsoft.ContainerInstance")));
  });
  it("says what it hashes where Microsoft's report names the card", () => {
    const t4 = radius({ quota: [quota("Standard NCASv3_T4 Family", 0, 4)] });
    assert.deepEqual(t4[0]?.megahashesPerSecond, exactly(25.1));
    assert.equal(radius({})[0]?.megahashesPerSecond, undefined, "an A100 with 80 GB is not in it");
    const both = radius({ quota: [...gpus, quota("Standard NCASv3_T4 Family", 0, 4, "northeurope")] });
    assert.deepEqual(both[0]?.megahashesPerSecond, { is: "atLeast", value: 25.1 });
  });
  it("of the tenant counts a quota once, though two can spend it", () => {
    const second = assignment(513, 102, roleIds.vmContributor);
    const both = derived({ quota: gpus, roleAssignments: [...healthy.roleAssignments, second] });
    const { identities, usdPerDay, gpus: cards } = both("tenantBlast").value;
    assert.deepEqual([identities, cards], [2, exactly(1)]);
    assert.deepEqual(
      both("blastRadius").value.map(row => row.usdPerDay),
      [usdPerDay, usdPerDay],
    );
  });
  it("adds the spot pool, which stands apart", () => {
    const spot = radius({ quota: [...gpus, quota("lowPriorityCores", 0, 4)] });
    assert.deepEqual(spot[0]?.vCpus, exactly(34));
  });
  it("adds up the subscriptions that one reaches, each once", () => {
    const both = [...gpus, ...gpus.map(row => ({ ...row, subscription: guid(2) }))];
    const [first] = radius({
      quota: both,
      roleAssignments: [assignment(513, 101, roleIds.owner, "/"), ...healthy.roleAssignments],
    });
    assert.deepEqual([first?.subscriptions, first?.gpus], [[guid(1), guid(2)], { is: "atLeast", value: 2 }]);
  });
  it("tells the most GPUs and hashes, be other machines dearer", () => {
    // Of 24 vCPUs memory-optimized machines cost the most and have no GPU; six T4 have the most, and are the only such cards that fit.
    const [spot] = radius({ quota: [quota("lowPriorityCores", 0, 24)] });
    assert.deepEqual([spot?.gpus, spot?.megahashesPerSecond], [exactly(6), exactly(150.6)]);
    const families = [quota("cores", 0, 24), quota("StandardNCADSA100v4Family", 0, 24)];
    const [either] = radius({ quota: [...families, quota("Standard NCASv3_T4 Family", 0, 24)] });
    near(either?.usdPerDay, price("Standard_NC24ads_A100_v4"));
    assert.deepEqual([either?.gpus, either?.megahashesPerSecond], [exactly(6), exactly(150.6)]);
  });
  it("does not say that there is no GPU in a region of which it is not known what is sold", () => {
    const [spot] = radius({ quota: [quota("lowPriorityCores", 0, 24, "usgovvirginia")] });
    assert.deepEqual([spot?.gpus, spot?.megahashesPerSecond], [unknownAmount, undefined]);
    const [few] = radius({ quota: [quota("lowPriorityCores", 0, 1, "usgovvirginia")] });
    assert.deepEqual(few?.gpus, exactly(0), "no accelerator has so few");
  });
  it("puts the dearest first, and members in the place of their group", () => {
    const rows = radius({
      users: [...healthy.users, user(103)],
      registrations: [...healthy.registrations, registration(103)],
      memberships: [membership(201, 103)],
      roleAssignments: [
        assignment(513, 201, roleIds.contributor),
        assignment(514, 101, roleIds.owner, `/subscriptions/${guid(2)}`),
      ],
    });
    assert.deepEqual(
      rows.map(({ principal, usdPerDay }) => [principal.id, usdPerDay.is]),
      [
        [guid(103), "atLeast"],
        [guid(101), "unknown"], // the quotas of other services in the other subscription were not read
      ],
    );
  });
  const defences: readonly (readonly [string, Partial<Rows>, boolean | "unknown", RegExp])[] = [
    ["registered and enforced", {}, true, /MFA enforced by policy MFA for all/],
    ["not registered", { registrations: [registration(101, false)] }, false, /not registered/],
    ["not enforced", { conditionalAccess: [] }, false, /not enforced/],
    ["no report", { registrations: [] }, "unknown", /could not be assessed/],
    [
      "a service principal",
      {
        roleAssignments: [assignment(513, 301, roleIds.owner)],
        principals: [{ id: guid(301), type: "ServicePrincipal", name: "ci" }],
      },
      "unknown",
      /MFA does not reach/,
    ],
  ];
  for (const [name, change, defended, words] of defences)
    it(`says how the identity is defended: ${name}`, () => {
      const [first] = radius(change);
      assert.equal(first?.defended, defended);
      assert.match(first!.defence, words);
    });
  it("leaves out who cannot sign in, is gone, or may only under a condition", () => {
    const condition = "@Request[x] StringEquals 'y'";
    assert.deepEqual(radius({ users: [user(101, { enabled: false })] }), []);
    assert.deepEqual(radius({ roleAssignments: [assignment(513, 199, roleIds.owner)] }), []);
    assert.deepEqual(radius({ roleAssignments: [assignment(513, 101, roleIds.owner, undefined, { condition })] }), []);
  });
  it("leaves out who reaches no subscription that takes requests, and counts only those that do", () => {
    const at = (...states: string[]) => ({
      subscriptions: healthy.subscriptions.map((row, n) => ({ ...row, state: states[n]! })),
      roleAssignments: [
        assignment(513, 101, roleIds.contributor),
        assignment(514, 101, roleIds.contributor, `/subscriptions/${guid(2)}`),
      ],
    });
    assert.deepEqual(radius(at("Disabled", "Warned")), []);
    const all = derived({ quota: gpus, ...at("Disabled", "Expired") })("tenantBlast").value;
    assert.deepEqual([all.identities, all.usdPerDay, all.unread], [0, exactly(0), []]);
    const [ann] = radius(at("PastDue", "Disabled"));
    assert.deepEqual(ann?.gpus.is, "atLeast");
    assert.equal(radius(at("Disabled", "Enabled")).length, 1);
    const unread = { subscriptions: [], roleAssignments: [assignment(513, 101, roleIds.owner, "/")] };
    assert.equal(radius(unread).length, 1, "what it reaches was not read");
  });
  it("does not spend compute quota by a service that has its own", () => {
    const batch = {
      ...healthy.roleDefinitions[0]!,
      id: guid(401),
      permissions: [{ actions: ["Microsoft.Batch/batchAccounts/pools/write"], notActions: [] }],
    };
    const [first] = radius({ roleDefinitions: [batch], roleAssignments: [assignment(513, 101, guid(401))] });
    assert.deepEqual([first?.subscriptions, first?.usdPerDay], [[guid(1)], unknownAmount]);
    assert.deepEqual(first?.unread, ["quota of Batch of 1 of 1 subscriptions"]);
  });
});
