import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Evidenced, Gathered } from "../../posture/evidence/gathered";
import { runbookFormats } from "../../posture/respond/print";
import { type Runbook, runbookOf } from "../../posture/respond/runbook";
import { faultsOf } from "../cures/az-faults";
import { contosoGathered, contosoReport, estate, healthyGathered } from "../demo/audited";

const dana = "00000000-0000-0000-0001-000000000005";
const titles = [
  "Save evidence before you touch anything",
  "Stop what burns",
  "Have quota capped to what is in use",
  "Revoke sessions and secrets, and disable",
  "Check everything that they created, granted or consented to",
  "Deny the creation of compute by policy",
  "Call",
  "Look for more",
];

const responded = async (only?: string): Promise<Runbook> => runbookOf(await contosoGathered(), estate, "0.0.0", only);
const step = (runbook: Runbook, title: string) => {
  const found = runbook.steps.find(one => one.title === title);
  assert(found, title);
  return found;
};
const linesOf = ({ steps }: Runbook, shell: string) =>
  steps.flatMap(({ items }) => items.flatMap(({ commands }) => commands.filter(one => one.shell === shell)));
const printed = (runbook: Runbook, form: string) => [...runbookFormats[form]!(runbook)].join("");

/** The same tenant, with other rows of one kind. */
const changed = <K extends keyof Gathered>(
  { gathered, manifest }: Evidenced,
  kind: K,
  rows: (value: Gathered[K]["value"]) => unknown,
): Evidenced => ({
  manifest,
  gathered: { ...gathered, [kind]: { ...gathered[kind], value: rows(gathered[kind].value) } } as Gathered,
});

