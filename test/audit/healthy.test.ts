import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEstate } from "../../catalogue/estate-file";
import { auditRole } from "../../posture/audit-role";
import { checks } from "../../posture/checks/all";
import { namedWorkspace } from "../../posture/evidence/calls";
import { requiredAccess } from "../../posture/permissions";
import type { Report } from "../../posture/report/model";
import { judgeAll } from "../../posture/run/audit";
import { gather } from "../../posture/run/gather";
import type { Fault } from "../../simulator/faults";
import { workspace as contosoWorkspace } from "../../simulator/scenario/baseline/watch";
import { notServedIn } from "../../simulator/scenario/clouds";
import { plantedFaults } from "../../simulator/scenario/contoso";
import { healthyTenant, type Kind, kindOf } from "../../simulator/scenario/healthy";
import { subscriptions } from "../../simulator/scenario/ids";
import type { Tenant } from "../../simulator/tenant";
import { sampled } from "../depth";
import { simulated } from "../simulated";

/** Sound tenants of many kinds, read with exactly the documented rights: nothing is found, and nothing stays unknown. */

const estateFile = join(__dirname, "../../examples/computeguard.yaml");
const example = readFileSync(estateFile, "utf8");
const regions: Readonly<Record<Kind["cloud"], string>> = {
  AzurePublicCloud: "westeurope, northeurope",
  AzureGovernment: "usgovvirginia, usgovarizona",
  AzureChina: "chinanorth3, chinaeast2",
};
const at = "2026-11-24T06:00:00.000Z";
const clock = { now: () => Date.parse(at), sleep: async () => {}, random: () => 0.5 };
const needed = requiredAccess();

/** What the sandbox answers for services that nobody ever used there. */
const unregistered: Fault = {
  match: {
    path: `/subscriptions/${subscriptions.sandbox}/providers/Microsoft\\.(Quota|MachineLearningServices|Batch)/`,
  },
  answer: "providerNotRegistered",
};

async function audit(kind: Kind, scenario: Tenant): Promise<Report> {
  return simulated(
    {
      scenario,
      pageSize: kind.pageSize,
      seed: kind.seed,
      faults: [...notServedIn(kind.cloud), ...(kind.unregistered ? [unregistered] : [])],
      graphPermissions: needed.graph.map(({ permission }) => permission),
      sight: {
        whole: scenario.arm.subscriptions.map(({ subscriptionId }) => String(subscriptionId)),
        rootGroup: true,
        ...auditRole(requiredAccess(undefined, undefined, kind.cloud)),
        readerAt: needed.builtInGrants.map(({ scope }) => (scope === namedWorkspace ? contosoWorkspace : scope)),
      },
    },
    async signed => {
      const { cloud } = kind;
      const estate = parseEstate(
        example.replace(/^regions:\n( +- \w+\n)+/m, `regions: [${regions[cloud]}]\n`),
        estateFile,
      );
      const { decoys, workspace } = estate;
      const { gathered, manifest } = await gather({
        ...{ ...signed, clock, cloud, decoys },
        ...(workspace !== undefined && { workspace }),
      });
      return judgeAll(gathered, manifest, { estate, version: "0.0.0" });
    },
  );
}

/** What a report has against a tenant, in lines. */
const against = ({ outcomes, gaps }: Report): readonly string[] => [
  ...outcomes.flatMap(({ rule, findings, unknowns, gaps: missing }) => [
    ...findings.map(({ subject, message }) => `${rule.id}: ${subject.name} ${message}`),
    ...unknowns.map(({ subject, why }) => `${rule.id}: unknown of ${subject.name}: ${why}`),
    ...missing.map(({ what, missing }) => `${rule.id}: unknown without ${what}: ${missing}`),
  ]),
  ...gaps.map(({ what, missing }) => `gap: ${what}: ${missing}`),
];

const kinds = sampled(
  Array.from({ length: 200 }, (_, seed) => kindOf(seed)),
  67, // each cloud and each licence
);

/** Whoever bought Conditional Access, and has security defaults in its place, goes without what these do not do. */
const leftByDefaults = ({ guard, licence }: Kind): readonly string[] =>
  guard === "Conditional Access" || licence === "free"
    ? []
    : ["open-device-code", ...(licence === "P2" ? ["unenforced-risk-policy"] : [])];

/** Without Entra ID P1, and in China, nobody can list the sign-ins of the decoy that the estate names. */
const unlisted = ({ cloud, licence }: Kind): readonly string[] =>
  licence === "free" || cloud === "AzureChina" ? ["touched-decoy: unknown without sign-ins", "gap: sign-ins"] : [];

describe("sound tenants", function () {
  this.timeout(60_000);
  for (const kind of kinds) {
    const { seed, cloud, licence, guard, size, empty } = kind;
    it(`${seed}: ${cloud}, ${licence}, ${guard}, ${size.subscriptions} more subscriptions, ${size.users} more people${empty ? ", empty" : ""}`, async () => {
      const report = await audit(kind, healthyTenant(kind, at));
      const failed = report.outcomes.filter(({ status }) => status === "fail").map(({ rule }) => rule.id);
      // Where Azure has no policy, none meets a new subscription.
      const left = [...leftByDefaults(kind), ...(empty ? ["unguarded-new-subscription"] : [])].sort();
      assert.deepEqual(failed.sort(), left);
      assert.deepEqual(
        against(report)
          .filter(line => !left.some(id => line.startsWith(`${id}: Contoso`)))
          .map(line => line.replace(/ of the decoy: .*/, "")),
        unlisted(kind),
      );
    });
  }
});

/** Faults that take a policy away; a tenant with security defaults has none. */
const ofPolicies = ["P62", "P63", "P64", "P65"];

describe("the same tenants, attacked", function () {
  this.timeout(60_000);
  for (const each of sampled(kinds.toReversed(), 3)) {
    const kind = { ...each, empty: false };
    const { seed, cloud, licence, guard } = kind;
    const bare = [
      ...(guard === "Conditional Access" ? [] : ofPolicies),
      ...(licence === "P1" ? ["P64", "P65"] : []), // change policies that need P2
      ...(licence === "free" ? ["P66"] : []), // takes away a list of banned passwords
    ];
    const planted = plantedFaults.map(({ id }) => id).filter(id => !bare.includes(id));
    it(`${seed}: ${cloud}, ${licence}, ${guard}: each check fires that can be tested there`, async () => {
      const { outcomes, coverage } = await audit(kind, healthyTenant(kind, at, planted));
      const failed = new Set(outcomes.filter(({ status }) => status === "fail").map(({ rule }) => rule.id));
      const unseen = [
        ...(bare.includes("P65") ? ["dangling-policy-reference"] : []), // the policy whose name dangles is not there
        ...(cloud === "AzureChina" ? ["vanished-subscription"] : []), // no hunting there, and P128 takes the workspace's table
      ];
      const untested = new Set((coverage.notTested ?? []).map(({ rule }) => rule));
      assert.deepEqual(checks.flatMap(({ id }) => (failed.has(id) || untested.has(id) ? [] : [id])).sort(), unseen);
    });
  }
});
