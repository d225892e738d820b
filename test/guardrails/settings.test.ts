import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { defaultEstate, estateSchema } from "../../catalogue/estate";
import { parseEstate } from "../../catalogue/estate-file";
import { cloudOf } from "../../guardrails/cloud";
import { estateMount } from "../../guardrails/estate-mount";
import { definitionsOf } from "../../guardrails/policy/all";
import { storageAddresses } from "../../guardrails/report-store";
import { auditArguments } from "../../guardrails/scheduled-audit";
import { readSettings } from "../../guardrails/settings";
import type { Cloud } from "../../posture/azure/endpoints";

const registries =
  "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/images/providers/Microsoft.ContainerRegistry/registries";
const registry = `${registries}/contoso`;
const needed = {
  managementGroup: "contoso",
  alertEmail: "security@contoso.com",
  image: "contoso.azurecr.io/computeguard:0.1.0",
};
const whole = { ...needed, registry };
const group = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/logs";
const estate = estateSchema.parse({ regions: ["North Europe", "westeurope"] });

/** An image in the registry of Azure Government. */
const there = { image: "contoso.azurecr.us/computeguard:1" };
const government = estateSchema.parse({ regions: ["usgovvirginia"] });

const read = (given: object, of = estate, cloud: Cloud = "AzurePublicCloud") => {
  const values: Record<string, string | undefined> = { ...whole, ...given };
  return readSettings({ get: key => values[key] }, of, { definitions: definitionsOf(of), cloud });
};

