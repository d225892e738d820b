import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { defaultEstate } from "../../catalogue/estate";
import { startPack } from "../../engine/pack";
import { policies } from "../../policies/all";
import { checks } from "../../posture/checks/all";
import { saveTenant, subscription } from "./evidence";
import { type Installation, install } from "./installation";

const commands = [
  "audit",
  "plan",
  "explain",
  "respond",
  "rehearse",
  "diff",
  "verify",
  "demo",
  "preview",
  "scan",
  "init",
  "estate",
  "pack",
  "rules",
  "permissions",
  "indicators",
  "completion",
  "table",
];
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
const escapeCode = /\u001b/;

describe("the command line", () => {
  let here: Installation;
  before(async () => {
    here = install({ cli: true, pack: true });
    const folder = (name: string) => join(here.root, "here", name);
    await saveTenant(folder("healthy"));
    await saveTenant(folder("gpu"), { gpu: true });
    await saveTenant(folder("denied"), { denied: true });
    await saveTenant(folder("gpu-denied"), { gpu: true, denied: true });
    await saveTenant(folder("blind"), { blind: true });
  });
  after(() => here.remove());

  const told = async (args: readonly string[], env?: NodeJS.ProcessEnv) => {
    const ran = await here.run(args, env);
    assert.equal(ran.stderr, "");
    assert.doesNotMatch(ran.stdout, escapeCode);
    return ran;
  };

  it("--help names every command, and what the exit codes mean", async () => {
    const { code, stdout } = await told(["--help"]);
    assert.equal(code, 0);
    for (const command of commands) assert.match(stdout, new RegExp(`^  ${command} `, "m"));
    for (const exit of [0, 1, 2, 3, 70, 130]) assert.match(stdout, new RegExp(`^  ${exit} +\\S`, "m"));
  });
  const completions: readonly (readonly [words: readonly string[], is: readonly string[], isNot?: string])[] = [
    [["au"], ["audit"], "plan"],
    [["audit", "--fail"], ["--fail-on"], "--format"],
    [["estate", ""], ["check"]],
    [
      ["audit", "-f", ""],
      ["html", "opengraph"],
    ],
    [["audit", "--sign-in", "az"], ["azureCli"], "default"],
    [["audit", "--check", "unused-gpu"], ["unused-gpu-quota"], "unused-spot-quota"],
    [["rules", "unapproved-gpu"], ["unapproved-gpu-size"], "unused-gpu-quota"],
    [["rules", "--theme", ""], ["mfa-coverage"]],
    [["audit", "--from", "gp"], ["gpu/", "gpu-denied/"], "healthy/"],
    [["verify", "gpu/man"], ["gpu/manifest.json"]],
    [["audit", "--from", "nowhere/"], []],
  ];
  for (const [words, is, isNot] of completions)
    it(`completes "${words.join(" ")}"`, async () => {
      const { stdout } = await told(["complete", "--", ...words]);
      const values = stdout.split("\n").map(line => line.split("\t")[0]!);
      for (const value of is) assert(values.includes(value), stdout);
      assert(!values.includes(isNot ?? "undefined"));
      if (is.length === 0) assert.deepEqual(values, [":4", ""]);
    });
  it("writes the script of each shell, and bash can read its own", async () => {
    for (const shell of ["zsh", "fish", "powershell"])
      assert.match((await told(["completion", shell])).stdout, /\bcomputeguard complete '?--/);
    const { stdout } = await told(["completion", "bash"]);
    const { status, stderr } = spawnSync("bash", ["-n"], { input: stdout, encoding: "utf8" });
    assert.deepEqual([status, stderr], [0, ""]);
    assert.equal((await here.run(["completion", "csh"])).code, 2);
  });
  for (const command of commands)
    it(`${command} --help tells its options`, async () => {
      const { code, stdout } = await told([command, "--help"]);
      assert.equal(code, 0);
      assert.match(stdout, new RegExp(`^Usage: computeguard ${command} `));
    });
  it("--version is that of the package", async () => {
    const { version } = JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8"));
    assert.equal((await told(["--version"])).stdout, `${version}\n`);
  });
  it("without a command it shows the help, as a fault", async () => {
    const { code, stdout, stderr } = await here.run([]);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, /^Usage: computeguard /);
  });

  it("writes every format that is asked for, however often the option stands there", async () => {
    const { code } = await here.run([
      "audit",
      "--from",
      "gpu",
      "-f",
      "json",
      "-f",
      "csv,json",
      "-o",
      "twice",
      "--fail-on",
      "none",
    ]);
    assert.equal(code, 0);
    assert(
      existsSync(join(here.root, "here", "twice", "report.json")) &&
        existsSync(join(here.root, "here", "twice", "report.csv")),
    );
    assert(
      !existsSync(join(here.root, "here", "twice", "report.html")),
      "what is asked for stands in place of the default",
    );
  });
  it("writes one format to standard output, and its summary beside it", async () => {
    const { code, stdout, stderr } = await here.run([
      "audit",
      "--from",
      "gpu",
      "-f",
      "json",
      "-o",
      "-",
      "--fail-on",
      "none",
    ]);
    assert.equal(code, 0);
    assert.equal(JSON.parse(stdout).schema, "computeguard/report/1");
    assert.match(stderr, /unused-gpu-quota|Quota of unapproved accelerators/);
    // the digest is told of a report.json that there is
    assert.match(stderr, new RegExp(`^sha256 ${createHash("sha256").update(stdout).digest("hex")}; to check: `, "m"));
    const other = await here.run(["audit", "--from", "gpu", "-f", "csv", "-o", "-", "--fail-on", "none"]);
    assert.doesNotMatch(other.stderr, /sha256 .*; to check: /);
    const quiet = await told(["audit", "--from", "gpu", "-f", "csv", "-o", "-", "-q", "--fail-on", "none"]);
    assert.match(quiet.stdout, /unused-gpu-quota/);
    const two = await here.run(["audit", "--from", "gpu", "-o", "-"]);
    assert.deepEqual(
      [two.code, two.stderr],
      [
        2,
        "computeguard: --out - writes one format to standard output, and html, json are 2. Name one with --format.\n",
      ],
    );
  });
  it("says before it reads that a folder stands where the report should be", async () => {
    mkdirSync(join(here.root, "here", "taken", "report.json"), { recursive: true });
    const { code, stderr } = await here.run(["audit", "--from", "nowhere", "-f", "json", "-o", "taken"]);
    assert.equal(code, 2);
    assert.match(stderr, /^computeguard: taken.report\.json is a folder, .*\n$/);
  });
  it("loads what a command needs when it is asked for, and no sooner", () => {
    const listing = here.write(
      "listing.cjs",
      `process.on("exit", () => console.error(Object.keys(require.cache).filter(file => file.includes("/node_modules/")).length));`,
    );
    const loaded = (...args: string[]): number =>
      Number(
        here
          .start(args, { NODE_OPTIONS: `--require=${listing}` })
          .stderr.trim()
          .split("\n")
          .at(-1),
      );
    for (const args of [["--version"], ["--help"], ["help"]]) assert.equal(loaded(...args), 0, args.join(" "));
    assert.ok(loaded("audit", "--help") > 50, "the sign-in of Azure is a package of its own");
  });
  it("takes options from the environment, which those that are given override", async () => {
    const env = {
      COMPUTEGUARD_FORMAT: "csv",
      COMPUTEGUARD_OUT: "from-env",
      COMPUTEGUARD_FAIL_ON: "none",
      COMPUTEGUARD_SEVERITY: "",
    };
    const { code, stdout } = await told(["audit", "--from", "gpu"], env);
    assert.equal(code, 0);
    assert.match(stdout, /Report: from-env.report\.csv\n$/);
    const given = await told(["audit", "--from", "gpu", "--fail-on", "high"], env);
    assert.equal(given.code, 1);
    for (const off of ["false", "0", "no", "Off"])
      assert.notEqual(
        (await here.run(["audit", "--from", "gpu"], { ...env, COMPUTEGUARD_QUIET: off })).stdout,
        "",
        off,
      );
    for (const on of ["true", "1", "YES"])
      assert.equal((await here.run(["audit", "--from", "gpu"], { ...env, COMPUTEGUARD_QUIET: on })).stdout, "", on);
    const neither = await here.run(["audit", "--from", "gpu"], { COMPUTEGUARD_QUIET: "maybe" });
    assert.deepEqual(
      [neither.code, neither.stderr],
      [2, 'computeguard: COMPUTEGUARD_QUIET is "maybe". Set it to true or false, or leave it out.\n'],
    );
    const wrong = await here.run(["audit", "--from", "gpu"], { COMPUTEGUARD_FORMAT: "pdf" });
    assert.equal(wrong.code, 2);
    assert.match(wrong.stderr, /^computeguard: .*COMPUTEGUARD_FORMAT.*\n$/);
  });

  it("takes the format and the files of reports for no other command's", async () => {
    const env = { COMPUTEGUARD_FORMAT: "csv,html", COMPUTEGUARD_OUT: "from-env" };
    const plan = await here.run(["plan", "--from", "gpu"], env);
    assert.deepEqual([plan.code, plan.stderr], [0, ""]);
    const script = await here.run(["plan", "--from", "gpu"], { ...env, COMPUTEGUARD_PLAN_FORMAT: "script" });
    assert.match(script.stdout, /^#!/);
    assert.doesNotMatch(plan.stdout, /^#!/);
    const audit = await told(["audit", "--from", "gpu"], { ...env, COMPUTEGUARD_AUDIT_OUT: "own" });
    assert.match(audit.stdout, /Report: own.report\.html/);
  });

  it("tells what is new since an earlier report, and fails on that alone", async () => {
    const audit = (from: string, out: string, ...more: readonly string[]) =>
      here.run(["audit", "--from", from, "--out", out, "--format", "json", "--fail-on", "new:low", ...more]);
    const first = await here.run([
      "audit",
      "--from",
      "healthy",
      "--out",
      "first",
      "--format",
      "json",
      "--fail-on",
      "none",
    ]);
    assert.equal(first.code, 0);
    const worse = await audit("gpu", "worse", "--baseline", "first/report.json");
    assert.equal(worse.code, 1, worse.stderr);
    assert.match(
      worse.stdout,
      /Since 2026-11-24T06:00:00Z: 1 finding new, \d+ unchanged\n +new +high +unused-gpu-quota: /,
    );
    const same = await audit("gpu", "same", "--baseline", "worse/report.json");
    assert.notEqual(same.code, 1, "what was there before fails nothing");
    const unread = await here.run(["audit", "--from", "gpu", "--out", "x", "--fail-on", "new:high"]);
    assert.deepEqual(
      [unread.code, unread.stderr],
      [2, "computeguard: --fail-on new:high needs an earlier report. Name it with --baseline.\n"],
    );
    const earlier = JSON.parse(readFileSync(join(here.root, "here/worse/report.json"), "utf8"));
    here.write("here/newer.json", JSON.stringify({ ...earlier, collectedAt: "2026-11-24T06:00:01Z" }));
    const newer = await here.run(["audit", "--from", "gpu", "--out", "x", "--baseline", "newer.json"]);
    assert.equal(newer.code, 2);
    assert.match(newer.stderr, /^computeguard: newer\.json is of 2026-11-24T06:00:01Z, later than what is judged \(/);
    const namesake = { ...earlier, tenant: { ...earlier.tenant, id: "00000000-0000-0000-0000-00000000beef" } };
    here.write("here/namesake.json", JSON.stringify(namesake));
    const other = await here.run(["audit", "--from", "gpu", "--out", "x", "--baseline", "namesake.json"]);
    assert.match(other.stderr, /a report of Contoso \(0+-0000-0000-0000-0+beef\), and not of Contoso \(0+-.*c0de\)/);
    const fixed = await told(["diff", "worse/report.json", "first/report.json"]);
    assert.match(
      fixed.stdout,
      /^Since 2026-11-24T06:00:00Z: 0 findings new, 1 fixed, \d+ unchanged\nfixed +high +unused-gpu-quota: /,
    );
    assert.equal(
      JSON.parse((await told(["diff", "--json", "worse/report.json", "first/report.json"])).stdout).fixed.length,
      1,
    );
    const wrong = await here.run(["diff", "first/report.json", "healthy/manifest.json"]);
    assert.equal(wrong.code, 2);
    assert.match(wrong.stderr, /^computeguard: .*manifest\.json is no report of computeguard\..*\n$/);
  });

  it("explain tells of a rule without reading, and of what is not there in one line", async () => {
    const page = await told(["explain", "unused-gpu-quota"]);
    assert.match(page.stdout, /^unused-gpu-quota: check of the audit, high\n/);
    assert.equal((await told(["rules", "unused-gpu-quota"])).stdout, page.stdout);
    const nobody = await here.run(["explain", "nobody", "--from", "gpu"]);
    assert.deepEqual([nobody.code, nobody.stderr.split("\n").length], [2, 2]);
    assert.match(nobody.stderr, /^computeguard: Nothing is called "nobody"/);
    const rule = await here.run(["rules", "unused-gpu-quotas"]);
    assert.deepEqual(
      [rule.code, rule.stderr],
      [2, 'computeguard: There is no rule "unused-gpu-quotas". Did you mean unused-gpu-quota?\n'],
    );
  });
  it("rules --theme lists the rules of one control", async () => {
    const { stdout } = await told(["rules", "--theme", "quota-headroom"]);
    assert.match(stdout, /unused-gpu-quota/);
    assert.doesNotMatch(stdout, /account-without-mfa/);
    const wrong = await here.run(["rules", "--theme", "quota"]);
    assert.equal(wrong.code, 2);
  });
  it("explain tells of a finding by its fingerprint", async () => {
    await told(["audit", "--from", "gpu", "-f", "json", "-o", "explained", "--fail-on", "none"]);
    const { outcomes } = JSON.parse(readFileSync(join(here.root, "here/explained/report.json"), "utf8"));
    const [{ fingerprint }] = outcomes.find(
      ({ rule }: { rule: { id: string } }) => rule.id === "unused-gpu-quota",
    ).findings;
    const { stdout } = await told(["explain", fingerprint, "--from", "gpu"]);
    assert.match(stdout, /^To except {4}- \{rule: unused-gpu-quota, resource: "/m);
  });

  it("plan --from prints what to do, in each form", async () => {
    const plan = async (form: string) => {
      const { code, stdout } = await told(["plan", "--from", "gpu", "--format", form]);
      assert.equal(code, 0);
      return stdout;
    };
    assert.match(
      await plan("text"),
      /^What to do about Contoso, .*\n[\s\S]*Shrink: Give idle quota back \(closes 1 finding; a support ticket\)/,
    );
    assert.match(await plan("markdown"), /^# What to do about `Contoso`\n[\s\S]*## Shrink: Give idle quota back/);
    const script = await plan("script");
    assert.match(script, /^#!\/usr\/bin\/env bash\n/);
    for (const line of script.split("\n")) assert.match(line, /^(?:#.*|set -eu|)$/, "nothing runs by itself");
  });
  it("plan of evidence that is not there says so in one line", async () => {
    const { code, stderr } = await here.run(["plan", "--from", "nowhere"]);
    assert.equal(code, 2);
    assert.match(stderr, /^computeguard: .*nowhere.*\n$/);
  });

  it("respond says in two lines where nothing burns and nobody is suspected, in each form", async () => {
    for (const form of ["text", "markdown", "script"]) {
      const { code, stdout } = await told(["respond", "--from", "healthy", "--format", form]);
      assert.equal(code, 0);
      assert.match(stdout, /nobody is suspected/);
      assert(stdout.trimEnd().split("\n").length <= 4, stdout);
    }
  });
  it("rehearse tells what a draft would have refused, in each form, and needs a draft", async () => {
    writeFileSync(join(here.root, "here/draft.yaml"), "maxInstances: 10\n");
    for (const form of ["text", "markdown"]) {
      const { code, stdout } = await told(["rehearse", "--estate", "draft.yaml", "--from", "gpu", "--format", form]);
      assert.equal(code, 0);
      assert.match(stdout, /This estate would have refused 0 of 0 creations and 0 of 0 resources that run\./);
    }
    const { code, stderr } = await here.run(["rehearse", "--estate", "nowhere.yaml", "--from", "gpu"]);
    assert.equal(code, 2);
    assert.match(stderr, /^computeguard: The estate nowhere\.yaml cannot be read .*\n$/);
  });
  it("how Azure is read may stand in the environment where nothing is read, and what is read may not", async () => {
    const standing = { COMPUTEGUARD_TIMEOUT: "15m", COMPUTEGUARD_CLOUD: "AzureGovernment" };
    assert.equal((await told(["plan", "--from", "healthy"], standing)).code, 0);
    const { code, stderr } = await here.run(["plan", "--from", "healthy"], { COMPUTEGUARD_SUBSCRIPTION: "a" });
    assert.equal(code, 2);
    assert.match(
      stderr,
      /^computeguard: --subscription chooses what is read from Azure and cannot be given with --from/,
    );
  });
  it("respond to an identity that is not there says so in one line", async () => {
    const { code, stderr } = await here.run(["respond", "--from", "healthy", "--identity", "nobody"]);
    assert.equal(code, 2);
    assert.match(stderr, /^computeguard: Nobody is called "nobody" in this tenant\. .*\n$/);
  });
  it("a word of nothing asks for nobody", async () => {
    const asked = await here.run(["explain", " ", "--from", "healthy"]);
    assert.deepEqual([asked.code, asked.stdout], [2, ""]);
    assert.match(asked.stderr, /^computeguard: Nothing is named\. .*\n$/);
    const responded = await here.run(["respond", "--from", "healthy", "--identity", ""]);
    assert.deepEqual([responded.code, responded.stdout], [2, ""]);
    assert.match(responded.stderr, /^computeguard: --identity names nobody\. .*\n$/);
  });
  it("respond to whom a word may mean, where that is several, says so in one line that no name breaks", async () => {
    const people = ["sam.a@contoso.com", "sam.\n\u001b[2J\u202e@contoso.com", "kim@contoso.com"];
    await saveTenant(join(here.root, "here", "people"), { people });
    const { code, stdout, stderr } = await here.run(["respond", "--from", "people", "--identity", "sam"]);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.equal(
      stderr,
      `computeguard: "sam" may be sam.a@contoso.com (00000000-0000-0000-0001-000000000000), sam.\ufffd\ufffd[2J\ufffd@contoso.com (00000000-0000-0000-0001-000000000001). Give its whole name or id.\n`,
    );
    const one = await told(["respond", "--from", "people", "--identity", "KIM"]);
    assert.match(one.stdout, /Sign out and block kim@contoso\.com/);
  });

  it("rules --json lists every rule and check, each with its words", async () => {
    const rows = JSON.parse((await told(["rules", "--json"])).stdout) as readonly { readonly [key: string]: string }[];
    assert.deepEqual(rows.map(({ id }) => id).sort(), [...policies, ...checks].map(({ id }) => id).sort());
    for (const row of rows) for (const key of ["title", "severity", "why", "fix", "control"]) assert(row[key], key);
  });
  it("rules lists one a line", async () =>
    assert.equal((await told(["rules"])).stdout.trimEnd().split("\n").length, policies.length + checks.length));

  it("permissions --offline --json tells what is needed, and signs in nowhere", async () => {
    const { needed, mine } = JSON.parse((await told(["permissions", "--offline", "--json"])).stdout);
    assert.equal(mine, undefined);
    assert(needed.graph.some(({ permission }: { permission: string }) => permission === "Directory.Read.All"));
    assert(
      needed.actions.some(({ action }: { action: string }) => /^Microsoft\.Authorization\/.*\/read$/.test(action)),
    );
  });

  it("permissions --offline has several reasons below what is needed, one a line, and one beside it", async () => {
    const lines = (await told(["permissions", "--offline"])).stdout.split("\n");
    const at = lines.findIndex(line => line.startsWith("  Directory.Read.All "));
    assert.deepEqual(lines.slice(at, at + 2), ["  Directory.Read.All (people)", "    to name the tenant"]);
    assert(lines.includes("  IdentityRiskyUser.Read.All (logs) to know which accounts are held to be at risk"));
    assert(lines.every(line => !line.includes("; to ")));
  });

  const audit = (tenant: string, ...more: readonly string[]) =>
    told([
      "audit",
      "--from",
      tenant,
      "--check",
      "unused-gpu-quota",
      "--format",
      "json",
      "--out",
      `out-${tenant}`,
      ...more,
    ]);

  const exits: readonly (readonly [tenant: string, code: number, why: string, ...args: string[]])[] = [
    ["healthy", 0, "nothing found, all was read"],
    ["gpu", 1, "a finding of high severity"],
    ["gpu", 0, "a finding below --fail-on", "--fail-on", "critical"],
    ["gpu", 1, "a finding above --fail-on", "--fail-on", "low"],
    ["gpu", 0, "whatever is found, where --fail-on is none", "--fail-on", "none"],
    ["denied", 3, "nothing found, not all was read", "--check", "guest-compute-role"],
    ["denied", 2, "nothing could be assessed"],
    ["denied", 2, "nothing could be assessed, and --fail-on is none", "--fail-on", "none"],
    ["gpu-denied", 1, "a finding, and not all was read"],
    ["gpu-denied", 3, "a finding below --fail-on, and not all was read", "--fail-on", "critical"],
    ["gpu-denied", 0, "whatever was read, where --fail-on is none", "--fail-on", "none"],
  ];
  for (const [tenant, code, why, ...args] of exits)
    it(`ends with ${code}: ${why}`, async () => assert.equal((await audit(tenant, ...args)).code, code));

  it("ends with 2 where no subscription was seen, names the missing role, and still writes the report", async () => {
    const { code, stdout } = await audit("blind", "--fail-on", "none");
    assert.equal(code, 2);
    assert.match(
      stdout,
      /^0 of 1 subscription, .*\n.*sees no subscription: give it Reader at the root management group/m,
    );
    const report = JSON.parse(readFileSync(join(here.root, "here/out-blind/report.json"), "utf8"));
    assert.deepEqual(report.summary.checks, { pass: 0, fail: 0, unknown: 1 });
    assert.equal(report.coverage.subscriptions.seen, 0);
    // a check of people needs no subscription
    const people = await told(["audit", "--from", "blind", "--check", "account-without-mfa", "--out", "out-blind"]);
    assert.equal(people.code, 0);
    assert.doesNotMatch(people.stdout, /subscription/);
  });

  it("--framework judges the rules that test it, and reports of it alone", async () => {
    const args = ["audit", "--from", "gpu", "--format", "json", "--out", "out-framework", "--fail-on", "none"];
    await told([...args, "--framework", "CIS-Azure-5"]);
    const report = JSON.parse(readFileSync(join(here.root, "here/out-framework/report.json"), "utf8"));
    assert.deepEqual(
      report.compliance.map(({ id }: { id: string }) => id),
      ["cis-azure-5"],
    );
    const ids: string[] = report.outcomes.map(({ rule }: { rule: { id: string } }) => rule.id);
    assert(ids.includes("missing-defender-plan"));
    assert(!ids.includes("unused-gpu-quota"));
    const testing = report.compliance[0].requirements.flatMap(({ rules }: { rules: string[] }) => rules);
    assert.deepEqual([...new Set(testing)].sort(), ids.sort());
  });

  const frameworks: readonly (readonly [args: readonly string[], says: RegExp])[] = [
    [["--framework", "mcbs"], /There is no "mcbs"\. Did you mean mcsb\?/],
    [["--framework", "hipaa-2013"], /There is no "hipaa-2013"\. There are: cis-azure-5, cis-azure-6, .*, attack\./],
    [["--framework", "mcsb", "--check", "unused-gpu-quota"], /--framework <ids>' cannot be used with option '--check/],
  ];
  for (const [args, says] of frameworks)
    it(`refuses ${args.join(" ")} in one line`, async () => {
      const { code, stdout, stderr } = await here.run(["audit", "--from", "gpu", ...args]);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, says);
      assert.equal(stderr.trim().split("\n").length, 1);
    });

  it("--severity hides findings, and counts them", async () => {
    const { code, stdout } = await audit("gpu", "--severity", "critical");
    assert.equal(code, 1);
    assert.match(stdout, /1 finding of lower severity not shown/);
    assert.match(stdout, /0 critical, 1 high/);
    const [outcome] = JSON.parse(readFileSync(join(here.root, "here/out-gpu/report.json"), "utf8")).outcomes;
    assert.deepEqual([outcome.status, outcome.findings, outcome.hidden], ["fail", [], 1]);
  });

  it("tells at the head that saved evidence was changed, in every command, and judges what depends on it as not known", async () => {
    await saveTenant(join(here.root, "here/changed"), { gpu: true });
    writeFileSync(join(here.root, "here/changed/quota.ndjson"), "");
    const args = [
      "--from",
      "changed",
      "--check",
      "unused-gpu-quota,guest-compute-role",
      "--format",
      "json",
      "--out",
      "out-changed",
    ];
    const { code, stdout, stderr } = await here.run(["audit", ...args]);
    assert.equal(code, 3, stdout);
    const says = /^computeguard: changed\/quota\.ndjson was torn or changed since it was saved; it proves nothing\.\n$/;
    assert.match(stderr, says);
    assert.match(stdout, /^Torn or changed since it was saved, so that it proves nothing: quota\.ndjson$/m);
    const report = JSON.parse(readFileSync(join(here.root, "here/out-changed/report.json"), "utf8"));
    assert.deepEqual(report.coverage.torn, ["quota.ndjson"]);
    for (const command of ["plan", "respond"])
      assert.match((await here.run([command, "--from", "changed"])).stderr, says, command);
    assert.equal((await here.run(["plan", "--from", "gpu"])).stderr, "");
  });

  it("compares no report of the tenant with one of some subscriptions, in either direction", async () => {
    const chosenSubscriptions = [subscription];
    await saveTenant(join(here.root, "here/part"), {
      gpu: true,
      at: "2026-11-25T06:00:00Z",
      more: { chosenSubscriptions },
    });
    await saveTenant(join(here.root, "here/later"), { at: "2026-11-26T06:00:00Z", more: { chosenSubscriptions } });
    const compared = (from: string, out: string, ...more: readonly string[]) =>
      here.run(["audit", "--from", from, "--out", out, "--format", "json", "--fail-on", "none", ...more]);
    await compared("gpu", "whole-report");
    await compared("part", "part-report");
    const refused = await compared("part", "x", "--baseline", "whole-report/report.json");
    assert.equal(refused.code, 2);
    assert.match(
      refused.stderr,
      /^computeguard: whole-report.report\.json is of other subscriptions or resource groups: [^\n]+\n$/,
    );
    const diff = await here.run(["diff", "whole-report/report.json", "part-report/report.json"]);
    assert.equal(diff.code, 2, diff.stdout);
    const same = await compared("later", "later-report", "--baseline", "part-report/report.json");
    assert.equal(same.code, 0, same.stderr);
    assert.match(same.stdout, /^Since 2026-11-25T06:00:00Z: 0 findings new, 1 fixed/m);
  });

  it("says in every command that reading was cut off, and writes no estate from a part", async () => {
    await saveTenant(join(here.root, "here/cut"), { more: { stopped: "by Ctrl+C" } });
    for (const command of [["plan"], ["respond"], ["rehearse", "--estate", "draft.yaml"]]) {
      here.write("here/draft.yaml", "regions: [westeurope]\n");
      const { code, stderr } = await here.run([...command, "--from", "cut"]);
      assert.deepEqual(
        [code, stderr],
        [3, "computeguard: Reading was cut off by Ctrl+C; what was not read by then is not known here.\n"],
        command.join(" "),
      );
    }
    const init = await here.run(["init", "--from", "cut", "--out", "-"]);
    assert.deepEqual([init.code, init.stdout], [3, ""]);
    assert.match(init.stderr, /^computeguard: Reading was cut off by Ctrl\+C\. An estate from a part [^\n]+\n$/);
  });

  it("explain gives no all-clear where something could not be read", async () => {
    const unread = /1 thing could not be read, and may hide more/;
    const known = await here.run(["explain", "Contoso Production", "--from", "denied"]);
    assert.match(known.stderr, unread);
    const unknown = await here.run(["explain", "rowan", "--from", "denied"]);
    assert.equal(unknown.code, 2);
    assert.match(unknown.stderr, unread);
    assert.equal((await here.run(["explain", "Contoso Production", "--from", "healthy"])).stderr, "");
  });

  it("ends its process with that code", () => {
    for (const [tenant, code] of [
      ["healthy", 0],
      ["gpu", 1],
      ["denied", 3],
    ] as const)
      assert.equal(
        here.start(["audit", "--from", tenant, "--check", "unused-gpu-quota,guest-compute-role"]).code,
        code,
        tenant,
      );
  });

  it("writes the report for its owner's eyes, and says where", async () => {
    const { stdout } = await audit("gpu");
    const file = join(here.root, "here/out-gpu/report.json");
    assert.match(stdout, /Report: out-gpu\/report\.json\n$/);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal(JSON.parse(readFileSync(file, "utf8")).summary.findings.high, 1);
  });

  it("what the estate excepts does not count for --fail-on, and is said", async () => {
    const estate = (resource: string) =>
      here.write(
        "here/estate.yaml",
        `exceptions:\n  - {rule: unused-gpu-quota, resource: "${resource}", reason: the rendering week, owner: render@contoso.com, until: 2026-12-31}\n`,
      );
    const excepted = await audit("gpu", "--estate", estate("/subscriptions/**/usages/*a100*"));
    assert.equal(excepted.code, 0, excepted.stdout);
    assert.match(excepted.stdout, /excepted until 2026-12-31 by render@contoso\.com: the rendering week/);
    const lost = await audit("gpu", "--estate", estate("/subscriptions/**/usages/*h100*"));
    assert.equal(lost.code, 1);
    assert.match(lost.stdout, /^ +unused-gpu-quota for \/subscriptions\/\*\*\/usages\/\*h100\* matches nothing/m);
  });

  it("ids of before a renaming still work, each is said once, and the report has both", async () => {
    const estate = `exceptions:\n  - {rule: compute-ordering-custom-role, resource: "**", reason: one of two like it, owner: a@contoso.com, until: 2026-12-31}\n`;
    here.write("here/former.yaml", estate.replace(/( +- .*\n)/, "$1$1"));
    const { stderr } = await here.run([
      "audit",
      ...["--from", "healthy", "--estate", "former.yaml", "--out", "out-former", "--format", "json"],
      ...["--check", "orderer-without-mfa,compute-creating-custom-role"],
    ]);
    assert.deepEqual(stderr.trimEnd().split("\n"), [
      "computeguard: orderer-without-mfa is now called compute-creator-without-mfa; please rename it in --check",
      "computeguard: compute-ordering-custom-role is now called compute-creating-custom-role; please rename it in former.yaml",
    ]);
    const report = JSON.parse(readFileSync(join(here.root, "here/out-former/report.json"), "utf8"));
    assert.deepEqual(
      report.outcomes.map(({ rule }: { rule: { id: string; formerIds: string[] } }) => [rule.id, rule.formerIds]),
      [
        ["compute-creator-without-mfa", ["orderer-without-mfa"]],
        ["compute-creating-custom-role", ["compute-ordering-custom-role"]],
      ],
    );
    assert.deepEqual(
      report.idleExceptions.map(({ exception }: { exception: { rule: string } }) => exception.rule),
      Array(2).fill("compute-creating-custom-role"),
    );
  });

  it("an estate in COMPUTEGUARD_ESTATE counts, an empty one does not", async () => {
    here.write("here/approves.yaml", 'gpuSizes: ["*"]\n');
    const args = ["audit", "--from", "gpu", "--check", "unused-gpu-quota", "--out", "out-env"];
    assert.equal((await told(args, { COMPUTEGUARD_ESTATE: "approves.yaml" })).code, 0);
    assert.equal((await told(args, { COMPUTEGUARD_ESTATE: "" })).code, 1);
  });

  const checked: readonly (readonly [text: string, code: number, says: RegExp, why: string])[] = [
    ["breakGlass: [one@contoso.com, two@contoso.com]\n", 0, /^checked\.yaml has no mistake, /, "nothing to say"],
    [
      "regions: [westeurope]\n\nbreakGlass: [one@contoso.com]\n",
      1,
      /^checked\.yaml:3: one emergency .*\n$/,
      "a warning",
    ],
    [
      "gpuSize: []\nregions: [westeurop]\n",
      2,
      /^computeguard: checked\.yaml:1: unknown key .*\ncomputeguard: checked\.yaml:2: unknown region .*\n$/,
      "every mistake",
    ],
  ];
  for (const [text, code, says, why] of checked)
    it(`estate check ends with ${code}, and says it: ${why}`, async () => {
      here.write("here/checked.yaml", text);
      const ran = await here.run(["estate", "check", "checked.yaml"]);
      assert.equal(ran.code, code);
      assert.match(code === 2 ? ran.stderr : ran.stdout, says);
      assert.equal(code === 2 ? ran.stdout : ran.stderr, "");
    });
  it("estate check needs an estate, and tells in its help what its codes mean", async () => {
    const none = await here.run(["estate", "check"]);
    assert.deepEqual(
      [none.code, none.stderr],
      [2, "computeguard: There is no computeguard.yaml here. Name the estate after estate check.\n"],
    );
    const { stdout } = await told(["estate", "check", "--help"]);
    for (const exit of [0, 1, 2]) assert.match(stdout, new RegExp(`^  ${exit} +\\S`, "m"));
    const wrong = await here.run(["estate", "chekc"]);
    assert.deepEqual([wrong.code, wrong.stderr.split("\n").length], [2, 2]);
  });

  describe("verify", () => {
    const file = (path: string) => join(here.root, "here", path);
    const saved = (from: string, out: string, ...more: readonly string[]) =>
      here.run([
        "audit",
        "--from",
        from,
        "-f",
        "json",
        "-o",
        out,
        "--fail-on",
        "none",
        "--check",
        "unused-gpu-quota",
        ...more,
      ]);
    const verify = (...args: readonly string[]) => here.run(["verify", ...args]);
    const noKey = /^Note +digests without a key prove that nothing changed by accident, and not who wrote it$/m;
    before(async () => {
      await saved("gpu", "verified");
      await saveTenant(file("torn"), { gpu: true });
      await saved("torn", "torn-report");
      writeFileSync(file("torn/quota.ndjson"), "");
      const text = readFileSync(file("verified/report.json"), "utf8");
      writeFileSync(file("forged.json"), text.replace('"high": 1', '"high": 0'));
      writeFileSync(file("before.json"), text.replace(/ {2}"evidence": \{[^}]*\},\n/, ""));
      writeFileSync(file("version.json"), text.replace(/"version": "[^"]+"/, '"version": "0.0.1"'));
    });

    const table: readonly (readonly [what: string, code: number, args: readonly string[], ...says: RegExp[]])[] = [
      [
        "a report of its evidence",
        0,
        ["verified/report.json", "--from", "gpu"],
        /^Report +verified\/report\.json, of Contoso at 2026-11-24T06:00:00Z, sha256 [\da-f]{64}$/m,
        /^Evidence +gpu, sha256 [\da-f]{64}: the report was judged from it$/m,
        /^Shards +(\d+) of \1 are as they were saved$/m,
        /^Judged +again, and the report is the same, byte for byte$/m,
        noKey,
      ],
      [
        "a report alone",
        0,
        ["verified/report.json"],
        /^Evidence +sha256 [\da-f]{64}, as the report says; name/m,
        noKey,
      ],
      [
        "a report that was changed",
        1,
        ["forged.json", "--from", "gpu"],
        /^Evidence .*: the report was judged from it$/m,
        /^Judged +again, and the report is another from line \d+ on$/m,
      ],
      [
        "a report of other evidence",
        1,
        ["verified/report.json", "--from", "healthy"],
        /^Evidence +healthy, sha256 [\da-f]{64}: the report was judged from another, sha256 [\da-f]{64}$/m,
        /^Judged +not again, /m,
      ],
      [
        "evidence that was changed",
        1,
        ["torn-report/report.json", "--from", "torn"],
        /^Evidence .*: the report was judged from it$/m,
        /^Shards +quota\.ndjson was changed since it was saved$/m,
        /^Judged +not again, for this is not the evidence as it was saved$/m,
      ],
      [
        "a report that is older than digests",
        0,
        ["before.json", "--from", "gpu"],
        /^Evidence +gpu, .*; the report does not say from which it was judged$/m,
        /^Judged +again, and the report is the same, byte for byte$/m,
      ],
      [
        "a report of another version",
        0,
        ["version.json", "--from", "gpu"],
        /^Judged +not again, for version 0\.0\.1 wrote/m,
      ],
    ];
    for (const [what, code, args, ...says] of table)
      it(`ends with ${code} of ${what}`, async () => {
        const ran = await verify(...args);
        assert.deepEqual([ran.code, ran.stderr], [code, ""]);
        for (const each of says) assert.match(ran.stdout, each);
      });

    it("compares nothing with an earlier report, and has the digest that the audit told", async () => {
      const audit = await saved("gpu", "since", "--baseline", "verified/report.json");
      const { code, stdout } = await verify("since/report.json", "--from", "gpu");
      assert.equal(code, 0);
      const [, digest = ""] = /^sha256 ([\da-f]{64}); to check: computeguard verify/m.exec(audit.stdout) ?? [];
      assert.match(stdout, new RegExp(`^Report .*, sha256 ${digest}$`, "m"));
      assert.match(
        stdout,
        /^Judged +again, and the report is the same, byte for byte, but for what it tells of earlier/m,
      );
    });
    it("judges by the estate of then, and not by another", async () => {
      here.write("here/then.yaml", "regions: [westeurope]\n");
      here.write("here/now.yaml", "regions: [northeurope]\n");
      await saved("gpu", "then", "--estate", "then.yaml");
      const then = await verify("then/report.json", "--from", "gpu", "--estate", "then.yaml");
      assert.match(then.stdout, /^Judged +again, and the report is the same/m);
      const now = await verify("then/report.json", "--from", "gpu", "--estate", "now.yaml");
      assert.equal(now.code, 1);
      assert.match(
        now.stdout,
        /^Judged +not again, for now\.yaml is not the estate of the report, which is then\.yaml, sha256 /m,
      );
      const unnamed = await verify("then/report.json", "--from", "gpu");
      assert.equal(unnamed.code, 0);
      assert.match(
        unnamed.stdout,
        /^Judged +not again, for the estate then\.yaml, sha256 [\da-f]{64}, is not at hand; /m,
      );
    });
    it("refuses what is no report, and no evidence, in one line", async () => {
      for (const args of [["gpu/manifest.json"], ["nowhere.json"], ["verified/report.json", "--from", "nowhere"]]) {
        const ran = await verify(...args);
        assert.deepEqual([ran.code, ran.stderr.split("\n").length], [2, 2], ran.stderr);
      }
    });
  });

  it("init writes an estate that estate check reads, and writes over nothing unless it is told to", async () => {
    const wrote = await told(["init", "--from", "gpu", "--out", "first.yaml"]);
    assert.equal(wrote.code, 0);
    assert.match(wrote.stdout, /^Estate: first\.yaml, with \d+ entries approved and \d+ left for you to decide\n/);
    assert.notEqual((await told(["estate", "check", "first.yaml"])).code, 2);
    assert.equal(statSync(join(here.root, "here/first.yaml")).mode & 0o777, 0o600);
    const again = await here.run(["init", "--from", "gpu", "--out", "first.yaml"]);
    assert.deepEqual(
      [again.code, again.stderr],
      [2, "computeguard: first.yaml is there already. Name another file with --out, or write over it with --force.\n"],
    );
    assert.equal((await told(["init", "--from", "gpu", "--out", "first.yaml", "--force"])).code, 0);
    const { stdout } = await told(["init", "--from", "gpu", "--out", "-"]);
    assert.equal(stdout, readFileSync(join(here.root, "here/first.yaml"), "utf8"));
    const nowhere = await here.run(["init", "--from", "gpu", "--out", "no/such/folder.yaml"]);
    assert.match(nowhere.stderr, /^computeguard: no\/such\/folder\.yaml cannot be written \(ENOENT\)\. .*\n$/);
    const blind = await here.run(["init", "--from", "blind", "--out", "-"]);
    assert.deepEqual([blind.code, blind.stdout], [2, ""]);
  });

  it("pack bakes a copy, which starts and blocks", async () => {
    here.write("here/eu.yaml", "regions: [westeurope]\n");
    const { code, stdout } = await told(["pack", "--estate", "eu.yaml", "--out", "baked"]);
    assert.equal(code, 0);
    assert.match(stdout, /^Pack: baked, judged by eu\.yaml/);
    assert(!existsSync(join(here.pack, "dist/estate.json")));
    const pack = await startPack(join(here.root, "here/baked"), { env: { COMPUTEGUARD_ESTATE: undefined } });
    try {
      const type = "azure-native:compute:VirtualMachine";
      const properties = { location: "japaneast", hardwareProfile: { vmSize: "Standard_D2s_v5" } };
      const { violations } = await pack.analyze({ urn: `urn:pulumi:a::b::${type}::c`, type, name: "c", properties });
      assert.deepEqual(
        violations.map(({ policy, level }) => [policy, level]),
        [["unapproved-region", "mandatory"]],
      );
    } finally {
      await pack.close();
    }
  });

  it("pack --level advisory bakes a pack that says everything and blocks nothing", async () => {
    here.write("here/eu.yaml", "regions: [westeurope]\n");
    const { code, stdout } = await told(["pack", "--estate", "eu.yaml", "--out", "quiet", "--level", "advisory"]);
    assert.equal(code, 0);
    assert.match(stdout, /it blocks nothing/);
    const pack = await startPack(join(here.root, "here/quiet"));
    try {
      const type = "azure-native:compute:VirtualMachine";
      const properties = { location: "japaneast", hardwareProfile: { vmSize: "Standard_NC6s_v3" } };
      const { violations } = await pack.analyze({ urn: `urn:pulumi:a::b::${type}::c`, type, name: "c", properties });
      assert.deepEqual(violations.map(({ policy, level }) => `${policy}: ${level}`).sort(), [
        "unapproved-gpu-size: advisory",
        "unapproved-region: advisory",
      ]);
      assert.equal(
        pack.info.policies.some(({ level }) => level === "mandatory"),
        false,
      );
      assert.match(pack.output(), /^computeguard: judged by .*, and blocks nothing\n$/);
    } finally {
      await pack.close();
    }
    // baked again without it, it blocks again
    await told(["pack", "--estate", "eu.yaml", "--out", "quiet"]);
    assert(!existsSync(join(here.root, "here/quiet/dist/level.json")));
  });

  it("pack --only-new --state bakes a pack that blocks only what the state does not hold", async () => {
    here.write("here/eu.yaml", "regions: [westeurope]\n");
    const type = "azure-native:compute:VirtualMachine";
    const machine = (name: string) => ({
      ...{ urn: `urn:pulumi:a::b::${type}::${name}`, type, name },
      properties: { location: "japaneast", hardwareProfile: { vmSize: "Standard_NC6s_v3" } },
    });
    const { properties: inputs, ...resource } = machine("old");
    here.write("here/state.json", JSON.stringify({ deployment: { resources: [{ ...resource, inputs }] } }));
    const args = ["pack", "--estate", "eu.yaml", "--out", "new", "--only-new", "--state", "state.json"];
    assert.match((await told(args)).stdout, /it blocks only what is new/);
    assert.doesNotMatch(readFileSync(join(here.root, "here/new/dist/state.json"), "utf8"), /NC6s|japaneast|urn/);
    const pack = await startPack(join(here.root, "here/new"));
    try {
      const levels = async (name: string) =>
        (await pack.analyze(machine(name))).violations.map(({ policy, level }) => `${policy}: ${level}`).sort();
      assert.deepEqual(await levels("old"), ["unapproved-gpu-size: advisory", "unapproved-region: advisory"]);
      assert.deepEqual(await levels("fresh"), ["unapproved-gpu-size: mandatory", "unapproved-region: mandatory"]);
    } finally {
      await pack.close();
    }
    const alone = await here.run(["pack", "--estate", "eu.yaml", "--only-new"]);
    assert.deepEqual([alone.code, alone.stderr.includes("go together")], [2, true]);
  });

  it("pack bakes the defaults where there is no estate, if something else is asked for", async () => {
    for (const more of [
      ["--level", "advisory"],
      ["--only-new", "--state", "state.json"],
    ]) {
      const { code, stdout } = await told(["pack", "--out", "plain", ...more], { COMPUTEGUARD_ESTATE: "" });
      assert.equal(code, 0);
      assert.match(
        stdout,
        /^Pack: plain, judged by the defaults, for there is no computeguard\.yaml here, and by no other/,
      );
    }
    const baked = JSON.parse(readFileSync(join(here.root, "here/plain/dist/estate.json"), "utf8"));
    assert.deepEqual(baked, JSON.parse(JSON.stringify(defaultEstate)));
  });

  it("pack bakes the pack itself where no other folder is named, and says how to undo it", async () => {
    here.write("here/eu.yaml", "regions: [West Europe]\n");
    const { code, stdout } = await told(["pack", "--estate", "eu.yaml"]);
    assert.equal(code, 0);
    const baked = join(here.pack, "dist/estate.json");
    assert.deepEqual(JSON.parse(readFileSync(baked, "utf8")).regions, ["westeurope"]);
    assert(stdout.includes(`Undo: remove ${baked}\n`), stdout);
  });
});
