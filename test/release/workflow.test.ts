import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const root = join(__dirname, "../..");
const text = (file: string) => readFileSync(join(root, file), "utf8");

interface Job {
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly environment?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly { readonly run?: string; readonly uses?: string; readonly with?: Record<string, unknown> }[];
}
const workflow = parse(text(".github/workflows/release.yml")) as {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
};
const jobs = Object.entries(workflow.jobs);
const scripts = ({ steps }: Job) => steps.flatMap(({ run }) => run ?? []);
/** A job that may write somewhere holds a token that is worth stealing. */
const holdsToken = ({ permissions = workflow.permissions }: Job) => Object.values(permissions).includes("write");
/** What brings in, or runs, code that others wrote for the development. */
const installs = /\bnpm (?:ci|i|install|test|run|exec)\b|\bnpx\b|\bbuild\.mjs\b|\bfiles\.mjs\b/;

describe("the workflow of a release", () => {
  it("may read alone, where a job does not say more", () =>
    assert.deepEqual(workflow.permissions, { contents: "read" }));

  it("installs packages of the development in the one job without a token", () => {
    const installing = jobs.filter(([, job]) => scripts(job).some(script => installs.test(script)));
    assert.deepEqual(
      installing.map(([name]) => name),
      ["build"],
    );
    assert.equal(workflow.jobs.build?.permissions, undefined);
    assert.deepEqual(
      jobs.flatMap(([name, job]) => (holdsToken(job) ? [name] : [])),
      ["version", "packages", "image", "tag"],
    );
  });

  it("leaves no token behind in the checkout of a job that runs code of others", () => {
    for (const name of ["build", "image"])
      for (const step of workflow.jobs[name]?.steps ?? [])
        if (step.uses?.startsWith("actions/checkout@")) assert.equal(step.with?.["persist-credentials"], false, name);
  });

  it("publishes what the build made and nobody changed, under an approval", () => {
    for (const name of ["packages", "image", "tag"]) {
      const job = workflow.jobs[name] as Job;
      assert.ok(
        scripts(job).some(script => script.includes("sha256sum --check SHA256SUMS")),
        name,
      );
      assert.ok([job.needs].flat().length > 0, name);
    }
    for (const name of ["packages", "image"]) assert.equal(workflow.jobs[name]?.environment, "release");
    assert.deepEqual(workflow.jobs.tag?.needs, ["packages", "image"], "a tag is the last thing that is made");
  });

  it("puts nothing that somebody types into a script but by the environment", () => {
    for (const [name, job] of jobs)
      for (const script of scripts(job)) assert.doesNotMatch(script, /\$\{\{/, `${name}: ${script}`);
  });

  for (const [name, job] of jobs)
    it(`has scripts that bash can read: ${name}`, () => {
      for (const script of scripts(job)) {
        const { status, stderr } = spawnSync("bash", ["-n"], { input: script, encoding: "utf8" });
        assert.equal(status, 0, stderr);
      }
    });

  it("finds the base of the image, and gives its digest to an argument that there is", () => {
    const script = scripts(workflow.jobs.image as Job).join("\n");
    const [, command = ""] = /base=\$\((sed .+)\)$/m.exec(script) ?? [];
    assert.equal(execFileSync("bash", ["-c", command], { cwd: root, encoding: "utf8" }), "node:22-slim\n");
    const [, argument = ""] = /--build-arg "(\w+)=/.exec(script) ?? [];
    assert.match(text("Dockerfile"), new RegExp(`^ARG ${argument}$`, "m"));
  });
});
