import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Evidenced, Gathered } from "../../posture/evidence/gathered";
import { figure } from "../../posture/facts/amount";
import type { Plan } from "../../posture/plan/plan";
import { planFormats, removalsHeadline } from "../../posture/plan/print";
import { removalsOf } from "../../posture/plan/removals";
import { resolverFor } from "../../posture/run/resolve";
import { contosoGathered, estate, healthyGathered } from "../demo/audited";
import { sample } from "../report/sample";

const planned = ({ gathered, manifest }: Evidenced) => {
  const setting = { estate, manifest };
  return removalsOf(resolverFor(gathered, setting), setting);
};

/** The same tenant without some role assignments. */
const without = ({ gathered, manifest }: Evidenced, ids: ReadonlySet<string>): Evidenced => {
  const left = <K extends "roleAssignments">(kind: K): Gathered[K] => ({
    ...gathered[kind],
    value: gathered[kind].value.filter(({ id }) => !ids.has(id.toLowerCase())),
  });
  return { manifest, gathered: { ...gathered, roleAssignments: left("roleAssignments") } };
};

describe("the plan of removals for the planted tenant", () => {
  it("takes nine tenths away, as judging the tenant again without them shows", async () => {
    const evidence = await contosoGathered();
    const plan = planned(evidence);
    const ids = new Set(
      plan.removals.flatMap(({ commands }) =>
        commands.flatMap(({ line }) => /^az role assignment delete --ids (\S+)$/.exec(line)?.[1]?.toLowerCase() ?? []),
      ),
    );
    assert(ids.size > 0);
    // What Entra assigns has no command: those two roads stay in the second tenant, and whoever takes them is left out there.
    const byHand = plan.removals.filter(({ commands }) => commands.length === 0).flatMap(({ from }) => from);
    const again = planned(without(evidence, ids));
    const [before, after, left] = [plan.before, plan.after, again.before].map(figure);
    assert(before! > 1000 && after! <= before! / 10, `${after} of ${before}`);
    if (byHand.length === 0) assert.equal(left, after);
    else assert(left! >= after!);
    assert(again.exposed < plan.exposed, "some of them can create nothing any more");
    assert(plan.atLeast >= 1 && plan.atLeast <= plan.removals.length);
  });

  it("leaves the emergency accounts what they hold, and those whom MFA defends", async () => {
    const { removals } = planned(await contosoGathered());
    const names = removals.flatMap(({ from }) => from);
    assert(names.includes("dana.moreno@contoso.com"), "whom a password alone opens");
    assert(!names.some(name => /emergency/.test(name)));
    assert(!names.includes("avery.howard@contoso.com"));
  });

  it("of a tenant in which people are defended takes nothing from people", async () => {
    const { removals } = planned(await healthyGathered());
    assert.deepEqual(
      removals.flatMap(({ from }) => from).filter(name => name.includes("@")),
      [],
    );
  });
});

const hostileNames = [
  "x\n touch owned",
  "$(touch owned)",
  "`touch owned`",
  "'; touch owned #",
  "</script>@everyone",
  "~~~~~",
  "| a | b",
];
const plan: Plan = {
  tenant: hostileNames[0]!.replace("\n", " "),
  collectedAt: sample.collectedAt,
  acts: sample.acts.map(act => ({
    ...act,
    targets: hostileNames.map(name => ({ ...act.targets[0]!, name: name.replace("\n", "�") })),
  })),
  removals: {
    exposed: 2,
    before: { is: "exact", value: 1000 },
    after: { is: "exact", value: 90 },
    removals: [
      {
        says: `Take ${hostileNames[1]} out of the group ${hostileNames[2]}`,
        from: hostileNames.map(name => name.replace("\n", "�")),
        commands: [{ shell: "bash", line: `az ad group member remove --group 'it'\\''s' --member-id x` }],
      },
    ],
    atLeast: 1,
  },
  gaps: [],
};
const printed = (form: string) => [...planFormats[form]!(plan)].join("");

describe("a printed plan", () => {
  it("as a script runs nothing, whatever names it holds", () => {
    const folder = mkdtempSync(join(tmpdir(), "computeguard-plan-"));
    try {
      const { status, stdout, stderr } = spawnSync("bash", ["-s"], {
        cwd: folder,
        input: printed("script"),
        encoding: "utf8",
      });
      assert.deepEqual([status, stdout, stderr], [0, "", ""]);
      assert.deepEqual(readdirSync(folder), []);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
  it("as a script is one that bash can read once its commands are taken in", () => {
    const taken = printed("script").replace(/^#az /gm, "az ");
    assert.match(taken, /^az /m);
    const { status, stderr } = spawnSync("bash", ["-n"], { input: taken, encoding: "utf8" });
    assert.equal(status, 0, stderr);
  });
  it("as Markdown keeps each name in a code span", () => {
    for (const line of printed("markdown")
      .split("\n")
      .filter(one => one.includes("touch owned") || one.includes("@everyone")))
      assert.match(line, /^(?:- \[ \]|#[^`]*) ?(`+).*\1\.?$/);
  });
  it("names every target, act and removal in each form", () => {
    for (const form of Object.keys(planFormats)) {
      const text = printed(form);
      for (const wanted of [
        "Sign out and block the account",
        "Revoke-MgUserSignInSession",
        "az ad group member remove",
        "$(touch owned)",
      ])
        assert(text.includes(wanted), `${form}: ${wanted}`);
    }
  });
  it("says how few do", () => {
    const { removals } = plan;
    assert.match(
      removalsHeadline(removals),
      /could burn \$1,000 a day together\. 1 removal leaves \$90: .* no fewer do\.$/,
    );
    assert.match(removalsHeadline({ ...removals, atLeast: 0, removals: [] }), /nothing here can be taken away/);
  });
});
