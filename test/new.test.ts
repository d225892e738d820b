import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { type Added, add, Refused } from "../scaffold/add";
import { additions } from "../scaffold/additions";

const root = join(__dirname, "..");
const kinds = Object.keys(additions);

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
    for (const kind of kinds) added.set(kind, add(copy, kind, "zebra-crossing", "Microsoft.Zoo/zebras"));
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
      const named = (files: readonly string[]) =>
        [...new Set(files)].map(file => file.replace("zebra-crossing", "<id>"));
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

  it("refuses, in one line, what it cannot add, and writes nothing then", () => {
    const before = read("policies/all.ts");
    assert.equal(refusal("rule", "zebra-crossing"), "there is a rule zebra-crossing in policies/zebra-crossing.ts");
    for (const id of ["", "Zebra", "zebra_crossing", "../zebra", "-zebra", "zebra-", "zebra--crossing"])
      assert.match(refusal("rule", id), /^".*" is no id: /);
    for (const kind of [undefined, "", "policy", "constructor"])
      assert.match(refusal(kind, "zebra"), /^usage: npm run new -- rule\|check\|evidence\|type\|format <id>/);
    for (const kind of ["type", "evidence"])
      assert.match(refusal(kind, "zebra"), /^usage: .* <id> <ARM type>, such as /);
    assert.match(refusal("type", "zebra", "zebras"), /^"zebras" is no ARM type/);
    assert.equal(read("policies/all.ts"), before);
    assert(!existsSync(join(copy, "policies/zebra.ts")));
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
    assert.deepEqual(lines, [], `still to be filled in:\n${lines.join("\n")}`);
  });
});
