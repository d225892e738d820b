import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { auditCommand } from "../../cli/audit";
import { version } from "../../package.json";
import { formats } from "../../posture/report/formats";
import { workflowFaults } from "./workflow-parser";

const root = resolve(__dirname, "../..");
const text = (path: string) => readFileSync(join(root, path), "utf8");
const github = "examples/ci/github.yml";
const reusable = ".github/workflows/reusable-audit.yml";
const azure = "examples/ci/azure-pipelines.yml";
const gitlab = "examples/ci/gitlab-ci.yml";

/** The scripts of a template, wherever they stand in it, as the shell gets them. */
function scriptsOf(value: unknown, key = ""): readonly string[] {
  if (typeof value === "string") return ["run", "script", "inlineScript"].includes(key) ? [value] : [];
  if (Array.isArray(value)) return key === "script" ? [value.join("\n")] : value.flatMap(each => scriptsOf(each));
  return Object.entries(value ?? {}).flatMap(([name, each]) => scriptsOf(each, name));
}

describe("the templates for CI", () => {
  describe("for GitHub", () => {
    const files = [github, ...readdirSync(join(root, ".github/workflows")).map(name => `.github/workflows/${name}`)];
    for (const file of files)
      it(`${file} is a workflow`, async () => assert.deepEqual(await workflowFaults(file, text(file)), []));
    it("what is none is seen", async () =>
      assert.notDeepEqual(await workflowFaults(github, text(github).replace("uses:", "use:")), []));

    it("every action of our own workflows is pinned by its commit, with its version beside it", () => {
      const own = files.filter(file => file !== github);
      const uses = own.flatMap(file => [...text(file).matchAll(/uses: (.+)$/gm)].map(([, what = ""]) => what));
      const others = uses.filter(what => !what.startsWith("./"));
      assert.ok(others.length >= 13);
      for (const what of others) assert.match(what, /^[\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
      // one version of each, so that none is forgotten when it is raised
      const byName = new Map(others.map(what => [what.split("@")[0], what]));
      assert.equal(byName.size, new Set(others).size);
    });
    it("what they are pinned by, packages and the base image are kept up to date", () => {
      const { updates } = parse(text(".github/dependabot.yml"));
      const kept = updates.map((each: { "package-ecosystem": string }) => each["package-ecosystem"]);
      assert.deepEqual(kept.sort(), ["docker", "github-actions", "npm", "npm"]);
    });
    it("the caller gives what the reusable workflow asks for, and lets it do what it does", () => {
      const { audit: job } = parse(text(github)).jobs;
      const called = parse(text(reusable));
      const { inputs, secrets } = called.on.workflow_call;
      assert.ok(existsSync(join(root, job.uses.replace(/^computeguard\/computeguard\//, "").replace(/@.*$/, ""))));
      assert.ok(job.uses.endsWith(`@v${version}`));
      for (const name of Object.keys(job.with)) assert.ok(name in inputs, name);
      for (const name of Object.keys(job.secrets)) assert.ok(name in secrets, name);
      for (const [name, { required }] of Object.entries<{ required?: boolean }>(inputs))
        assert.ok(!required || name in job.with, name);
      assert.deepEqual(job.permissions, called.jobs.audit.permissions);
    });
  });

  it("for Azure DevOps signs in by workload identity, and publishes whatever the audit ends with", () => {
    const { jobs, schedules } = parse(text(azure));
    assert.ok(schedules[0].always, "it runs where nothing was changed");
    const steps: readonly { task?: string; condition?: string; publish?: string; inputs?: Record<string, unknown> }[] =
      jobs[0].steps;
    const tasks = steps.flatMap(({ task }) => task ?? []);
    assert.deepEqual(tasks, ["NodeTool@0", "DownloadPipelineArtifact@2", "AzureCLI@2", "PublishTestResults@2"]);
    const audit = steps.findIndex(({ task }) => task === "AzureCLI@2");
    assert.equal(steps[audit]?.inputs?.addSpnToEnvironment, true);
    for (const step of steps.slice(audit + 1)) assert.equal(step.condition, "succeededOrFailed()");
    const fetched = steps.find(({ task }) => task === "DownloadPipelineArtifact@2")?.inputs;
    assert.equal(fetched?.allowFailedBuilds, true, "a run that found something failed");
    assert.ok(text(azure).includes(`artifact: ${fetched?.artifact}\n        condition`));
  });

  it("for GitLab signs in with a token of the job, and keeps whatever the audit ends with", () => {
    const { audit } = parse(text(gitlab));
    assert.equal(audit.id_tokens.AZURE_ID_TOKEN.aud, "api://AzureADTokenExchange");
    assert.deepEqual(
      [audit.cache.when, audit.artifacts.when, audit.artifacts.access],
      ["always", "always", "maintainer"],
    );
  });

  for (const file of [reusable, azure, gitlab]) {
    const scripts = scriptsOf(parse(text(file)));
    it(`${file} has scripts that a shell takes`, () => {
      assert.ok(scripts.length > 0);
      for (const script of scripts) {
        const { status, stderr } = spawnSync("bash", ["-n"], { input: script, encoding: "utf8" });
        assert.equal(status, 0, stderr);
      }
    });
    it(`${file} audits with options that there are, against the last report, in the formats that it publishes`, () => {
      const script = scripts.find(each => each.includes(" audit ")) ?? assert.fail();
      const known = auditCommand(() => undefined).options.map(({ long }) => long);
      const given: readonly string[] = script.match(/(?<=audit .*)--[a-z-]+|--baseline|--fail-on/g) ?? [];
      for (const option of given) assert.ok(known.includes(option), option);
      for (const option of ["--baseline", "--fail-on", "--sign-in"]) assert.ok(given.includes(option), option);
      assert.match(text(file), /new:high/);
      const written = (/--format (\S+)/.exec(script)?.[1] ?? "").split(",");
      for (const name of ["json", "sarif", "junit", "markdown"]) assert.ok(written.includes(name), name);
      const extensions: readonly string[] = formats.flatMap(({ name, extension }) =>
        written.includes(name) ? [extension] : [],
      );
      for (const [, extension = ""] of text(file).matchAll(/(?:out|last)\/report\.([a-z.]*[a-z])/g))
        assert.ok(extensions.includes(extension), extension);
    });
    it(`${file} names what npm installs by this version`, () =>
      assert.ok(text(file).includes(`github:computeguard/computeguard#v${version}\n`)));
  }
});
