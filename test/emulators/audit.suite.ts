import assert from "node:assert/strict";
import { defaultEstate } from "../../catalogue/estate";
import type { Gap } from "../../catalogue/outcome";
import { exitCodeOf } from "../../cli/exit";
import { type EvidenceKind, evidenceKinds } from "../../posture/evidence/all";
import { judgeAll } from "../../posture/run/audit";
import { subscriptionId, whatToInstall } from "./programs";
import { type Bench, type Ran, startBench } from "./run";
import { orphan, roles, subscription, upnOf } from "./tenant";

/**
 * The audit against programs that others wrote: their sign-in, their tokens, their certificates, their idea of Azure's
 * wire. They serve a part of a tenant, so most of an audit has to end as gaps, and nothing of it as a pass.
 */

const lacking = whatToInstall();

/** What was seeded and is served, as rule and subject. */
const found = (bench: Bench) => [
  ["standing-root-access", `User Access Administrator of ${upnOf("uma")}`, "critical"],
  ["guest-compute-role", bench.seeded.guest.name, "high"],
  ["disabled-compute-role", upnOf("dirk"), "low"],
  ["workload-directory-role", "robot", "high"],
  ["compute-creating-custom-role", "Renderers", "medium"],
  // arm-emulator has twelve built-in roles, and calls every other one custom, as it is asked to keep it.
  ["compute-creating-custom-role", "Role Based Access Control Administrator", "medium"],
  ["compute-creating-custom-role", "User Access Administrator", "medium"],
  ["compute-creating-custom-role", "Virtual Machine Contributor", "medium"],
];

/**
 * Who can create compute, by itself or by becoming somebody. Not the blocked one, nor who only reads, nor whom a deny
 * assignment or a condition binds; nor who holds a role where arm-emulator lists it at that place alone.
 */
const creators = (bench: Bench) => [
  ...["uma", "olga", "carl", "gina", "liam"].map(upnOf),
  bench.seeded.guest.name,
  "deployer",
  "robot", // adds a credential to deployer
  orphan, // that it is deleted cannot be known
];

/** Evidence that the two serve in full; each other kind ends with a gap that names what is missing. */
const served: readonly EvidenceKind[] = ["users", "servicePrincipals"];

/** Lists that entra-emulator serves without what was asked for of each row: credentials, owners, federated credentials. */
const formless = /^(secrets and certificates|owners|federated credentials) of (applications|service principals)$/;

/** Evidence of which a part is served: each subject that it names is there. */
const partly: readonly EvidenceKind[] = [
  "tenant",
  "subscriptions",
  "roleAssignments",
  "roleDefinitions",
  "denyAssignments",
  "directoryRoles",
];

const findingsOf = ({ report }: Ran) =>
  report.outcomes.flatMap(({ findings }) =>
    findings.map(({ rule, subject, severity }) => [rule, subject.name, severity]),
  );
const passesOf = ({ report }: Ran) =>
  report.outcomes.filter(({ status }) => status === "pass").map(({ rule }) => rule.id);
const told = ({ what, missing }: Gap) => `${what}: ${missing}`;
const rowsOf = ({ evidence }: Ran, kind: EvidenceKind) => JSON.stringify(evidence.gathered[kind].value);

