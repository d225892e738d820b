import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pages } from "../docs/pages";

describe("the generated pages", () => {
  for (const [file, text] of Object.entries(pages()))
    it(`docs/${file} is up to date`, () =>
      assert.ok(
        readFileSync(join(__dirname, "../docs", file), "utf8") === text,
        `docs/${file} is stale: run npm run docs, and commit what it writes`,
      ));
});

describe("the commands that the docs name", () => {
  const folder = join(__dirname, "..");
  const read = (file: string) => readFileSync(join(folder, file), "utf8");
  const commands = new Set([
    "completion", // its library makes it
    ...readdirSync(join(folder, "cli")).flatMap(
      file => /new Command\("(\w+)"\)/.exec(file.endsWith(".ts") ? read(`cli/${file}`) : "")?.[1] ?? [],
    ),
  ]);
  const files = [
    "README.md",
    ...readdirSync(join(folder, "docs"))
      .filter(file => file.endsWith(".md"))
      .map(file => `docs/${file}`),
  ];
  it("are there", () => {
    assert(commands.has("audit") && !commands.has("conquer"));
    for (const file of files)
      for (const [, name] of read(file).matchAll(/(?:`|\n)computeguard ([a-z]+)/g))
        assert(commands.has(name!), `${file} names computeguard ${name}`);
  });
});