describe("the runbook of the planted tenant", () => {
  let runbook: Runbook;
  before(async () => {
    runbook = await responded();
  });

  it("has every step, evidence first", () => {
    assert.deepEqual(
      runbook.steps.map(({ title }) => title),
      titles,
    );
    assert.match(
      runbook.verdict,
      /^What burns costs \$[\d,.]+ a day at list prices, and 17 identities are suspected\.$/,
    );
  });
  it("stops what a miner was found in, whatever it costs", () => {
    const stopped = step(runbook, "Stop what burns").items.map(({ name }) => name);
    assert(stopped.includes("cg-web-cache"), stopped.join());
  });
  it("saves the log of each subscription from a day before the first act on, and the machines before they are stopped", () => {
    const { line } = step(runbook, titles[0]!).items[0]!.commands[0]!;
    // jamie.rhodes created a machine at 2026-11-18T12:00, the first that a suspect did within the days of detection
    assert.match(
      line,
      /^az monitor activity-log list --subscription 0{8}-0{4}-0{4}-0005-0{11}1 --start-time 2026-11-17T12:00:00Z /,
    );
    const saved = step(runbook, titles[0]!).items.map(({ name }) => name);
    for (const { name } of step(runbook, titles[1]!).items) assert(saved.includes(name), name);
  });
  it("stops what burns, and the machine that asked for a pool, each by the command of its type", () => {
    const commands = step(runbook, titles[1]!).items.flatMap(({ commands }) => commands.map(({ line }) => line));
    for (const wanted of [
      /^az vmss deallocate --name vmss-render-3 /,
      /^az vm deallocate --ids \S*vm-viz-01$/,
      /^az vm deallocate --ids \S*vm-web-01$/,
      /^az rest --method patch .*pools\/render.*"targetDedicatedNodes":0/,
      /^az aks nodepool stop --cluster-name aks-shared --name gpupool /,
    ])
      assert(
        commands.some(line => wanted.test(line)),
        String(wanted),
      );
  });
  it("revokes first of whoever created what burns, and tells why", () => {
    const [first] = step(runbook, titles[3]!).items;
    assert.equal(first!.name, "dana.moreno@contoso.com");
    assert.deepEqual(
      first!.commands.map(({ line }) => line),
      [`Revoke-MgUserSignInSession -UserId '${dana}'`, `az ad user update --id ${dana} --account-enabled false`],
    );
    assert(first!.lines!.includes("created 3 of what burns"));
  });
  it("deletes the secrets of an application, on both of its objects", () => {
    const reporting = step(runbook, titles[3]!).items.find(({ name }) => name === "contoso-reporting")!;
    const lines = reporting.commands.map(({ line }) => line).join("\n");
    assert.match(lines, /^az ad sp update --id \S+ --set accountEnabled=false$/m);
    assert.match(lines, /^az ad app credential delete /m);
    assert.match(lines, /^az ad sp credential delete /m);
  });
  it("tells what they created, granted and consented to", () => {
    const left = (name: string) =>
      step(runbook, titles[4]!)
        .items.find(item => item.name === name)!
        .lines!.join("\n");
    assert.match(
      left("dana.moreno@contoso.com"),
      /^1 × microsoft\.compute\/virtualmachinescalesets\/write in Contoso Production, eastus2: Standard_NC64as_T4_v3$/m,
    );
    assert.match(
      left("kim.novak@contoso.com"),
      /^1 × microsoft\.authorization\/elevateaccess\/action/m,
      "20 days ago, long before the first act of the others",
    );
    assert.match(
      left("morgan.blake@contoso.com"),
      /^gave User Access Administrator at \/ to morgan\.blake@contoso\.com /m,
    );
    assert.match(left("morgan.blake@contoso.com"), /contoso-audit \(Directory\.Read\.All\)/);
  });
  // the last holds the decoy that was touched; of one that has vanished nothing is left to deny
  it("denies by a built-in policy at each subscription, and only there", () => {
    const { items } = step(runbook, titles[5]!);
    assert.deepEqual(
      items.map(({ name }) => name),
      ["Contoso Production", "Contoso Development", "Contoso Data", "Contoso Sandbox", "Contoso GPU Lab"],
    );
    for (const { commands } of items)
      assert.match(commands[0]!.line, /listOfResourceTypesNotAllowed.*"microsoft\.compute\/virtualmachines"/);
  });
  it("asks others what they did, and disables none of them", async () => {
    const theo = "00000000-0000-0000-0001-000000000006";
    const withoutSecret = changed(await contosoGathered(), "directoryActivity", rows =>
      [...rows].filter(({ key }) => key.actor !== theo),
    );
    const runbook = runbookOf(withoutSecret, estate, "0.0.0");
    const next = step(runbook, titles[7]!).items.flatMap(({ lines = [] }) => lines);
    assert(next.some(line => line.startsWith("theo.lindqvist@contoso.com: first-command-runner")));
    const revoked = step(runbook, titles[3]!).items.map(({ name }) => name);
    assert(!revoked.includes("theo.lindqvist@contoso.com"));
  });
  it("asks first, and signs out without asking, whom the report's acts do", async () => {
    const { acts } = await contosoReport();
    const idsOf = (name: string) => acts.find(({ id }) => id === name)!.targets.map(({ name }) => name);
    const [asked, secured] = [idsOf("askWhoDidIt"), idsOf("secureAccount")];
    const { items } = step(runbook, titles[3]!);
    const people = items.filter(({ does }) => /sign out and block$/i.test(does));
    assert(people.some(({ name }) => asked.includes(name!)) && people.some(({ name }) => secured.includes(name!)));
    for (const { does, name } of people) {
      assert.equal(does.startsWith("Ask at once"), asked.includes(name!), name);
      assert.equal(does === "Sign out and block", secured.includes(name!), name);
    }
    // the worst, and what burns
    for (const name of ["avery.howard@contoso.com", "max.ebert@contoso.com"]) assert(secured.includes(name), name);
    const [chosen] = step(await responded("oli.park@contoso.com"), titles[3]!).items;
    assert.equal(chosen!.does, "Sign out and block");
  });
  it("signs out whoever gave an application a way in, and asks none of them", () => {
    const revoked = step(runbook, titles[3]!).items.map(({ name }) => name);
    const asked = step(runbook, titles[7]!).items.flatMap(({ lines = [] }) => lines);
    for (const who of ["theo.lindqvist@contoso.com", "kim.novak@contoso.com"]) {
      assert(revoked.includes(who), who);
      assert(!asked.some(line => line.startsWith(`${who}:`)), who);
    }
  });
  it("is printed in each form, every item of it", () => {
    for (const form of Object.keys(runbookFormats)) {
      const text = printed(runbook, form);
      for (const { title, items } of runbook.steps) {
        assert(text.includes(title), `${form}: ${title}`);
        for (const { name = "", commands } of items) {
          assert(text.includes(name), `${form}: ${name}`);
          for (const { line } of commands) assert(text.includes(line), `${form}: ${line}`);
        }
      }
    }
  });
});