describe("the guardrails' settings", () => {
  it("have defaults: observe first, every morning, in the first region that the estate approves", () => {
    const tiers = ["posture", "people", "logs"];
    const left = {
      ...{ workspace: undefined, monthlyBudget: undefined, decoy: undefined, readers: undefined },
      notify: undefined,
    };
    assert.deepEqual(read({}), {
      ...{ ...whole, ...left, absentProviders: [], cloud: "AzurePublicCloud", sentinel: false },
      ...{ ring: "observe", mfa: "audit", schedule: "0 6 * * *", tiers, location: "northeurope", dns: "Block" },
    });
  });

  it("are declared in Pulumi.yaml with the same defaults, but for the region, which depends on the estate", () => {
    const { estate, ...config } = parse(readFileSync(join(__dirname, "../../Pulumi.yaml"), "utf8")).config;
    assert.equal(estate.type, "string", "the estate is read before the settings, which depend on it");
    // what may be left out is the empty text, for Pulumi would ask for what has no default
    const { location, cloud, ...settings } = read({ registry: undefined, image: "ghcr.io/contoso/computeguard:1" });
    assert.deepEqual(Object.keys(config).sort(), Object.keys(settings).sort());
    for (const [key, { default: fallback }] of Object.entries<{ default?: string }>(config))
      if (fallback !== undefined) assert.equal(fallback, String(settings[key as keyof typeof settings] ?? ""), key);
      else assert.ok(key in needed, key);
  });

  const good: readonly object[] = [
    { managementGroup: "00000000-0000-0000-0000-000000000001" },
    { ring: "all" },
    { ring: "" },
    { ring: "West Europe, unapproved-gpu-size" },
    { mfa: "enforce" },
    { mfa: "off" },
    { schedule: "*/30 1-5 * * 0,6" },
    { tiers: " people, posture" },
    { location: "West Europe" },
    { image: `contoso.azurecr.io/team/computeguard@sha256:${"0".repeat(64)}` },
    { dns: "Off" },
    { workspace: `${group}/providers/Microsoft.OperationalInsights/workspaces/contoso` },
    { workspace: "" },
    { monthlyBudget: "5000" },
    { decoy: "00000000-0000-0000-0000-0000000000DD" },
    { image: "contoso-a1b2c3d4.azurecr.io/computeguard:1" },
    { image: "registry.contoso.com:5000/computeguard:1", registry: undefined },
    { registry: registry.toUpperCase() },
    { readers: "00000000-0000-0000-0000-000000000061" },
    { absentProviders: "Oracle.Database, Microsoft.Discovery" },
    { notify: "https://contoso.vault.azure.net/secrets/audit-webhook" },
    { absentProviders: "oracle.database" },
    { image: `contoso.azurecr.io/computeguard:0.1.0@sha256:${"0".repeat(64)}` },
    { image: `contoso.azurecr.io/computeguard:latest@sha256:${"0".repeat(64)}` },
  ];
  for (const given of good) it(`take ${JSON.stringify(given)}`, () => assert.doesNotThrow(() => read(given)));

  const bad: readonly (readonly [given: object, key: string])[] = [
    [{ managementGroup: "/providers/Microsoft.Management/managementGroups/contoso" }, "managementGroup"],
    [{ alertEmail: "nobody" }, "alertEmail"],
    [{ image: "contoso.azurecr.io/computeguard" }, "image"],
    [{ image: "contoso.azurecr.io/computeguard:latest" }, "image"],
    [{ image: "contoso.azurecr.io/computeguard:0.1.0@sha256:0000" }, "image"],
    [{ image: "contoso.azurecr.io/computeguard:0.1.0@" }, "image"],
    [{ ring: "none" }, "ring"],
    [{ ring: "all, westeurope" }, "ring"],
    [{ ring: "westeurope, unapproved-gpu-sise" }, "ring"],
    [{ ring: "Microsoft.Compute/virtualMachine" }, "ring"],
    [{ mfa: "Deny" }, "mfa"],
    [{ schedule: "every day" }, "schedule"],
    [{ schedule: "0 6 * *" }, "schedule"],
    [{ schedule: "99 99 * * *" }, "schedule"],
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
    [{ registry: "contoso" }, "registry"],
    [{ registry: `${registries}/fabrikam` }, "registry"],
    [{ registry: registry.replace("ContainerRegistry", "Storage") }, "registry"],
    [{ readers: "security-readers" }, "readers"],
    [{ absentProviders: "Oracle Database" }, "absentProviders"],
    [{ notify: "https://hooks.contoso.com/services/x" }, "notify"],
    [{ notify: "https://contoso.vault.azure.cn/secrets/audit-webhook" }, "notify"],
    [{ absentProviders: "," }, "absentProviders"],
    [{ absentProviders: "Oracle.Databse" }, "absentProviders"],
    [{ absentProviders: "Oracle.Database, Microsoft.Authorization" }, "absentProviders"],
  ];
  for (const [given, key] of bad)
    it(`refuse ${JSON.stringify(given)}`, () =>
      assert.throws(() => read(given), { message: new RegExp(`^computeguard:${key} must be .+: pulumi config set `) }));

  it("ask for no second factor outside of the public cloud, where nobody has seen Microsoft's definitions for it", () => {
    assert.throws(() => read(there, government, "AzureGovernment"), {
      message: "computeguard:mfa must be off outside of Azure's public cloud: pulumi config set computeguard:mfa off",
    });
    assert.equal(read({ ...there, mfa: "off" }, government, "AzureGovernment").location, "usgovvirginia");
  });

  it("are placed in a region of the cloud that the stack is deployed to, whatever else the estate approves", () => {
    const off = { ...there, mfa: "off" };
    const message = (regions: string, example = "usgovvirginia") =>
      `computeguard:location must be a region that the estate approves (${regions}): pulumi config set computeguard:location ${example}`;
    const westeurope = { ...off, location: "westeurope" };
    assert.throws(() => read(westeurope, estate, "AzureGovernment"), {
      message: message("it approves none of AzureGovernment"),
    });
    const both = estateSchema.parse({ regions: ["westeurope", "usgovvirginia"] });
    assert.throws(() => read(westeurope, both, "AzureGovernment"), { message: message("usgovvirginia") });
    assert.equal(read(off, both, "AzureGovernment").location, "usgovvirginia");
    assert.throws(() => read({ location: "usgovvirginia" }, both), { message: message("westeurope", "westeurope") });
    assert.throws(
      () => read({ location: "chinaeast2" }, defaultEstate),
      /must be an Azure region of AzurePublicCloud: /,
    );
  });

  it("are told to leave the registry out where the image lies in none of the cloud's", () => {
    const left = (cloud: Cloud, domain: string) => ({
      message: `computeguard:registry must be left out, for the image lies in no registry of ${cloud} (their names end in .${domain}): pulumi config rm computeguard:registry`,
    });
    assert.throws(() => read({ image: "ghcr.io/contoso/computeguard:1" }), left("AzurePublicCloud", "azurecr.io"));
    assert.throws(() => read({ mfa: "off" }, government, "AzureGovernment"), left("AzureGovernment", "azurecr.us"));
  });

  it("list for a ring the rules that can refuse, and none that only report", () => {
    const reporting = definitionsOf(estate).filter(({ reportsOnly }) => reportsOnly);
    assert.ok(reporting.some(({ rule }) => rule === "compute-role-grant"));
    assert.throws(
      () => read({ ring: "compute-role-grant" }),
      ({ message }: Error) =>
        message.includes("unapproved-gpu-size") && reporting.every(({ rule }) => !message.includes(rule)),
    );
  });

  it("take no decoy that is used for something else", () => {
    const decoy = "00000000-0000-0000-0000-0000000000dd";
    const inUse = new RegExp(`^computeguard:decoy must be an empty subscription that nobody uses, and ${decoy} is `);
    const workspace = `/subscriptions/${decoy.toUpperCase()}/resourceGroups/logs/providers/Microsoft.OperationalInsights/workspaces/contoso`;
    const cap = { region: "japaneast", family: "standardNCSv3Family", cap: 0 };
    const other = "00000000-0000-0000-0000-000000000001";
    const capping = (subscription: string, member: string) =>
      estateSchema.parse({
        regions: ["westeurope"],
        quotaCaps: [{ ...cap, subscription, members: [{ subscription: member, cap: 0 }] }],
      });
    const refused = (given: object, of = estate) =>
      assert.throws(() => read({ decoy, ...given }, of), { message: inUse });
    refused({ workspace });
    refused({ registry: registry.replace(other, decoy) });
    refused({}, capping(decoy, other));
    refused({}, capping(other, decoy));
    assert.equal(read({ decoy }, capping(other, other)).decoy, decoy);
  });

  it("say which namespace was meant, and which the audit cannot do without", () => {
    assert.throws(() => read({ absentProviders: "Oracle.Databse" }), /perhaps Oracle\.Database was meant: /);
    assert.throws(
      () => read({ absentProviders: "Microsoft.Authorization" }),
      /every cloud has it and the audit needs it: /,
    );
  });

  it("refuse a name that none of them has, with the one that was meant", () => {
    const named = (...names: string[]) =>
      readSettings({ get: key => (whole as { [key: string]: string })[key] }, estate, {
        definitions: definitionsOf(estate),
        names,
      });
    assert.throws(() => named("managementGroup", "rings"), {
      message: "computeguard:rings is no setting; perhaps ring was meant: pulumi config rm computeguard:rings",
    });
    assert.throws(() => named("colour"), {
      message: "computeguard:colour is no setting: pulumi config rm computeguard:colour",
    });
    const { cloud: _, ...all } = named();
    assert.doesNotThrow(() => named("estate", ...Object.keys(all)));
  });

  it("need the registry of an image that lies in Azure, in each cloud by its own domain", () => {
    const without = { registry: undefined };
    assert.throws(() => read(without), { message: /^computeguard:registry is missing: pulumi config set / });
    const elsewhere = { image: "contoso.azurecr.us/computeguard:1" };
    assert.equal(read({ ...elsewhere, ...without }).registry, undefined);
    const readThere = (given: object) => read({ mfa: "off", ...elsewhere, ...given }, government, "AzureGovernment");
    assert.equal(readThere({}).registry, registry);
    assert.throws(() => readThere(without), /registry is missing/);
  });

  it("name everything that is missing, each on a line of its own", () => {
    assert.throws(
      () => readSettings({ get: () => undefined }, defaultEstate, { definitions: [] }),
      (error: Error) => {
        const keys = error.message.split("\n").map(line => /^computeguard:(\w+) is missing: /.exec(line)?.[1]);
        assert.deepEqual(keys, ["managementGroup", "alertEmail", "image", "location"]);
        return true;
      },
    );
  });
});

