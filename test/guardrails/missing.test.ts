import assert from "node:assert/strict";
import { seenInSubscriptions } from "../../catalogue/critical-operations";
import { expandTemplate } from "../../compute/template/expand";
import { parse } from "../../compute/template/expression";
import { computeTypes } from "../../compute/types";
import { refusedTypes } from "../../guardrails/decoy";
import { networksLeftOut } from "../../guardrails/dns/left-out";
import { regionsOf, withDot } from "../../guardrails/dns/refusal";
import { withoutNetwork } from "../../guardrails/dns/without-network";
import { costParameters, costRights, costWarnings } from "../../guardrails/missing/cost-warnings";
import {
  type DeploymentPolicy,
  type Json,
  type PolicyParameters,
  policyRuleOf,
} from "../../guardrails/missing/deployment-policy";
import { dnsLinks, linkParameters, linkRights } from "../../guardrails/missing/dns-links";
import { alertParameters, alertRights, subscriptionAlert } from "../../guardrails/missing/subscription-alerts";
import { poolDomains } from "../../payloads/search";
import { estate, faultsOf, machine, scanned } from "../scan/kit";

const place = { roleId: "/providers/Microsoft.Authorization/roleDefinitions/x", location: "westeurope" };

const all: readonly (readonly [DeploymentPolicy, PolicyParameters, readonly string[]])[] = [
  ...seenInSubscriptions.map(row => [subscriptionAlert(row, "westeurope"), alertParameters, alertRights] as const),
  [dnsLinks("westeurope"), linkParameters, linkRights],
  [costWarnings, costParameters, costRights],
];

/** A definition as a file holds it. */
const fileOf = (policy: DeploymentPolicy, parameters: PolicyParameters) => ({
  type: "Microsoft.Authorization/policyDefinitions",
  name: policy.name,
  properties: {
    policyType: "Custom",
    mode: "All",
    parameters: { ...parameters },
    policyRule: policyRuleOf(policy, parameters, place),
  },
});

/** Every object in some JSON. */
function* objectsIn(json: Json): Generator<{ readonly [key: string]: Json }> {
  if (typeof json !== "object" || json === null) return;
  if (!Array.isArray(json)) yield json as { readonly [key: string]: Json };
  for (const each of Object.values(json)) yield* objectsIn(each);
}

const textsIn = (json: Json): string[] =>
  typeof json === "string"
    ? [json]
    : typeof json === "object" && json !== null
      ? Object.values(json).flatMap(textsIn)
      : [];

const typesIn = (template: Json): string[] =>
  [...objectsIn(template)].flatMap(({ type, apiVersion }) =>
    typeof type === "string" && apiVersion !== undefined ? [type] : [],
  );

