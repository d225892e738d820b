import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import ts from "typescript";

const house = resolve(__dirname, "..");

/** What each room may import beside itself. The staircase: each step sees only the steps below it. */
const mayImport: Record<string, readonly string[]> = {
  catalogue: [],
  payloads: ["catalogue"],
  compute: ["catalogue", "payloads"],
  policies: ["catalogue", "payloads", "compute"],
  posture: ["catalogue", "payloads", "compute", "policies"],
  scan: ["catalogue", "payloads", "compute", "policies", "posture"],
  guardrails: ["catalogue", "payloads", "compute", "policies", "posture", "package.json"],
  simulator: [],
  engine: [],
  scaffold: [],
  cli: [
    "catalogue",
    "payloads",
    "compute",
    "policies",
    "posture",
    "scan",
    "guardrails",
    "simulator",
    "engine",
    "package.json",
  ],
  docs: ["catalogue", "payloads", "compute", "policies", "posture", "guardrails"],
};

/** Rooms of which other rooms may import one file only. */
const openings: Record<string, string> = { payloads: join("payloads", "search") };

const sources = (folder: string): string[] =>
  readdirSync(join(house, folder), { recursive: true, encoding: "utf8" })
    .filter(file => file.endsWith(".ts") && !file.split(sep).some(part => part === "node_modules" || part === "dist"))
    .map(file => join(folder, file));

/** Every module that a file names: type imports, dynamic imports and requires too. */
const imports = (text: string): string[] =>
  ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);

/** The faults of one file against the law. */
function faults(file: string, text: string): string[] {
  const room = file.split(sep)[0] as string;
  return imports(text).flatMap(name => {
    if (name === "@pulumi/policy" && !file.startsWith(join("policies", "pulumi") + sep))
      return [`${file} imports the policy SDK`];
    if (!name.startsWith(".")) return [];
    const path = relative(house, resolve(house, dirname(file), name));
    const target = path.split(sep)[0] as string;
    const allowed = target === room || (mayImport[room]?.includes(target) && (openings[target] ?? path) === path);
    return allowed ? [] : [`${file} imports ${name}`];
  });
}