describe("the cloud of the guardrails", () => {
  for (const [environment, cloud] of [
    [undefined, "AzurePublicCloud"],
    ["public", "AzurePublicCloud"],
    ["USGovernment", "AzureGovernment"],
    ["china", "AzureChina"],
  ] as const)
    it(`is ${cloud} where azure-native:environment is ${environment}`, () => assert.equal(cloudOf(environment), cloud));
  for (const environment of ["german", "", "AzureChina", "toString"])
    it(`is refused where it is ${JSON.stringify(environment)}`, () =>
      assert.throws(
        () => cloudOf(environment),
        /^Error: azure-native:environment must be one of public, usgovernment, china: /,
      ));

  it("is told to the audit, and the public one goes without saying", () => {
    assert.deepEqual(auditArguments("x", "AzureChina").slice(-2), ["--cloud", "AzureChina"]);
    assert(!auditArguments("x").includes("--cloud"));
  });
});

describe("the estate beside the image", () => {
  const file = join(__dirname, "../../examples/computeguard.yaml");
  const text = readFileSync(file, "utf8");
  const mounted = (from: string) => estateMount(parseEstate(from, file)).secrets[0]?.value as string;

  it("is read by the audit as the estate that was deployed", () =>
    assert.deepEqual(parseEstate(mounted(text), "mounted"), parseEstate(text, file)));

  it("changes with a threshold, and with a comment does not", () => {
    assert.notEqual(mounted(text.replace(/maxInstances: \d+/, "maxInstances: 7")), mounted(text));
    assert.equal(mounted(`# a comment\n${text}`), mounted(text));
  });

  it("lies where the audit looks for it", () => {
    const {
      arguments: [option, path],
      volumes,
      volumeMounts,
    } = estateMount(defaultEstate);
    const [volume] = volumes as [{ secrets: [{ path: string }] }];
    assert.equal(option, "--estate");
    assert.equal(path, `${volumeMounts[0]?.mountPath}/${volume.secrets[0].path}`);
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
