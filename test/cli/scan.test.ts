import assert from "node:assert/strict";
import { chmodSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { machine, template } from "../scan/kit";
import { type Installation, install } from "./installation";

const gpu = "Standard_NC24ads_A100_v4";

describe("computeguard scan", () => {
  let here: Installation;
  before(() => {
    here = install({ cli: true });
    const write = (path: string, content: unknown) => here.write(`here/${path}`, JSON.stringify(content));
    write("bad/main.json", template(machine(gpu)));
    write("bad/nested/good.json", template(machine("Standard_B2s")));
    write("bad/node_modules/other/main.json", template(machine(gpu)));
    write("good/main.json", template(machine("Standard_B2s")));
    write("good/package.json", { name: "shop" });
    here.write("here/broken/main.json", '{ "a": ');
    here.write("here/terraform/main.tf", 'resource "x" "y" {}\n');
    here.write("here/hidden/install", "#!/bin/sh\n./xmrig -o stratum+tcp://pool.supportxmr.com:3333\n");
    here.write("here/pictures/install", "#!/bin/sh\necho hello\n");
    here.write("here/pictures/one.png", "");
    here.write("here/bicep/main.bicep", "param location string\n");
    here.write("here/bicep/main.bicepparam", "using 'other.bicep'\n");
    here.write(
      "tools/bicep",
      `#!/bin/sh\n[ "$1" = build ] && exec cat "${join(here.root, "here/bad/main.json")}"\n[ "$1" = build-params ] && exec cat "${join(here.root, "built.json")}"\nexit 1\n`,
    );
    chmodSync(join(here.root, "tools/bicep"), 0o755);
    here.write(
      "built.json",
      JSON.stringify({
        templateJson: JSON.stringify({
          ...template(machine("[parameters('size')]")),
          parameters: { size: { type: "string" } },
        }),
        parametersJson: JSON.stringify({ parameters: { size: { value: gpu } } }),
      }),
    );
  });
  after(() => here.remove());

  const table: readonly (readonly [name: string, args: readonly string[], code: number, says: RegExp])[] = [
    [
      "a folder with a fault",
      ["bad"],
      1,
      /bad\/main\.json resources\[0\]\.properties\.hardwareProfile\.vmSize: .*A100/,
    ],
    ["counts what lies below, and no packages of others", ["bad"], 1, /^2 of 2 files judged \(ARM templates: 2\)/m],
    [
      "a folder without one",
      ["good"],
      0,
      /^1 of 2 files judged[\s\S]*Left out \(of no kind that is judged\): good\/package\.json/m,
    ],
    ["a script without an extension", ["hidden"], 1, /hidden\/install: .*xmrig/],
    ["a folder with pictures", ["pictures"], 0, /^1 of 1 file judged[\s\S]*^Not looked at: 1 file \(\.png 1\)$/m],
    ["what cannot be read", ["broken"], 3, /broken\/main\.json: needs a file without faults: it is no JSON/],
    ["one rule alone", ["bad", "--check", "mining-payload"], 0, /0 of 1 checks fail/],
    ["advice alone where nothing shall fail", ["bad", "--fail-on", "none"], 0, /Standard_NC24ads_A100_v4/],
    ["Bicep without its compiler", ["bicep/main.bicep"], 3, /bicep\/main\.bicep: needs bicep on PATH/],
  ];
  for (const [name, args, code, says] of table)
    it(`${name}: exit code ${code}`, async () => {
      const ran = await here.run(["scan", ...args], { PATH: "" });
      assert.equal(ran.stderr, "");
      assert.equal(ran.code, code, ran.stdout);
      assert.match(ran.stdout, says);
    });

  it("judges what Bicep compiles, with the parameters of its own file", async () => {
    const env = { PATH: `${join(here.root, "tools")}:${process.env.PATH}` };
    const ran = await here.run(["scan", "bicep"], env);
    assert.equal(ran.code, 1, ran.stdout);
    assert.match(ran.stdout, /^2 of 2 files judged/m);
    assert.match(ran.stdout, /bicep\/main\.bicep resources\[0\]/);
    assert.match(ran.stdout, /bicep\/main\.bicepparam resources\[0\]/);
  });

  const refused: readonly (readonly [name: string, args: readonly string[], says: RegExp])[] = [
    [
      "a path that is not there",
      ["nowhere"],
      /^computeguard: nowhere cannot be read \(ENOENT\)\. Name a file or a folder\.$/m,
    ],
    [
      "a file of no kind",
      ["good/package.json"],
      /^computeguard: good\/package\.json was not judged: of no kind that is judged\. There are: ARM templates, /m,
    ],
    [
      "a folder with nothing that is judged",
      ["terraform"],
      /^computeguard: Nothing in terraform was judged\. Not looked at: 1 file \(\.tf 1\); of \.tf judge what terraform show -json prints of a plan\. There are: ARM templates, /m,
    ],
    ["no file at all", [], /missing required argument/],
    ["a rule that is not there", ["good", "--check", "mining-payloads"], /Did you mean mining-payload\?/],
  ];
  for (const [name, args, says] of refused)
    it(`${name} is refused in one line`, async () => {
      const ran = await here.run(["scan", ...args]);
      assert.deepEqual([ran.code, ran.stdout], [2, ""]);
      assert.match(ran.stderr, says);
      assert.equal(ran.stderr.trim().split("\n").length, 1);
    });

  it("writes reports where it is asked to, which only their owner may read, and none otherwise", async () => {
    await here.run(["scan", "bad", "--format", "sarif,csv", "--out", "reports"]);
    const file = join(here.root, "here/reports/report.sarif");
    assert.equal(statSync(file).mode & 0o077, 0);
    assert.match(readFileSync(file, "utf8"), /"uri": "bad\/main\.json"/);
    await here.run(["scan", "bad", "--out", "none"]);
    assert.throws(() => statSync(join(here.root, "here/none")));
  });

  it("--framework judges the rules that test it, and reports of it alone", async () => {
    const { stdout } = await here.run(["scan", "bad", "--framework", "mcsb", "--format", "json", "--out", "mcsb"]);
    assert.match(stdout, /^FAIL high/m);
    const report = JSON.parse(readFileSync(join(here.root, "here/mcsb/report.json"), "utf8"));
    assert.deepEqual(
      report.compliance.map(({ id }: { id: string }) => id),
      ["mcsb"],
    );
    const testing = report.compliance[0].requirements.flatMap(({ rules }: { rules: string[] }) => rules);
    for (const { rule } of report.outcomes) assert(testing.includes(rule.id), rule.id);
  });

  it("follows no link within a folder: a circle has an end", async () => {
    here.write("here/circle/main.json", JSON.stringify(template()));
    symlinkSync("..", join(here.root, "here/circle/again"));
    assert.match((await here.run(["scan", "circle"])).stdout, /^1 of 1 file judged/m);
  });
});