describe("the policies that deploy what is missing", () => {
  for (const [policy, parameters, rights] of all) {
    it(`${policy.name} keeps to what Azure takes`, () => {
      assert.ok(`computeguard-${policy.name}`.length <= 64 && `Computeguard: ${policy.title}`.length <= 128);
      assert.ok(policy.description.length <= 512);
    });

    it(`${policy.name} is judged by our own scan without a finding, and a machine in it would be found`, () => {
      const definition = fileOf(policy, parameters);
      const report = scanned({ "policy.json": definition });
      assert.deepEqual(
        report.outcomes.flatMap(({ rule, findings }) => findings.map(() => rule.id)),
        [],
      );
      const { deployment } = definition.properties.policyRule.then.details as unknown as {
        deployment: { properties: { template: { resources: object[] } } };
      };
      deployment.properties.template = {
        ...deployment.properties.template,
        resources: [...deployment.properties.template.resources, machine("Standard_ND96isr_H100_v5")],
      };
      assert.ok(
        faultsOf(scanned({ "policy.json": definition })).some(fault => fault.startsWith("unapproved-gpu-size")),
      );
    });

    it(`${policy.name} has the rights to write what its template creates, and no others to write`, () => {
      const written = typesIn(policy.template)
        .filter(type => type !== "Microsoft.Resources/deployments")
        .map(
          type =>
            `${type.replace("Microsoft.Resources/resourceGroups", "Microsoft.Resources/subscriptions/resourceGroups")}/write`,
        );
      assert.deepEqual(rights.filter(right => right.endsWith("/write")).sort(), written.sort());
      for (const right of rights) assert.match(right, /^Microsoft\.\w+(?:\/\w+)+\/(?:read|write|join\/action)$/);
    });

    it(`${policy.name} is written in expressions that can be parsed, each with the parameters that stand there`, () => {
      const rule = policyRuleOf(policy, parameters, place);
      const texts = textsIn(rule as unknown as Json).filter(text => text.startsWith("["));
      assert.ok(texts.length > 3);
      for (const text of texts) assert.ok(parse(text), text);
      const known = new Set([...Object.keys(parameters), ...Object.keys(policy.of ?? {}), "month", "today", "link"]);
      for (const [, name = ""] of texts.join(" ").matchAll(/parameters\('(\w+)'\)/g)) assert.ok(known.has(name), name);
    });

    it(`${policy.name} hands its template the parameters that it declares`, () => {
      const { details } = policyRuleOf(policy, parameters, place).then as {
        details: {
          deployment: { properties: { parameters: object; template: { parameters: { [name: string]: object } } } };
        };
      };
      const { parameters: given, template } = details.deployment.properties;
      const needed = Object.entries(template.parameters).flatMap(([name, one]) =>
        "defaultValue" in one ? [] : [name],
      );
      assert.deepEqual(Object.keys(given).sort(), needed.sort());
    });
  }

  it("make of a network in another subscription a link beside the policy of its region", () => {
    const network =
      "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/a/providers/Microsoft.Network/virtualNetworks/v";
    const policyOf = (region: string) =>
      `/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/b/providers/Microsoft.Network/dnsResolverPolicies/${region}`;
    const resolverPolicies = { westeurope: policyOf("west"), northeurope: policyOf("north") };
    const { resources, opaque } = expandTemplate(dnsLinks("northeurope").template, {
      path: "",
      parameters: { resolverPolicies: { value: resolverPolicies }, network: { value: network } },
    });
    assert.deepEqual(opaque, []);
    const [link] = resources.map(({ resource }) => resource as { [key: string]: Json });
    assert.equal(resources.length, 1);
    assert.equal(link?.location, "northeurope");
    assert.deepEqual(link?.properties, { virtualNetwork: { id: network } });
    // what uniqueString makes of the network is Azure's secret; before it stands the policy of the region
    assert.match(JSON.stringify(link?.name), /"certain":\["north\/","computeguard-"\]/);
  });

  it("make of a subscription an alert that is on and tells the action group", () => {
    const [row] = seenInSubscriptions;
    const { resources, opaque } = expandTemplate(subscriptionAlert(row!, "westeurope").template, {
      path: "",
      parameters: { actionGroup: { value: "/receivers" }, watched: { value: "none" } },
    });
    assert.deepEqual(opaque, []);
    assert.deepEqual(
      resources.map(({ resource }) => (resource as { type: string }).type),
      ["Microsoft.Resources/resourceGroups", "Microsoft.Insights/activityLogAlerts"],
    );
    const alert = resources[1]?.resource as {
      tags: { tells: string };
      properties: { enabled: boolean; actions: object };
    };
    assert.equal(alert.tags.tells, "/receivers");
    assert.equal(alert.properties.enabled, true);
    assert.deepEqual(alert.properties.actions, { actionGroups: [{ actionGroupId: "/receivers" }] });
  });

  it("count an alert as there where it watches the same and tells the same", () => {
    const [first, second] = seenInSubscriptions.map(row => JSON.stringify(subscriptionAlert(row, "westeurope").lacks));
    const tag = (text = "") => /"tags\['watches'\]","equals":"([0-9a-f]{16})"/.exec(text)?.[1];
    assert.ok(tag(first));
    assert.notEqual(tag(first), tag(second));
    const [row] = seenInSubscriptions;
    const more = JSON.stringify(
      subscriptionAlert({ ...row!, operations: ["Microsoft.X/y/write"] }, "westeurope").lacks,
    );
    assert.notEqual(tag(more), tag(first));
    // what the tag is compared with is what the alert gets
    assert.ok(JSON.stringify(subscriptionAlert(row!, "westeurope").template).includes(`"watches":"${tag(first)}"`));
  });

  it("give a network's link the name under which it is looked for", () => {
    const { lacks, template } = dnsLinks("westeurope");
    const name = (text: string) => /concat\('computeguard-', uniqueString\(toLower\(.+?\)\)\)/.exec(text)?.[0];
    const asked = name(JSON.stringify(lacks))?.replace("field('id')", "parameters('network')");
    assert.ok(asked);
    assert.equal(name(JSON.stringify(template)), asked);
  });
});

describe("the refusal of pools by DNS", () => {
  it("is in the estate's regions, else where the stack is", () => {
    assert.deepEqual(regionsOf({ ...estate, regions: ["West Europe", "northeurope", "westeurope"] }, "northeurope"), [
      "westeurope",
      "northeurope",
    ]);
    assert.deepEqual(regionsOf({ ...estate, regions: undefined }, "uksouth"), ["uksouth"]);
  });

  it("has names that DNS can ask for, few enough for one list", () => {
    assert.equal(withDot("nanopool.org"), "nanopool.org.");
    assert.equal(withDot("nanopool.org."), "nanopool.org.");
    for (const domain of poolDomains()) assert.match(domain, /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/);
    assert.ok(poolDomains().length < 1000, "so many have not been tried in one list: split it");
  });

  it("asks for networks that are linked elsewhere or not at all, in a text that a shell takes as one", () => {
    const command = networksLeftOut(["westeurope", "northeurope"]);
    const [, kql = ""] = /^az graph query --first 1000 -q "([^"$`\\]+)"$/.exec(command) ?? [];
    assert.match(kql, /location in~ \('westeurope', 'northeurope'\)/);
    assert.match(kql, /\| where isempty\(link\) or owner != 'computeguard' \| project/);
    // the links that our policy makes carry what the query takes for ours
    assert.ok(JSON.stringify(dnsLinks("westeurope").template).includes('"tags":{"application":"computeguard"}'));
  });

  it("says of which compute it knows nothing", () => {
    const types = new Set(computeTypes.map(({ arm }) => arm));
    for (const type of withoutNetwork) assert.ok(types.has(type), type);
    assert.ok(!withoutNetwork.includes("Microsoft.Compute/virtualMachines"));
  });
});

describe("the decoy's subscription", () => {
  it("refuses every type that creates compute, each once", () => {
    assert.equal(new Set(refusedTypes).size, refusedTypes.length);
    for (const type of [
      "Microsoft.Compute/virtualMachines",
      "Microsoft.ContainerService/managedClusters",
      "Microsoft.Batch/batchAccounts",
    ])
      assert.ok(refusedTypes.includes(type), type);
    // what the alerts need is not among them
    for (const type of ["Microsoft.Insights/activityLogAlerts", "Microsoft.Resources/resourceGroups"])
      assert.ok(!refusedTypes.includes(type), type);
  });
});