describe("the commands of a runbook", () => {
  it("are commands of Azure CLI, with options that it has and all that it needs, and parse in bash", async () => {
    const lines = linesOf(await responded(), "bash");
    assert(lines.length > 60);
    assert.deepEqual(lines.flatMap(faultsOf), []);
    const { status, stderr } = spawnSync("bash", ["-n"], {
      input: lines.map(({ line }) => line).join("\n"),
      encoding: "utf8",
    });
    assert.equal(status, 0, stderr);
  });
  it("are cmdlets of Microsoft Graph PowerShell whose values are quoted", async () => {
    const value = "'(?:[^']|'')*'";
    const form = new RegExp(
      `^[A-Z][a-z]+-Mg[A-Za-z0-9]+(?: -All)?(?: -[A-Z][A-Za-z]+ ${value})*(?: \\| ConvertTo-Json -Depth 10 \\| Out-File -FilePath ${value})?$`,
    );
    for (const { line } of linesOf(await responded(), "powershell")) assert.match(line, form);
  });
  it("delete no machine, disk or group", async () => {
    for (const { line } of linesOf(await responded(), "bash"))
      assert.doesNotMatch(line, /\b(?:vm|vmss|disk|group|resource|aks|container|snapshot) delete\b|--method delete/);
  });
  it("as a script run nothing, and parse once they are taken in", async () => {
    const folder = mkdtempSync(join(tmpdir(), "computeguard-respond-"));
    try {
      const input = printed(await hostileRunbook(), "script");
      const { status, stdout, stderr } = spawnSync("bash", ["-s"], { cwd: folder, input, encoding: "utf8" });
      assert.deepEqual([status, stdout, stderr], [0, "", ""]);
      assert.deepEqual(readdirSync(folder), []);
      const taken = spawnSync("bash", ["-n"], { input: input.replace(/^#az /gm, "az "), encoding: "utf8" });
      assert.equal(taken.status, 0, taken.stderr);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
  it("as Markdown keep each name of the tenant in a code span or block", async () => {
    for (const line of printed(await hostileRunbook(), "markdown").split("\n"))
      if (line.includes("touch owned") && !/^ {2}(?:az |[A-Z][a-z]+-Mg)/.test(line))
        assert.match(line, /^(?:# The first hour in|- \[ \] [^`]*| {2}-) ?(`+)[^`]*.*\1(?: \(<https:[^>]*>\))?$/);
  });
});

const hostile = "x'; touch owned #$(touch owned)`touch owned`\n touch owned";

/** The planted tenant, whose people, applications, subscriptions and resources have hostile names. */
async function hostileRunbook(): Promise<Runbook> {
  const named = changed(
    changed(await contosoGathered(), "subscriptions", rows => rows.map(row => ({ ...row, name: hostile }))),
    "resources",
    rows => rows.map(row => ({ ...row, name: hostile, id: row.id.replace("vm-viz-01", hostile) })),
  );
  const acted = changed(named, "activity", rows =>
    rows.map(row => ({ ...row, distinct: { ...row.distinct, ...(row.distinct.name && { name: [hostile] }) } })),
  );
  return runbookOf(
    changed(
      changed(acted, "users", rows => rows.map(row => ({ ...row, upn: `${row.id} ${hostile}` }))),
      "servicePrincipals",
      rows => rows.map(row => ({ ...row, name: hostile })),
    ),
    estate,
    "0.0.0",
  );
}

describe("a runbook", () => {
  it("of a healthy tenant has no step: nothing burns, and nobody is suspected", async () => {
    const runbook = runbookOf(await healthyGathered(), estate, "0.0.0");
    assert.deepEqual(runbook.steps, []);
    assert.equal(runbook.verdict, "Nothing burns that the estate does not approve, and nobody is suspected.");
    assert.equal(printed(runbook, "text").trimEnd().split("\n").length, 2);
  });
  it("does not say that nothing burns where machines could not be read", async () => {
    const evidence = await healthyGathered();
    const unread: Evidenced = {
      ...evidence,
      gathered: {
        ...evidence.gathered,
        resources: { value: [], gaps: [{ what: "machines", missing: "Reader", reason: "denied" }] },
      },
    };
    assert.match(
      runbookOf(unread, estate, "0.0.0").verdict,
      /^Nothing is known to burn, but not everything could be read/,
    );
  });
  it("stops what burns where nobody is suspected, and then revokes nothing", async () => {
    const found = (await contosoGathered()).gathered.resources.value.filter(({ name }) => name === "vm-viz-01");
    assert.equal(found.length, 1);
    const evidence = changed(await healthyGathered(), "resources", rows => [...rows, ...found]);
    const runbook = runbookOf(evidence, estate, "0.0.0");
    assert.match(runbook.verdict, /^What burns costs \$15\.79 a day at list prices, and nobody is suspected\.$/);
    assert.deepEqual(
      step(runbook, titles[1]!).items.map(({ name }) => name),
      ["vm-viz-01"],
    );
    assert(!runbook.steps.some(({ title }) => title === titles[3]));
  });
  it("of one identity, by name or id, has what it created alone", async () => {
    for (const word of ["DANA.Moreno@contoso.com", dana]) {
      const runbook = await responded(word);
      assert.deepEqual(
        step(runbook, titles[3]!).items.map(({ name }) => name),
        ["dana.moreno@contoso.com"],
      );
      assert.deepEqual(
        step(runbook, titles[1]!).items.map(({ name }) => name),
        ["vmss-render-3", "vmss-render-2", "vmss-render-1"],
      );
    }
  });
  it("of one identity says whom a part of a name has chosen, and what it created", async () => {
    assert.equal(
      (await responded("ana moren")).verdict,
      `dana.moreno@contoso.com (${dana}) created 3 resources of what burns.`,
    );
    assert.match(
      (await responded("kim.nov")).verdict,
      /^kim\.novak@contoso\.com \(\S+\) created nothing of what burns\.$/,
    );
    const markdown = [...runbookFormats.markdown!(await responded(dana))].join("");
    assert.match(markdown, /`dana\.moreno@contoso\.com \(\S+\) created 3 resources of what burns\.`/);
  });
  it("of one identity begins a day before the first that was found of it, and lists what the findings show", async () => {
    const runbook = await responded("kim.novak@contoso.com");
    // it elevated its access at 2026-11-04T12:00, 20 days ago, and gave the application its permission 3 days ago
    for (const { line } of step(runbook, titles[0]!).items.flatMap(({ commands }) => commands))
      assert.match(line, / ge 2026-11-03T12:00:00Z(?: |')/);
    const [left] = step(runbook, titles[4]!).items;
    assert(left!.lines!.some(line => line.startsWith("1 × microsoft.authorization/elevateaccess/action")));
    assert(
      left!.lines!.some(line => /contoso-reporting \(RoleManagement\.ReadWrite\.Directory\) at 2026-11-21/.test(line)),
    );
  });
  // robin.vance asked for quota from there ten days before
  it("names who worked from an address of whoever is suspected, and nobody at that of the office", async () => {
    const next = step(await responded(dana), titles[7]!).items.filter(({ does }) => does.startsWith("Ask who else"));
    assert.deepEqual(
      next.map(({ does, name, lines }) => [does, name, lines]),
      [
        [
          "Ask who else works from",
          "203.0.113.77",
          ["gpu-training-deploy", "max.ebert@contoso.com", "robin.vance@contoso.com"],
        ],
      ],
    );
  });
  it("of an identity of which nothing was found signs it out all the same, and of nobody has no step", async () => {
    const runbook = await responded("quinn.baker@contoso.com");
    const nobody = await responded("nobody@contoso.com");
    assert.deepEqual(nobody.steps, []);
    assert.match(step(runbook, titles[3]!).items[0]!.commands[0]!.line, /^Revoke-MgUserSignInSession /);
  });
  const words: readonly (readonly [what: string, word: string, names: readonly string[]])[] = [
    ["a part of its name", "kim.nov", ["kim.novak@contoso.com"]],
    ["the name that people call it by, in any letter case", "DANA MORENO", ["dana.moreno@contoso.com"]],
    ["a part of that", "ana moren", ["dana.moreno@contoso.com"]],
    ["the beginning of an object id", dana.slice(0, -1), []],
    ["the name of an application", "contoso-reporting", ["contoso-reporting"]],
    ["a part of it", "so-report", ["contoso-reporting"]],
  ];
  for (const [what, word, names] of words)
    it(`takes ${what}`, async () => {
      const { steps, mayBe } = await responded(word);
      if (names.length > 0) {
        assert.equal(mayBe, undefined);
        const revoked = steps.find(({ title }) => title === titles[3])!.items.map(({ name }) => name);
        assert.deepEqual(revoked, names);
      } else assert(mayBe!.length > 1 && mayBe!.some(({ id }) => id === dana));
    });
  it("has no step where a word may mean several, and tells whom, first who is suspected", async () => {
    const { steps, mayBe } = await responded("contoso");
    assert.deepEqual(steps, []);
    assert.equal(mayBe![0]!.name, "dana.moreno@contoso.com");
    assert(mayBe!.length > 50 && mayBe!.some(({ name }) => name === "quinn.baker@contoso.com"));
    assert.deepEqual((await responded("nobody@contoso.com")).mayBe, []);
  });
  it("means one alone by a whole name, though others have it in theirs", async () => {
    const evidence = changed(await contosoGathered(), "users", rows =>
      rows.map(row =>
        row.upn === "quinn.baker@contoso.com" ? { ...row, upn: `x-${row.id}-dana.moreno@contoso.com` } : row,
      ),
    );
    assert.equal(runbookOf(evidence, estate, "0.0.0", "dana.moreno@contoso.com").mayBe, undefined);
    assert.equal(runbookOf(evidence, estate, "0.0.0", "dana.moreno").mayBe!.length, 2);
  });
  it("never blocks an emergency account", async () => {
    const guarded = { ...estate, breakGlass: [...estate.breakGlass, "dana.moreno@contoso.com"] };
    const runbook = runbookOf(await contosoGathered(), guarded, "0.0.0", dana);
    const [item] = step(runbook, titles[3]!).items;
    assert.deepEqual(
      item!.commands.map(({ line }) => line),
      [`Revoke-MgUserSignInSession -UserId '${dana}'`],
    );
    assert(item!.lines!.includes("an emergency account: change its password, and do not block it"));
  });
  it("is the same whatever the order of the evidence", async () => {
    const evidence = await contosoGathered();
    const turned = changed(
      changed(evidence, "users", rows => [...rows].reverse()),
      "activity",
      rows => [...rows].reverse(),
    );
    assert.deepEqual(runbookOf(turned, estate, "0.0.0"), await responded());
  });
});
