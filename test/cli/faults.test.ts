import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { join } from "node:path";
import { saveTenant } from "./evidence";
import { type Installation, install, type Ran } from "./installation";

describe("the command line, used wrongly", () => {
  let here: Installation;
  before(async () => {
    here = install({ cli: true });
    await saveTenant(join(here.root, "here/tenant"));
    here.write("here/file", "");
    here.write("here/estate.yaml", "regions: [westeurope]\n");
    here.write("here/misspelt.yaml", "regions: [westeurope]\n\nmaxInstnces: 3\n");
    here.write("here/no-region.yaml", "regions:\n  - westeurop\n");
    here.write("here/no-yaml.yaml", "regions: [westeurope\n");
    here.write(
      "here/no-rule.yaml",
      "exceptions:\n  - rule: unapproved-gpu-sise\n    resource: '**'\n    reason: for the vision team\n    owner: ml@contoso.com\n    until: 2026-12-31\n",
    );
    here.write("here/torn/manifest.json", "{");
    here.write("here/by-tag.yaml", "gpuSizes: [{size: Standard_NC24ads_A100_v4, tag: team=vision}]\n");
    here.write("here/half-a-cloud.json", JSON.stringify({ resourceManager: "https://arm.contoso.com" }));
  });
  after(() => here.remove());

  const refused = ({ code, stdout, stderr }: Ran, ...says: readonly RegExp[]) => {
    assert.equal(code, 2, stderr);
    assert.equal(stdout, "");
    assert.match(stderr, /^computeguard: \S[^\n]+\n$/, "one line");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
    assert.doesNotMatch(stderr, /\u001b|\bat .*:\d+:\d+|COMPUTEGUARD_DEBUG|undefined|\[object/);
    for (const words of says) assert.match(stderr, words);
  };
  const from = ["--from", "tenant"];

  it("ends quietly where nobody reads on", () => {
    const command = `"${process.execPath}" "${join(here.root, "dist/computeguard.js")}" rules | true`;
    const { status, stderr } = spawnSync("sh", ["-c", command], { encoding: "utf8" });
    assert.deepEqual([status, stderr], [0, ""]);
  });

  const cases: readonly (readonly [what: string, args: readonly string[], ...says: RegExp[]])[] = [
    ["a misspelt command", ["adit"], /unknown command 'adit' \(Did you mean audit\?\)/],
    [
      "a command like none, whose help is asked for",
      ["xyzzy", "--help"],
      /unknown command 'xyzzy' \(computeguard --help/,
    ],
    ["a command like none", ["xyzzy"], /unknown command 'xyzzy' \(computeguard --help/],
    ["a misspelt option", ["audit", "--fromat", "html"], /unknown option '--fromat' \(Did you mean --format\?\)/],
    ["an option of another command", ["rules", "--from", "x"], /unknown option '--from'/],
    ["an option without its value", ["audit", "--out"], /'-o, --out <folder>' argument missing/],
    ["an argument too many", ["audit", "tenant"], /too many arguments/],
    [
      "a check that there is not",
      ["audit", ...from, "--check", "unused-gpu-quotas,compute-creator-without-mfa"],
      /There is no "unused-gpu-quotas"\. Did you mean unused-gpu-quota\?/,
    ],
    ["a format that there is not", ["audit", ...from, "--format", "pdf"], /There is no "pdf"\. There are: html, json/],
    ["a misspelt format", ["audit", ...from, "--format", "srif"], /Did you mean sarif\?/],
    ["no format at all", ["audit", ...from, "--format", ","], /Name at least one/],
    ["a severity that there is not", ["audit", ...from, "--fail-on", "grave"], /Allowed choices are low, medium/],
    ["an estate that is not there", ["audit", ...from, "--estate", "nowhere.yaml"], /nowhere\.yaml.*ENOENT.*--estate/],
    ["an estate that is a folder", ["audit", ...from, "--estate", "tenant"], /EISDIR/],
    [
      "a misspelt setting",
      ["audit", ...from, "--estate", "misspelt.yaml"],
      /misspelt\.yaml:3: unknown key "maxInstnces"; did you mean maxInstances\?/,
    ],
    [
      "a misspelt region",
      ["audit", ...from, "--estate", "no-region.yaml"],
      /no-region\.yaml:2: unknown region "westeurop"; did you mean westeurope\?/,
    ],
    [
      "an exception from a rule that there is not",
      ["audit", ...from, "--estate", "no-rule.yaml"],
      /no-rule\.yaml:2: unknown rule "unapproved-gpu-sise"; did you mean unapproved-gpu-size\?/,
    ],
    ["an estate that is no YAML", ["audit", ...from, "--estate", "no-yaml.yaml"], /no-yaml\.yaml:\d: /],
    ...["tenant", "subscription", "management-group", "exclude-subscription", "resource-group"].map(
      option =>
        [
          `a choice of what is read, beside evidence that was saved: --${option}`,
          ["audit", ...from, `--${option}`, "nonexistent"],
          new RegExp(`--${option} chooses what is read from Azure and cannot be given with --from`),
        ] as const,
    ),
    [
      "two choices of what is read, beside evidence that was saved",
      ["audit", ...from, "--tenant", "contoso.example", "--resource-group", "rg"],
      /--tenant and --resource-group choose what is read/,
    ],
    ...[
      ["--sign-in", "managedIdentity"],
      ["--client-id", "00000000-0000-0000-0000-00000000c11d"],
      ["--cloud", "AzureGovernment"],
      ["--authority", "https://login.example.net"],
      ["--arm", "https://arm.example.net"],
      ["--graph", "https://graph.example.net"],
      ["--timeout", "15m"],
    ].flatMap(([option, value]) =>
      [["audit"], ["plan"], ["respond"], ["explain", "nobody"], ["rehearse"], ["init", "--out", "-"]].map(
        command =>
          [
            `how Azure is read, beside evidence that was saved: ${command[0]} ${option}`,
            [...command, ...from, option!, value!],
            new RegExp(
              `: ${option} says how Azure is read and cannot be given with --from, which reads nothing from there`,
            ),
          ] as const,
      ),
    ),
    [
      "how long Azure is read, beside evidence that was saved and is sent",
      ["audit", ...from, "--sign-in", "azureCli", "--timeout", "1h", "--store", "contoso/reports"],
      /computeguard: --timeout says how Azure is read and/,
    ],
    ["a folder without evidence", ["audit", "--from", "."], /holds no evidence.*manifest\.json/],
    [
      "evidence of which the estate asks for what was not kept",
      ["audit", ...from, "--estate", "by-tag.yaml"],
      /tenant cannot be judged by this estate: .*by the tag team.*Audit the tenant again/,
    ],
    ["a manifest that is torn", ["audit", "--from", "torn"], /torn\/manifest\.json is not a manifest/],
    ["a folder that cannot be written to", ["audit", ...from, "--out", "file/out"], /file\/out.*ENOTDIR.*--out/],
    ["nothing to go on with", ["audit", "--resume", "nowhere"], /nowhere holds no evidence/],
    [
      "going on with what is saved",
      ["audit", "--resume", "tenant", "--save", "x"],
      /--resume goes on in the folder that it names\. Leave --save out/,
    ],
    ["going on with what is judged", ["audit", "--resume", "tenant", ...from], /--resume .* Leave --from out/],
    ["a timeout without a unit", ["audit", "--timeout", "90"], /'--timeout <time>'.*90s, 15m or 2h/],
    ["evidence that cannot be kept", ["audit", "--save", "file/kept"], /file\/kept.*ENOTDIR.*--save/],
    [
      "evidence to be kept that is kept already",
      ["audit", ...from, "--save", "kept"],
      /--save keeps what is read from Azure, and --from names evidence that is kept already/,
    ],
    [
      "how to notify, and nobody",
      ["audit", ...from, "--notify-always"],
      /--notify-always says how to notify, and nobody is named\. Put .* into COMPUTEGUARD_NOTIFY/,
    ],
    ["a log that is a folder", ["audit", ...from, "--log", "tenant"], /tenant cannot be opened \(EISDIR\).*--log/],
    ["a store that is no address", ["audit", ...from, "--store", "reports"], /--store .* names no blob container/],
    [
      "a store with a secret in its address",
      ["audit", ...from, "--store", "https://contoso.blob.core.windows.net/reports?sig=s3cret"],
      /without a query/,
    ],
    ["an endpoint that is no https", ["audit", "--arm", "http://192.0.2.1"], /'--arm <url>'.*https:\/\/<host>/],
    ["an authority that is no address", ["audit", "--authority", "contoso"], /'--authority <url>'/],
    ["a cloud that there is not", ["audit", "--cloud", "AzureMoon"], /Allowed choices are AzurePublicCloud/],
    ["a cloud that is a folder", ["audit", "--cloud", "tenant"], /'--cloud <name>'.*tenant cannot be read \(EISDIR\)/],
    ["a cloud of a file that is empty", ["audit", "--cloud", "file"], /file does not describe a cloud: it is not JSON/],
    [
      "a cloud of which half is told",
      ["audit", "--cloud", "half-a-cloud.json"],
      /half-a-cloud\.json does not describe a cloud: authentication is missing\. Store what its Resource Manager answers/,
    ],
    [
      "a store in another cloud",
      ["audit", ...from, "--cloud", "AzureChina", "--store", "https://contoso.blob.core.windows.net/reports"],
      /is an address of AzurePublicCloud.*blob\.core\.chinacloudapi\.cn/,
    ],
    ["a sign-in that there is not", ["audit", "--sign-in", "guess"], /Allowed choices are default/],
    ["a program that is not there", ["preview", "nowhere"], /nowhere is no Pulumi program/],
    ["configuration without a value", ["preview", ".", "--config", "image"], /--config takes key=value/],
    ["no estate to bake", ["pack"], /There is no computeguard\.yaml here\. Name the estate with --estate/],
    ["a misspelt estate to bake", ["pack", "--estate", "misspelt.yaml"], /misspelt\.yaml:3/],
    ["a pack that is not built", ["pack", "--estate", "estate.yaml"], /is not built\. Run npm run build/],
    ["the demo, with nowhere to write", ["demo", "--out", "file/out"], /file\/out.*ENOTDIR/],
  ];
  for (const [what, args, ...says] of cases) it(what, async () => refused(await here.run(args), ...says));

  it("and so it is in a process for itself", () => refused(here.start(["adit"]), /unknown command/));

  it("no secret of an address is repeated", async () =>
    assert.doesNotMatch(
      (await here.run(["audit", "--store", "https://contoso.blob.core.windows.net/reports?sig=s3cret"])).stderr,
      /s3cret/,
    ));

  it("no credential", async () =>
    refused(
      await here.run(["audit", "--sign-in", "environment"]),
      /a sign-in to Azure Resource Manager \(no credential was found\)/,
      /az login.*AZURE_CLIENT_ID/,
    ));

  it("a sign-in that lacks a setting", async () =>
    refused(await here.run(["audit", "--sign-in", "workloadIdentity"]), /--sign-in workloadIdentity does not hold: /));

  it("no network", async () => {
    // a port that was free a moment ago
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise(resolve => server.once("listening", resolve));
    const closed = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await new Promise(resolve => server.close(resolve));
    const id = "00000000-0000-0000-0000-000000000001";
    refused(
      await here.run(["audit", "--sign-in", "environment", "--authority", closed, "--arm", closed, "--graph", closed], {
        AZURE_TENANT_ID: id,
        AZURE_CLIENT_ID: id,
        AZURE_CLIENT_SECRET: "a secret that is none",
      }),
      /the sign-in service cannot be reached/,
    );
  });

  it("several mistakes in an estate are a line each", async () => {
    here.write("here/many.yaml", "maxInstnces: 3\nregions: [westeurop]\n");
    const { code, stderr, stdout } = await here.run(["audit", ...from, "--estate", "many.yaml"]);
    assert.deepEqual([code, stdout, stderr.trimEnd().split("\n").length], [2, "", 2]);
  });
});