describe("the house", () => {
  for (const room of Object.keys(mayImport))
    it(`${room} imports only from the steps below it`, () => {
      const found = sources(room).flatMap(file => faults(file, readFileSync(join(house, file), "utf8")));
      assert.deepEqual(
        found,
        [],
        `${room} may import from ${mayImport[room]?.join(", ") || "nothing else"}: ${found.join("; ")}`,
      );
    });

  it("its law has teeth: type imports, dynamic imports and the SDK are seen", () => {
    assert.equal(faults(join("catalogue", "x.ts"), 'import type { Facts } from "../compute/facts";').length, 1);
    assert.equal(faults(join("payloads", "x.ts"), 'import { when } from "../compute/value";').length, 1);
    assert.equal(faults(join("catalogue", "x.ts"), 'import { searchForMining } from "../payloads/search";').length, 1);
    assert.equal(faults(join("policies", "x.ts"), 'import { searchForMining } from "../payloads/search";').length, 0);
    assert.equal(faults(join("policies", "x.ts"), 'import { layersOf } from "../payloads/decoders/decode";').length, 1);
    assert.equal(faults(join("posture", "x.ts"), 'const cli = import("../cli/main");').length, 1);
    assert.equal(faults(join("policies", "x.ts"), 'import { PolicyPack } from "@pulumi/policy";').length, 1);
    assert.equal(faults(join("policies", "pulumi", "x.ts"), 'import { PolicyPack } from "@pulumi/policy";').length, 0);
    assert.equal(faults(join("posture", "x.ts"), 'import { judge } from "../policies/policy";').length, 0);
  });

  it("no test measures time, or brings its own seed or number of runs", () => {
    const forbidden =
      /performance\.now|hrtime|cpuUsage|process\.uptime|timeout\(0\)|numRuns: \d|\bfc\.assert\([^;]*\bseed:/;
    const found = sources("test")
      .filter(file => /\.(test|deep)\.ts$/.test(file) && file !== join("test", "house.test.ts"))
      .flatMap(file => {
        const [words] = forbidden.exec(readFileSync(join(house, file), "utf8")) ?? [];
        return words ? [`${file}: ${words}`] : [];
      });
    assert.deepEqual(found, [], `count steps (test/counted.ts), and take runs from test/depth.ts: ${found.join("; ")}`);
  });

  it("no file carries a vague name", () => {
    for (const file of Object.keys(mayImport).flatMap(sources))
      assert.doesNotMatch(file, /(^|[/-])(utils?|helpers?|common|managers?|misc)(\/|\.ts$)/i);
  });
});

/**
 * The rooms of posture in the order of a run: what is read, what follows from it, what is judged, what is printed. Each
 * may import itself and what is named beside it. A file that lies in posture itself is a room.
 */
const postureMayImport: Record<string, readonly string[]> = {
  azure: [],
  cures: [],
  signals: ["cures"],
  evidence: ["azure", "signals"],
  facts: ["evidence", "signals"],
  permissions: ["azure", "evidence"],
  "audit-role": ["permissions"],
  "report-text": ["facts"],
  check: ["cures", "facts"],
  "signal-check": ["cures", "signals", "evidence", "facts", "check"],
  checks: ["cures", "signals", "evidence", "facts", "report-text", "check", "signal-check"],
  report: ["cures", "facts", "report-text"],
  run: ["azure", "cures", "evidence", "facts", "permissions", "audit-role", "check", "checks", "report", "report-text"],
  explain: ["cures", "evidence", "facts", "plan", "report", "report-text", "run"],
  init: ["evidence", "facts", "report", "report-text", "run", "signals"],
  verify: ["evidence", "report", "run"],
  plan: ["cures", "evidence", "facts", "report", "report-text", "run"],
  rehearse: ["signals", "evidence", "facts", "report", "report-text", "run"],
  respond: ["cures", "signals", "evidence", "facts", "report", "report-text", "run"],
};

/** The room of a file of posture: `posture/facts/subjects.ts` is in `facts`, `posture/check` is `check`. */
const postureRoomOf = (file: string): string => (file.split(sep)[1] as string).replace(/\.ts$/, "");

/** The faults of one file of posture against the order of its rooms. */
function postureFaults(file: string, text: string): string[] {
  const room = postureRoomOf(file);
  const allowed = postureMayImport[room];
  if (!allowed) return [`${file} is in no room of posture that the table of test/house.test.ts names`];
  return imports(text).flatMap(name => {
    const target = name.startsWith(".") ? relative(house, resolve(house, dirname(file), name)) : "";
    if (!target.startsWith(`posture${sep}`)) return [];
    const other = postureRoomOf(target);
    return other === room || allowed.includes(other)
      ? []
      : [`${file} imports ${name}: ${room} must not know of ${other}`];
  });
}

describe("the rooms of posture", () => {
  it("import only from the rooms that the table names beside them", () =>
    assert.deepEqual(
      sources("posture").flatMap(file => postureFaults(file, readFileSync(join(house, file), "utf8"))),
      [],
    ));

  it("are all there", () => {
    const rooms = new Set(sources("posture").map(postureRoomOf));
    for (const room of Object.keys(postureMayImport)) assert(rooms.has(room), `posture: there is no room ${room}`);
  });

  it("their law has teeth: an arrow back is seen, from the folders and from the files of posture", () => {
    const arrows = [
      ["facts/x.ts", "../report/model"],
      ["facts/x.ts", "../check"],
      ["evidence/x.ts", "../run/gather"],
      ["evidence/reading/x.ts", "../../facts/types"],
      ["checks/x.ts", "../report/model"],
      ["check.ts", "./checks/all"],
      ["unknown/x.ts", "../azure/connect"],
    ] as const;
    for (const [file, name] of arrows)
      assert.equal(
        postureFaults(join("posture", file), `import type { X } from "${name}";`).length,
        1,
        `${file} ${name}`,
      );
    assert.deepEqual(postureFaults(join("posture", "run", "x.ts"), 'import { checks } from "../checks/all";'), []);
    assert.deepEqual(postureFaults(join("posture", "facts", "x.ts"), 'import { by } from "../../catalogue/x";'), []);
  });
});

/** The access graph is a room of its own among the facts: what it may take from them, and what others may take from it. */
const access = join("posture", "facts", "access") + sep;
const accessTakes = [
  "accounts",
  "asked-once",
  "capability-rights",
  "collate",
  "derivation",
  "membership",
  "numbered",
  "principal-rights",
  "principals",
  "scopes",
  "subscription-state",
].map(name => join("posture", "facts", name));
const accessGives = ["access-graph", "capabilities", "graph", "roads", "unfollowed-vaults"].map(name => access + name);

/** The faults of one file of posture against the walls of the access graph. */
function accessFaults(file: string, text: string): string[] {
  return imports(text).flatMap(name => {
    const target = name.startsWith(".") ? relative(house, resolve(house, dirname(file), name)) : "";
    if (!target.startsWith(join("posture", "facts") + sep)) return [];
    const [inside, within] = [file.startsWith(access), target.startsWith(access)];
    if (inside === within) return [];
    return (inside ? accessTakes : accessGives).includes(target) ? [] : [`${file} imports ${name}`];
  });
}

describe("the access graph", () => {
  it("takes little from the other facts, and gives its graph and its roads to them", () =>
    assert.deepEqual(
      sources("posture").flatMap(file => accessFaults(file, readFileSync(join(house, file), "utf8"))),
      [],
    ));

  it("its walls hold", () => {
    for (const [file, name] of [
      ["facts/access/x.ts", "../blast-radius"],
      ["facts/access/becomes/x.ts", "../../compute-creators"],
      ["facts/x.ts", "./access/rights"],
      ["checks/x.ts", "../facts/access/becomes/owner"],
    ] as const)
      assert.equal(accessFaults(join("posture", file), `import type { X } from "${name}";`).length, 1, name);
    assert.deepEqual(accessFaults(join("posture", "facts", "access", "becomes", "x.ts"), 'import "../edges";'), []);
  });
});
