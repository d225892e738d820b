import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { defaultEstate, estateSchema } from "../../catalogue/estate";
import { definitionsOf } from "../../guardrails/policy/all";
import { storageAddresses } from "../../guardrails/report-store";
import { readSettings } from "../../guardrails/settings";

const whole = {
  managementGroup: "contoso",
  alertEmail: "security@contoso.com",
  image: "contoso.azurecr.io/computeguard:0.1.0",
};
const group = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/logs";
const estate = estateSchema.parse({ regions: ["North Europe", "westeurope"] });

const read = (given: object, of = estate) => {
  const values: Record<string, string> = { ...whole, ...given };
  return readSettings({ get: key => values[key] }, of, definitionsOf(of));
};

describe("the guardrails' settings", () => {
  it("have defaults: observe first, every morning, in the first region that the estate approves", () => {
    const tiers = ["posture", "people", "logs"];
    const left = { workspace: undefined, monthlyBudget: undefined, decoy: undefined };
    assert.deepEqual(read({}), {
      ...{ ...whole, ...left },
      ...{ ring: "observe", mfa: "audit", schedule: "0 6 * * *", tiers, location: "northeurope", dns: "Block" },
    });
  });

  it("are declared in Pulumi.yaml with the same defaults, but for the region, which depends on the estate", () => {
    const { estate, ...config } = parse(readFileSync(join(__dirname, "../../Pulumi.yaml"), "utf8")).config;
    assert.equal(estate.type, "string", "the estate is read before the settings, which depend on it");
    const { location, ...settings } = read({});
    assert.deepEqual(Object.keys(config).sort(), Object.keys(settings).sort());
    for (const [key, { default: fallback }] of Object.entries<{ default?: string }>(config))
      if (fallback !== undefined) assert.equal(fallback, String(settings[key as keyof typeof settings] ?? ""), key);
      else assert.ok(key in whole, key);
  });

  const good: readonly object[] = [
    { managementGroup: "00000000-0000-0000-0000-000000000001" },
    { ring: "all" },
    { ring: "West Europe, unapproved-gpu-size" },
    { mfa: "enforce" },
    { mfa: "off" },
    { schedule: "*/30 1-5 * * 0,6" },
    { tiers: " people, posture" },
    { location: "West Europe" },
    { image: `contoso.azurecr.io/team/computeguard@sha256:${"0".repeat(64)}` },
    { image: "registry.contoso.com:5000/computeguard:1" },
    { dns: "Off" },
    { workspace: `${group}/providers/Microsoft.OperationalInsights/workspaces/contoso` },
    { workspace: "" },
    { monthlyBudget: "5000" },
    { decoy: "00000000-0000-0000-0000-0000000000DD" },
  ];
  for (const given of good) it(`take ${JSON.stringify(given)}`, () => assert.doesNotThrow(() => read(given)));

  const bad: readonly (readonly [given: object, key: string])[] = [
    [{ managementGroup: "/providers/Microsoft.Management/managementGroups/contoso" }, "managementGroup"],
    [{ alertEmail: "nobody" }, "alertEmail"],
    [{ image: "contoso.azurecr.io/computeguard" }, "image"],
    [{ image: "contoso.azurecr.io/computeguard:latest" }, "image"],
    [{ ring: "none" }, "ring"],
    [{ ring: "" }, "ring"],
    [{ ring: "all, westeurope" }, "ring"],
    [{ ring: "westeurope, unapproved-gpu-sise" }, "ring"],
    [{ ring: "Microsoft.Compute/virtualMachine" }, "ring"],
    [{ mfa: "Deny" }, "mfa"],
    [{ schedule: "every day" }, "schedule"],
    [{ schedule: "0 6 * *" }, "schedule"],
    [{ tiers: "everything" }, "tiers"],
    [{ tiers: "," }, "tiers"],
    [{ location: "brazilsouth" }, "location"],
    [{ location: "global" }, "location"],
    [{ dns: "block" }, "dns"],
    [{ workspace: "contoso" }, "workspace"],
    [{ workspace: `${group}/providers/Microsoft.Storage/storageAccounts/contoso` }, "workspace"],
    [{ monthlyBudget: "0" }, "monthlyBudget"],
    [{ monthlyBudget: "5,000" }, "monthlyBudget"],
    [{ decoy: "/subscriptions/00000000-0000-0000-0000-0000000000dd" }, "decoy"],
  ];
  for (const [given, key] of bad)
    it(`refuse ${JSON.stringify(given)}`, () =>
      assert.throws(() => read(given), { message: new RegExp(`^computeguard:${key} must be .+: pulumi config set `) }));

  it("ask for no second factor outside of the public cloud, where nobody has seen Microsoft's definitions for it", () => {
    const government = estateSchema.parse({ regions: ["usgovvirginia"] });
    assert.throws(() => read({}, government), {
      message: "computeguard:mfa must be off outside of Azure's public cloud: pulumi config set computeguard:mfa off",
    });
    assert.equal(read({ mfa: "off" }, government).location, "usgovvirginia");
  });

  it("name everything that is missing, each on a line of its own", () => {
    assert.throws(
      () => readSettings({ get: () => undefined }, defaultEstate, []),
      (error: Error) => {
        const keys = error.message.split("\n").map(line => /^computeguard:(\w+) is missing: /.exec(line)?.[1]);
        assert.deepEqual(keys, ["managementGroup", "alertEmail", "image", "location"]);
        return true;
      },
    );
  });
});

describe("the addresses that may read the reports", () => {
  it("are the estate's own, as a storage account takes them", () => {
    const owned = ["203.0.113.0/24", "198.51.100.7/32", "192.0.2.3/31", "192.0.2.9", "2001:db8::/32"];
    assert.deepEqual(storageAddresses(owned), [
      "203.0.113.0/24",
      "198.51.100.7",
      "192.0.2.2",
      "192.0.2.3",
      "192.0.2.9",
    ]);
  });
});
