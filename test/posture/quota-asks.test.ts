import assert from "node:assert/strict";
import { inHour } from "./checks-activity";
import { denied, guid, healthy, outcome, type Rows } from "./checks-tenant";

/** Who asked for quota, as the findings about quota name it. */

const family = "Standard NCASv3_T4 Family";
const ml = "Standard NCASv3_T4 Family Cluster Dedicated vCPUs";
const place = { subscription: guid(1), region: "westeurope" };
const asked = (key: Readonly<Record<string, string>> = {}) => ({
  ...inHour(100, { operation: "microsoft.quota/quotas/write", size: "", family, limit: "64", ...key }),
  distinct: { name: ["dana@contoso.com"], app: ["04b07795-8ddb-461a-bbee-02f9e1bf7b46"] },
});
const at = asked().first;
const usage = (limit: number): Rows["quota"][number] => ({ ...place, name: family, displayName: "", used: 0, limit });
const idle: Partial<Rows> = { quota: [...healthy.quota, usage(64)] };
const mlIdle: Partial<Rows> = { mlQuota: [{ ...place, pool: "family", name: ml, used: 0, limit: 64 }] };
const log = (...answers: Rows["activity"]): Partial<Rows> => ({ activity: [...healthy.activity, ...answers] });
const ticket = "microsoft.support/supporttickets/write";
const line = (operation: string) => `dana@contoso.com asked for it in westeurope at ${at} (${operation})`;

/** The lines that name somebody. */
const named = (rule: string, change: Partial<Rows>): readonly string[] =>
  outcome(rule, change).findings.flatMap(({ proof }) => proof.filter(text => text.includes("asked for it")));

describe("findings about quota name who asked for it", () => {
  it("idle quota of Compute", () =>
    assert.deepEqual(named("unused-gpu-quota", { ...idle, ...log(asked()) }), [line("microsoft.quota/quotas/write")]));

  it("by a ticket too, in its own words", () =>
    assert.deepEqual(
      named("unused-gpu-quota", { ...idle, ...log(asked({ operation: ticket, family: "NCASv3_T4 Series" })) }),
      [line(ticket)],
    ));

  it("a refused request is told as one", () =>
    assert.match(
      named("unused-gpu-quota", { ...idle, ...log(asked({ result: "failed", limit: "128" })) }).join(),
      /, and was refused$/,
    ));

  const others: Readonly<Record<string, Rows["activity"][number]>> = {
    "another region": asked({ region: "eastus2" }),
    "another subscription": asked({ subscription: guid(2) }),
    "another family": asked({ family: "StandardNCADSA100v4Family" }),
    "another service": asked({ operation: "microsoft.machinelearningservices/locations/updatequotas/action" }),
    "no family that the record tells": asked({ family: "" }),
    "a limit of nothing": asked({ limit: "0" }),
    "something that is no quota": asked({ unrelated: "yes" }),
  };
  for (const [what, answer] of Object.entries(others))
    it(`nobody who asked for ${what}`, () =>
      assert.deepEqual(named("unused-gpu-quota", { ...idle, ...log(answer) }), []));

  it("idle quota of Azure Machine Learning", () => {
    const operation = "microsoft.machinelearningservices/locations/updatequotas/action";
    const change = { ...mlIdle, ...log(asked({ operation, family: ml }), asked()) };
    assert.deepEqual(named("unused-ml-gpu-quota", change), [line(operation)]);
  });

  it("a request that Microsoft.Quota lists", () => {
    const listed = { ...place, id: "/requests/1", family, state: "Succeeded", submittedOn: at, requested: 64 };
    const before = { ...listed, id: "/requests/0", requested: 0, submittedOn: "2026-09-01T00:00:00Z" };
    const change = { quotaRequests: [before, listed], ...log(asked({ limit: "" })) };
    assert.deepEqual(named("gpu-quota-increase", change), [line("microsoft.quota/quotas/write")]);
  });

  it("a log that was not read leaves the finding as it is", () => {
    const { status, findings } = outcome("unused-gpu-quota", idle, { activity: [denied("activity")] });
    assert.deepEqual([status, findings.length], ["fail", 1]);
  });

  it("a log that was not read makes no check of quota unknown", () =>
    assert.equal(outcome("unused-gpu-quota", {}, { activity: [denied("activity")] }).status, "pass"));
});

describe("a burst of requests for quota", () => {
  const quotaAt = (region: string, used: number): Rows["quota"][number] => ({
    ...usage(10),
    ...{ region, name: "cores", used },
  });

  it("tells over which regions, where nothing runs, of which accelerators, and what was refused", () => {
    const { findings } = outcome("quota-request-burst", {
      quota: [...healthy.quota, quotaAt("eastus2", 0), quotaAt("japaneast", 4)],
      ...log(
        asked({ region: "eastus2" }),
        asked({ region: "japaneast", result: "failed" }),
        asked({ region: "japaneast", family: "standardDSv5Family" }),
      ),
    });
    assert.equal(findings.length, 1);
    assert.match(
      findings[0]!.message,
      /; over eastus2, japaneast; nothing runs in eastus2; of the accelerators Standard NCASv3_T4 Family; 1 time refused$/,
    );
    assert(findings[0]!.proof.includes("with Azure CLI"), findings[0]!.proof.join("\n"));
  });
});
