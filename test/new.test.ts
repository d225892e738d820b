import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { type Added, add, Refused } from "../scaffold/add";
import { additions } from "../scaffold/additions";

const root = join(__dirname, "..");
const kinds = Object.keys(additions);
/** Rules and checks share their ids. */
const idOf = (kind: string) => (kind === "rule" ? "zebra-rule" : "zebra-crossing");
const withFormerId = "posture/checks/compute-creator-without-mfa.ts";

describe("npm run new", () => {
  let copy: string;
  /** One of each kind, added to a copy of the files that are changed. */
  const added = new Map<string, Added>();
  const refusal = (...words: [kind?: string, id?: string, armType?: string]) => {
    try {
      add(copy, ...words);
    } catch (error) {
      assert(error instanceof Refused);
      assert.doesNotMatch(error.message, /\n/);
      return error.message;
    }
    return assert.fail(`${words.join(" ")} was not refused`);
  };
  const read = (file: string) => readFileSync(join(copy, file), "utf8");

  before(() => {
    copy = mkdtempSync(join(tmpdir(), "computeguard-new-"));
    for (const { file, inserts } of Object.values(additions))
      for (const path of [...inserts.map(({ into }) => into), file.replace("{id}", "all")])
        if (existsSync(join(root, path))) cpSync(join(root, path), join(copy, path));
    for (const file of ["policies/unapproved-region.ts", "policies/unreadable-size.ts", withFormerId])
      cpSync(join(root, file), join(copy, file));
    for (const kind of kinds) added.set(kind, add(copy, kind, idOf(kind), "Microsoft.Zoo/zebras"));
  });
  after(() => rmSync(copy, { recursive: true }));

  const contributing = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
  for (const kind of kinds)
    it(`writes and leaves to fill in what CONTRIBUTING.md says of a new ${kind}`, () => {
      const row = contributing.split("\n").find(line => line.includes(`\`npm run new -- ${kind} `));
      assert(row, `CONTRIBUTING.md has no row for \`npm run new -- ${kind}\``);
      const [, , , product, rest, fill] = row
        .split("|")
        .map(cell => [...cell.matchAll(/`([^`]+)`/g)].map(([, path]) => path));
      const named = (files: readonly string[]) => [...new Set(files)].map(file => file.replace(idOf(kind), "<id>"));
      const { files, toFill } = added.get(kind)!;
      assert.deepEqual([...product!, ...rest!], named(files));
      assert.deepEqual(fill, named(toFill.map(({ file }) => file)));
      assert.equal(product!.length, 2, "the file, and its line in the list");
    });

  it("leaves no placeholder, and puts each line that it names where it says", () => {
    for (const { files, toFill } of added.values()) {
      for (const file of files) assert.doesNotMatch(read(file), /(?<!\$)\{(name|Type|arm)\}/, file);
      for (const { file, line, text } of toFill) assert.equal(read(file).split("\n")[line - 1]?.trim(), text);
    }
  });

  it("lists what is new in the file of its kind, and imports it in order", () => {
    const list = read("posture/evidence/all.ts");
    assert.match(list, /from "\.\/[a-z-]+";\nimport zebraCrossing from ".\/zebra-crossing";\n/);
    assert.match(list, /\n {2}\w+,\n {2}zebraCrossing,\n\] as const;/);
    assert.match(read("posture/report/formats.ts"), /formats = \[.*, zebraCrossing\] as const/);
    assert.match(
      read("test/posture/gather-tenant.ts"),
      /`\$\{s\(sub1\)\}\/providers\/Microsoft.Zoo\/zebras\/\$\{id\(999\)\}`/,
    );
  });

  it("adds what begins like something that is there", () => {
    add(copy, "rule", "zebra");
    assert.match(read("policies/all.ts"), /import zebra from ".\/zebra";\nimport zebraRule from/);
    assert.match(read("policies/all.ts"), /\n {2}zebra,\n/);
    const { toFill } = add(copy, "check", "zebra-stripes");
    const again = added.get("check")!.toFill;
    assert.deepEqual(
      toFill.map(({ file }) => file.replace("zebra-stripes", "")),
      again.map(({ file }) => file.replace("zebra-crossing", "")),
    );
  });

  it("refuses, in one line, what it cannot add, and writes nothing then", () => {
    const before = read("policies/all.ts");
    assert.equal(refusal("rule", "zebra-rule"), "there is a rule zebra-rule in policies/zebra-rule.ts");
    for (const id of ["", "Zebra", "zebra2", "zebra_crossing", "../zebra", "-zebra", "zebra-", "zebra--crossing"])
      assert.match(refusal("rule", id), /^".*" is no id: /);
    for (const kind of [undefined, "", "policy", "constructor"])
      assert.match(
        refusal(kind, "zebra-foal"),
        /^usage: npm run new -- rule <id> \| check <id> \| evidence <id> <ARM type> \| type <id> <ARM type> \| format <id>$/,
      );
    for (const kind of ["type", "evidence"])
      assert.match(refusal(kind, "zebra-foal"), /^usage: .* <id> <ARM type>, such as /);
    assert.match(refusal("type", "zebra-foal", "zebras"), /^"zebras" is no ARM type/);
    for (const [kind, id] of [
      ["check", "zebra-rule"],
      ["rule", "zebra-crossing"],
      ["check", "unapproved-region"],
      ["check", "unreadable-order"],
      ["rule", "orderer-without-mfa"],
    ] as const)
      assert.match(refusal(kind, id), /is or was an id in .*: ids are never reused, choose another$/);
    for (const id of ["class", "default", "await", "yield"]) assert.match(refusal("rule", id), /word of JavaScript/);
    assert.equal(read("policies/all.ts"), before);
    assert(!existsSync(join(copy, "policies/zebra-foal.ts")));
  });
});

describe("what npm run new wrote", () => {
  it("is filled in: no line says TODO any more", () => {
    const mayNameIt = ["test/policies/kit.ts"];
    const waiting = Object.values(additions)
      .flatMap(({ file, inserts }) => [file, ...inserts.map(({ into }) => into)])
      .map(path => path.slice(0, path.lastIndexOf("/")));
    const files = [...new Set(waiting)].flatMap(folder =>
      readdirSync(join(root, folder), { withFileTypes: true })
        .filter(entry => entry.isFile() && entry.name.endsWith(".ts"))
        .map(entry => relative(root, join(entry.parentPath, entry.name))),
    );
    assert(files.length > 100);
    const lines = files
      .filter(file => !mayNameIt.includes(file))
      .flatMap(file =>
        readFileSync(join(root, file), "utf8")
          .split("\n")
          .flatMap((line, i) => (line.includes("TODO") ? [`${file}:${i + 1}  ${line.trim()}`] : [])),
      );
    assert.equal(lines.join("\n"), "", "these lines still wait to be filled in");
  });
});
