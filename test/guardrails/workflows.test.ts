import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { auditArguments } from "../../guardrails/scheduled-audit";
import { scripts } from "../../package.json";
import { build } from "../build";

interface Step {
  readonly uses?: string;
  readonly run?: string;
}
interface Job {
  readonly permissions?: { readonly [name: string]: string };
  readonly "timeout-minutes"?: number;
  readonly strategy?: { readonly matrix: { readonly node: readonly string[] } };
  readonly steps?: readonly Step[];
  /** Another workflow, whose jobs are looked at there. */
  readonly uses?: string;
}
interface Workflow {
  readonly permissions: { readonly [name: string]: string };
  readonly jobs: { readonly [name: string]: Job };
}

const root = resolve(__dirname, "../..");
const folder = join(root, ".github/workflows");
const workflows = readdirSync(folder).map((file): readonly [string, Workflow] => [
  file,
  parse(readFileSync(join(folder, file), "utf8")),
]);
const jobs = workflows.flatMap(([file, { jobs }]) =>
  Object.entries(jobs).map(([name, job]) => [`${file} ${name}`, job] as const),
);
const commands = jobs.flatMap(([name, { steps = [] }]) =>
  steps.flatMap(({ run }) => (run ? [[name, run] as const] : [])),
);

describe("the workflows", () => {
  before(() => build("dist/computeguard.js"));

  /** The options that a command of ours takes, by its own help. */
  const optionsOf = (command: string) => {
    const help = execFileSync(process.execPath, ["dist/computeguard.js", command, "--help"], {
      cwd: root,
      encoding: "utf8",
    });
    return new Set(help.match(/--[a-z][a-z-]*/g));
  };

  /** Options are checked where the command is named; what it is not given is not looked at. */
  const checkOptions = (words: readonly string[], where: string) => {
    const [command = "", ...given] = words;
    const known = optionsOf(command);
    for (const word of given) if (word.startsWith("--")) assert.ok(known.has(word), `${where}: ${command} ${word}`);
  };

  it("name scripts that package.json has", () => {
    for (const [name, run] of commands)
      for (const [, script, short] of run.matchAll(/\bnpm (?:run ([\w:-]+)|(test|start)\b)/g))
        assert.ok((script ?? short ?? "") in scripts, `${name}: ${run}`);
  });

  it("name commands and options that the command line has, as does the scheduled audit", () => {
    const ours = commands.flatMap(([name, run]) => {
      const [, words] = /(?:bin\/computeguard"|docker run --rm computeguard) (.+)$/m.exec(run) ?? [];
      return words ? [[name, words.split(" ")] as const] : [];
    });
    assert.deepEqual(
      ours.map(([name]) => name),
      ["ci.yml image", "reusable-audit.yml audit"],
    );
    for (const [name, words] of ours) checkOptions(words, name);
    checkOptions(auditArguments("https://contoso.blob.core.windows.net/reports"), "guardrails");
  });

  it("take actions of a pinned version, may only read, and end by themselves", () => {
    for (const [file, { permissions }] of workflows) assert.deepEqual(permissions, { contents: "read" }, file);
    for (const [name, job] of jobs) {
      if (job.uses !== undefined) {
        assert.match(job.uses, /^\.\/\.github\/workflows\/[\w-]+\.yml$/, name);
        continue;
      }
      assert.ok(job["timeout-minutes"], name);
      for (const { uses } of job.steps ?? [])
        if (uses) assert.match(uses, /^[\w-]+\/[\w-]+(\/[\w-]+)?@(v\d+|[0-9a-f]{40})$/, name);
    }
    const writing = jobs.filter(([, { permissions = {} }]) => Object.values(permissions).includes("write"));
    assert.deepEqual(
      writing.map(([name, { permissions }]) => [name, permissions]),
      [
        ["audit.yml audit", { contents: "read", actions: "read", "id-token": "write", "security-events": "write" }],
        // it commits the version and starts itself again; what it publishes it signs; the image goes to GitHub's registry; a tag comes last
        ["release.yml version", { contents: "write", actions: "write" }],
        ["release.yml packages", { contents: "read", "id-token": "write", attestations: "write" }],
        ["release.yml image", { contents: "read", packages: "write", "id-token": "write", attestations: "write" }],
        ["release.yml tag", { contents: "write" }],
        [
          "reusable-audit.yml audit",
          { contents: "read", actions: "read", "id-token": "write", "security-events": "write" },
        ],
      ],
    );
  });

  it("test on every Node.js that is supported", () => {
    const [, test] = jobs.find(([name]) => name === "ci.yml test") ?? [];
    assert.deepEqual(test?.strategy?.matrix.node, ["20", "22", "24"]);
  });
});