describe("the audit against emulators written by others", () => {
  if (lacking) {
    it("are on PATH", () => assert.fail(lacking));
    return;
  }
  let bench: Bench;
  let plain: Ran;
  before(async () => {
    bench = await startBench();
    plain = await bench.audit();
  });
  after(() => bench?.stop());

  it("finds what was seeded, and nothing else", () => {
    assert.deepEqual(findingsOf(plain).sort(), found(bench).sort());
    assert.equal(plain.code, 1);
    assert.equal(plain.errors, "");
  });

  it("knows who can create compute, and leaves alone who cannot", () => {
    assert.deepEqual(plain.report.blastRadius.map(({ principal }) => principal.name).sort(), creators(bench).sort());
    for (const { defended, usdPerDay, principal } of plain.report.blastRadius) {
      assert.notEqual(defended, true, principal.name);
      assert.equal(usdPerDay.is, "unknown", `${principal.name}: no quota was read`);
    }
  });

  it("reads roles from Azure Resource Manager where there is no Resource Graph: at the root, at the subscription, and above", () => {
    const { roleAssignments, roleDefinitions, denyAssignments, subscriptions } = plain.evidence.gathered;
    assert.deepEqual(roleAssignments.value.map(({ id }) => id).sort(), [...bench.seeded.listed].sort());
    assert.deepEqual(roleAssignments.gaps, []);
    const known = new Set(roleDefinitions.value.map(({ id }) => id));
    for (const [name, id] of Object.entries(roles)) assert.ok(known.has(id), name);
    const renderers = roleDefinitions.value.find(({ id }) => id === roles.custom);
    assert.deepEqual(renderers?.permissions, [
      { actions: ["Microsoft.Compute/*"], notActions: ["Microsoft.Compute/virtualMachines/delete"] },
    ]);
    assert.deepEqual(
      denyAssignments.value.map(({ scope, principals }) => [scope, principals]),
      [[subscription, [bench.seeded.ids.dora]]],
    );
    assert.ok(subscriptions.gaps.some(({ what }) => what === "which subscriptions Resource Graph has"));
  });

  it("lets no check pass", () => {
    assert.deepEqual(passesOf(plain), []);
    for (const { rule, status, findings, unknowns, gaps } of plain.report.outcomes) {
      assert.equal(status, findings.length > 0 ? "fail" : "unknown", rule.id);
      assert.ok(findings.length + unknowns.length + gaps.length > 0, `${rule.id} says nothing of why`);
    }
  });

  it("lets none pass that is judged alone, and ends with what that one found", () => {
    const { gathered, manifest } = plain.evidence;
    for (const { rule, status } of plain.report.outcomes) {
      const select = ({ id }: { readonly id: string }) => id === rule.id;
      const alone = judgeAll(gathered, manifest, { estate: defaultEstate, version: "0.0.0", select });
      assert.deepEqual(
        alone.outcomes.map(outcome => [outcome.rule.id, outcome.status]),
        [[rule.id, status]],
      );
      assert.equal(exitCodeOf(alone, "low"), status === "fail" ? 1 : 3, rule.id);
      assert.ok(
        alone.coverage.sources.some(source => source.status !== "whole"),
        `${rule.id} rests on what was read in full`,
      );
    }
  });

  it("has a gap for all else, which says what is missing", () => {
    const { gathered } = plain.evidence;
    for (const { what, missing, reason } of plain.report.gaps) {
      assert.ok(what && missing, `${what}: ${missing}`);
      assert.equal(reason, formless.test(what) ? "malformed" : "failed", `${what}: no right or licence is asked for`);
    }
    for (const kind of partly) assert.ok(gathered[kind].value.length > 0, kind);
    const sources = new Map(plain.report.coverage.sources.map(({ kind, status }) => [kind, status]));
    for (const kind of evidenceKinds)
      assert.equal(
        sources.get(kind),
        served.includes(kind) ? "whole" : partly.includes(kind) ? "part" : "unread",
        kind,
      );
    const gaps = plain.report.gaps.map(told);
    for (const gap of [
      // the member of the group that holds Virtual Machine Contributor
      /^groups that hold a role: an answer from Microsoft Graph \(HTTP 404\)/,
      // whether the orphan is deleted
      /^principals of role assignments: an answer from Microsoft Graph \(HTTP 404\)/,
      /^the tenant's list of subscriptions: .*\(HTTP 400 NoRegisteredProviderFound\)/,
      /^Conditional Access policies: .*\(HTTP 404\)/,
      /^MFA registration of users: .*\(HTTP 404\)/,
      /^compute that runs: .*\(HTTP 400 NoRegisteredProviderFound\)/,
      /^regions of the subscription: .*\(HTTP 404 InvalidResourceId\)/,
      // the secret of the application that holds Contributor
      /^secrets and certificates of applications: an answer in the documented form \(\d+ items are not\)/,
    ])
      assert.ok(
        gaps.some(text => gap.test(text)),
        `${gap} is not in ${gaps.join("\n")}`,
      );
  });

  it("says at the head how little was seen, and by whom", () => {
    const { coverage } = plain.report;
    assert.deepEqual(coverage.subscriptions, { seen: 1, chosen: false, inactive: [], unseen: [] });
    const sources = `${served.length} of ${evidenceKinds.length} sources read in full`;
    assert.equal(
      plain.lines[1]?.replace(/, under .*/, ""),
      `1 of an unknown number of subscriptions, ${sources}, by the application ${bench.seeded.auditor.id}`,
    );
    assert.match(plain.lines[2] ?? "", /^Whether there are more subscriptions could not be read/);
    assert.deepEqual(plain.report.subscriptions, [{ id: subscriptionId, name: "Emulator Subscription" }]);
  });

  it("ends with 3 where only what could not be judged is asked for, and says of each check why", async () => {
    for (const { rule } of plain.report.outcomes.filter(({ status }) => status === "unknown").slice(0, 3)) {
      const { code, report } = await bench.audit(["--check", rule.id]);
      assert.equal(code, 3, rule.id);
      assert.deepEqual([report.outcomes.length, report.outcomes[0]?.status], [1, "unknown"]);
    }
  });

  describe("and when they fail", () => {
    const steady: readonly EvidenceKind[] = [...served, ...partly];
    const faults = (body: object) => bench.arm("POST", "/_emulator/faults", body);

    for (const [what, body] of [
      ["asks to wait twelve times (429 with Retry-After)", { throttleNextRequests: 12 }],
      ["breaks ten times (500)", { rejectNextRequests: 10 }],
    ] as const)
      it(`reads the same where Azure Resource Manager ${what}`, async () => {
        assert.equal((await faults(body)).status, 200);
        const ran = await bench.audit();
        assert.equal(ran.code, 1);
        for (const kind of steady) assert.equal(rowsOf(ran, kind), rowsOf(plain, kind), kind);
        assert.deepEqual(ran.report.gaps, plain.report.gaps);
        assert.deepEqual(findingsOf(ran), findingsOf(plain));
      });

    /** Sets both clocks right again, whatever comes of it. */
    async function atAnotherTime(set: () => Promise<unknown>): Promise<Ran> {
      try {
        await set();
        return await bench.audit();
      } finally {
        await bench.arm("POST", "/_emulator/clock", { offset: 0 });
        await bench.entra("DELETE", "/admin/api/clock");
      }
    }
    for (const [what, set] of [
      [
        "have expired by the clock of Azure Resource Manager",
        () => bench.arm("POST", "/_emulator/clock", { advance: 7200 }),
      ],
      ["are of yesterday", () => bench.entra("POST", "/admin/api/clock", { offsetSeconds: -86_400 })],
      ["are of tomorrow", () => bench.entra("POST", "/admin/api/clock", { offsetSeconds: 86_400 })],
    ] as const)
      it(`passes nothing, and blames no right, where its tokens ${what}`, async () => {
        const ran = await atAnotherTime(set);
        assert.equal(ran.code, 2, "no subscription was seen");
        assert.deepEqual(passesOf(ran), []);
        assert.deepEqual(findingsOf(ran), []); // where its role leads is not known
        assert.match(ran.lines[1] ?? "", /^0 of an unknown number of subscriptions/);
        assert.match(ran.lines[2] ?? "", /^The list of subscriptions could not be read/);
        const ofArm = ran.report.gaps.filter(({ what }) => what === "subscriptions");
        assert.match(ofArm.map(told).join(), /HTTP 401/);
        assert.deepEqual(
          ran.report.gaps.filter(({ reason }) => reason === "denied"),
          [],
        );
      });

    for (const [what, options, env, words] of [
      ["the secret is wrong", [], { AZURE_CLIENT_SECRET: "wrong" }, /AADSTS7000215/],
      ["the certificate is not trusted", [], { NODE_EXTRA_CA_CERTS: "" }, /cannot be reached.*NODE_EXTRA_CA_CERTS/],
    ] as const)
      it(`ends with 2 and one line where ${what}`, async () => {
        const { code, errors } = await bench.audit(options, env);
        assert.equal(code, 2);
        assert.match(errors, words);
        assert.equal(errors.trimEnd().split("\n").length, 1, errors);
      });

    it("ends with 2 and one line where the issuer is spelt by its address", async () => {
      const { code, errors } = await bench.audit(["--authority", bench.graph]);
      assert.equal(code, 2);
      assert.equal(errors.trimEnd().split("\n").length, 1, errors);
    });

    it("ends with 2 and one line where the sign-in service is out of order", async () => {
      const fault = { tokenError: "temporarily_unavailable", tokenErrorDescription: "AADSTS90033: a passing fault." };
      assert.equal((await bench.entra("POST", "/admin/api/faults", fault)).status, 200);
      const { code, errors } = await bench.audit();
      await bench.entra("DELETE", "/admin/api/faults");
      assert.equal(code, 2);
      assert.match(errors, /AADSTS90033/);
      assert.equal(errors.trimEnd().split("\n").length, 1, errors);
    });
  });
});

describe("the audit against an emulator that holds Microsoft Graph's permissions against each call", () => {
  if (lacking) return;
  let bench: Bench;
  before(async () => {
    bench = await startBench({ GRAPH_PERMISSIONS: "true" });
  });
  after(() => bench?.stop());

  it("names each permission that its token lacks, and passes nothing", async () => {
    const ran = await bench.audit();
    assert.deepEqual(passesOf(ran), []);
    const denied = ran.report.gaps.filter(({ reason }) => reason === "denied");
    assert.deepEqual([...new Set(denied.map(({ missing }) => missing))].sort(), [
      "Application.Read.All",
      "AuditLog.Read.All",
      "Directory.Read.All",
      "RoleManagement.Read.Directory",
    ]);
    const { users, servicePrincipals } = ran.evidence.gathered;
    for (const { value, gaps } of [users, servicePrincipals]) assert.ok(value.length === 0 && gaps.length > 0);
    // What Azure Resource Manager proves needs no name of anybody.
    assert.ok(findingsOf(ran).some(([rule]) => rule === "standing-root-access"));
    assert.equal(ran.code, 1);
  });
});
