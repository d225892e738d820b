import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Report } from "../../posture/report/model";
import { build } from "../build";
import { contosoReport, root } from "./audited";

/** What the thief added to the sample program, by the comments in it and the example estate. */
const added: readonly (readonly [rule: string, resource: string])[] = [
  // 40 A100 machines, where ten of any kind may stand in a set and none with a GPU, and in the South Central US
  ["unapproved-gpu-size", "render"],
  ["oversized-scale-set", "render"],
  ["unapproved-region", "render"],
  ["gpu-driver-extension", "render-driver"],
  ["mining-payload", "thumbnails"],
  // an H100 machine in the East US, for some hundred dollars an hour, in a template within a template
  ["unapproved-gpu-size", "maintenance"],
  ["unapproved-region", "maintenance"],
  ["costly-size", "maintenance"],
];

describe("computeguard demo", () => {
  let folder: string;
  let run: { readonly status: number | null; readonly stdout: string; readonly stderr: string };
  const written = (file: string) => readFileSync(join(folder, file), "utf8");

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "computeguard-demo-"));
    build("policies/dist/index.js", "dist/computeguard.js");
    const command = [join(root, "dist/computeguard.js"), "demo", "--out", folder];
    // both faces judge by the example estate, whatever the surroundings say
    const { COMPUTEGUARD_ESTATE: _, ...env } = process.env;
    run = spawnSync(process.execPath, command, { cwd: root, encoding: "utf8", env });
  });
  after(() => rmSync(folder, { recursive: true }));

  it("ends well, and complains of nothing", () => assert.equal(run.status, 0, run.stderr));

  it("writes the report in every format, and says where", () => {
    const files = [
      "report.csv",
      "report.html",
      "report.json",
      "report.junit.xml",
      "report.md",
      "report.ocsf.ndjson",
      "report.opengraph.json",
      "report.oscal.json",
      "report.sarif",
      "report.txt",
    ];
    assert.deepEqual(readdirSync(folder).sort(), files);
    for (const file of files) assert.ok(run.stdout.includes(join(folder, file)), file);
    for (const file of files) assert.ok(written(file).includes("dana.moreno@contoso.com"), file);
    assert.match(written("report.html"), /^<!doctype html>/i);
    assert.equal(JSON.parse(written("report.sarif")).version, "2.1.0");
  });

  it("tells the story in so many words", () => {
    for (const words of [
      "dana.moreno@contoso.com: can create compute and has not registered for MFA",
      "cg-web-cache, Contoso Development: the container's command names the miner xmrig",
      "morgan.blake@contoso.com: elevated its access at ",
      "Contoso Sandbox: 15 people hold a standing right to create compute; at most 3 should",
    ])
      assert.ok(run.stdout.includes(words), words);
  });

  it("finds what the same tenant is found to have in the tests of the truth", async () => {
    const faults = ({ outcomes }: Report) =>
      outcomes
        .flatMap(({ findings }) => findings.map(({ rule, subject }) => `${rule} ${subject.id.toLowerCase()}`))
        .sort();
    assert.deepEqual(faults(JSON.parse(written("report.json"))), faults(await contosoReport()));
  });

  it("refuses what the thief added to the program, and nothing of the web shop", () => {
    const lines = [...run.stdout.matchAll(/^(mandatory|advisory) +(\S+) {2}([^:\s]+): /gm)];
    const refused = lines.map(([, level, rule, resource]) => `${level} ${rule} ${resource}`);
    assert.deepEqual(refused.sort(), added.map(([rule, resource]) => `mandatory ${rule} ${resource}`).sort());
    assert.match(run.stdout, /refused: 8 mandatory violations/);
    assert.match(run.stdout, /rules judged \d+ resources: 8 mandatory violations/);
    assert.match(run.stdout, /An up would refuse .*render \(unapproved-gpu-size/);
    assert.match(run.stdout, /computeguard: judged by \S*computeguard\.yaml \(sha256 [0-9a-f]{12}\)/);
    assert.match(run.stdout, /^ {2}- \{rule: unapproved-gpu-size, resource: "urn:.*::render", upTo: \{size: .*\}/m);
  });
});
