import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEstate } from "../../catalogue/estate-file";
import { auditRole } from "../../posture/audit-role";
import { computeLists } from "../../posture/evidence/reading/compute-lists";
import { requiredAccess } from "../../posture/permissions";
import type { Report } from "../../posture/report/model";
import { judgeAll } from "../../posture/run/audit";
import { gather } from "../../posture/run/gather";
import type { Sight } from "../../simulator/call";
import type { Fault } from "../../simulator/faults";
import { contoso } from "../../simulator/scenario/contoso";
import { decoySubscription, subscriptions } from "../../simulator/scenario/ids";
import type { LoggedRequest } from "../../simulator/server";
import { sampled } from "../depth";
import { simulated } from "../simulated";

/** The audit signs in with exactly the rights that `computeguard permissions` lists; each call is held against them. */

const estateFile = join(__dirname, "../../examples/computeguard.yaml");
const estate = parseEstate(readFileSync(estateFile, "utf8"), estateFile);
const at = "2026-11-24T06:00:00.000Z";
const clock = { now: () => Date.parse(at), sleep: async () => {}, random: () => 0.5 };
const needed = requiredAccess();
const role = auditRole(needed);
/** Lists that are asked for below each resource of a type; the tenant here has not all of these types. */
const listed = new Set(computeLists.map(({ parent, path }) => `${parent}/${path}/read`.toLowerCase()));

describe("an audit with exactly the documented rights", () => {
  const audit = async (faults: readonly Fault[] = [], late: readonly string[] = [], more: Partial<Sight> = {}) => {
    return simulated(
      {
        scenario: contoso({ at, without: "all" }),
        pageSize: 1000,
        faults,
        graphPermissions: needed.graph.map(({ permission }) => permission),
        sight: {
          whole: [...Object.values(subscriptions), decoySubscription],
          late,
          rootGroup: true,
          ...role,
          readerAt: needed.builtInGrants.map(({ scope }) => scope),
          ...more,
        },
      },
      async (signed, { requests }) => {
        const { gathered, manifest } = await gather({
          ...signed,
          clock,
          decoys: estate.decoys,
        });
        return { report: judgeAll(gathered, manifest, { estate, version: "0.0.0" }), requests };
      },
    );
  };
  let report: Report;
  let requests: readonly LoggedRequest[];
  /** Those that stand in for Resource Graph, where it cannot be asked or does not know a subscription yet. */
  let instead: readonly LoggedRequest[];
  before(async () => {
    ({ report, requests } = await audit());
    const without = "/providers/Microsoft.ResourceGraph/resources";
    const refused = await audit([{ match: { route: without }, answer: "denied" }]);
    const early = await audit([], [subscriptions.data]);
    instead = [...refused.requests, ...early.requests];
  });

  it("gets a sound report of a sound tenant: no gap, no check unknown for ever", () => {
    assert.deepEqual(report.gaps, []);
    for (const { rule, status } of report.outcomes) assert.equal(status, "pass", rule.id);
  });

  it("is refused nothing but the role assignments at the root scope, which its subscriptions show", () =>
    assert.deepEqual(
      [...new Set(requests.filter(({ status }) => status === 403).map(({ path }) => path.split("?")[0]))],
      ["/providers/Microsoft.Authorization/roleAssignments"],
    ));

  describe("in a cloud without some providers", () => {
    const absentProviders = ["Oracle.Database", "Microsoft.Discovery"];
    const less = auditRole(needed, absentProviders);

    it("gets a sound report with a role that does not name them", async () => {
      const { report, requests } = await audit([], [], { ...less, absentProviders });
      assert.deepEqual(report.gaps, []);
      for (const { rule, status } of report.outcomes) assert.equal(status, "pass", rule.id);
      const asked = requests.filter(({ path }) => /^\/subscriptions\/[^/]+\/providers\?/.test(path)).length;
      assert(
        asked < Object.keys(subscriptions).length + 3,
        "one list each, for what is registered, and two for the rights",
      );
    });

    const denied: Fault = { match: { route: "/subscriptions/:subscription/providers" }, answer: "denied" };
    for (const [where, faults, more] of sampled(
      [
        ["the cloud has them", [], {}],
        ["nobody tells what it has", [denied], { absentProviders }],
      ] as const,
      2,
    ))
      it(`is told of what that role hides where ${where}`, async () => {
        const { report } = await audit(faults, [], { ...less, ...more });
        assert(report.gaps.some(({ missing = "" }) => /^Microsoft\.Discovery\/.*and \d+ more rights/.test(missing)));
      });
  });

  it("uses each of them", () => {
    const taken = new Set(
      [...requests, ...instead].flatMap(({ rights = [] }) => rights).map(right => right.toLowerCase()),
    );
    const asked = requests.map(({ body = "" }) => body.toLowerCase());
    const used = (action: string) => {
      const form = new RegExp(`^${action.replaceAll(".", "\\.").replaceAll("*", ".*")}$`, "i");
      // Resource Graph shows a type to whoever may read it
      const type = action
        .toLowerCase()
        .replace(/\/read$/, "")
        .replace(/\*$/, "");
      return (
        [...taken].some(right => form.test(right)) ||
        asked.some(body => body.includes(type)) ||
        listed.has(action.toLowerCase())
      );
    };
    for (const action of [...role.actions, ...needed.actions.map(({ action }) => action)])
      assert(used(action), `${action} is asked for, and no call takes it`);
    for (const { permission } of needed.graph)
      assert(
        requests.some(({ plane, rights }) => plane === "graph" && rights?.includes(permission)),
        `${permission} is asked for, and no call takes it`,
      );
  });
});
