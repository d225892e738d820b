import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import ts from "typescript";

const house = resolve(__dirname, "..");

const rooms = [
  "catalogue",
  "payloads",
  "compute",
  "policies",
  "posture",
  "guardrails",
  "simulator",
  "engine",
  "cli",
  "docs",
  "bench",
  "test",
];

type Imports = ReadonlyMap<string, readonly string[]>;

/** Every file of the rooms with the files of the rooms that it imports: type imports and dynamic imports too. */
function importsOfHouse(): Imports {
  const files = rooms.flatMap(room =>
    readdirSync(join(house, room), { recursive: true, encoding: "utf8" })
      .filter(file => file.endsWith(".ts") && !file.split(sep).some(part => part === "node_modules" || part === "dist"))
      .map(file => join(room, file)),
  );
  return new Map(files.map(file => [file, importsOf(file, readFileSync(join(house, file), "utf8"))]));
}

function importsOf(file: string, text: string): string[] {
  return ts.preProcessFile(text, true, true).importedFiles.flatMap(({ fileName }) => {
    if (!fileName.startsWith(".")) return [];
    const target = relative(house, resolve(house, dirname(file), fileName));
    return [`${target}.ts`, join(target, "index.ts")].filter(path => existsSync(join(house, path)));
  });
}

/**
 * The circles of imports: groups of files of which each imports, directly or through others, every other one. This is Tarjan's
 * algorithm for strongly connected components.
 */
function circlesIn(imports: Imports): string[][] {
  const circles: string[][] = [];
  const order = new Map<string, number>();
  const earliest = new Map<string, number>();
  const open: string[] = [];
  const visit = (file: string): void => {
    order.set(file, order.size);
    earliest.set(file, order.get(file)!);
    open.push(file);
    for (const target of imports.get(file) ?? []) {
      if (!order.has(target)) visit(target);
      if (open.includes(target)) earliest.set(file, Math.min(earliest.get(file)!, earliest.get(target)!));
    }
    if (earliest.get(file) !== order.get(file)) return;
    const group = open.splice(open.indexOf(file));
    if (group.length > 1 || imports.get(file)?.includes(file)) circles.push(group.sort());
  };
  for (const file of imports.keys()) if (!order.has(file)) visit(file);
  return circles.sort();
}

describe("imports between files", () => {
  it("form no circle", () => assert.deepEqual(circlesIn(importsOfHouse()), []));

  it("are found however a file writes them", () => {
    const file = join("payloads", "decoders", "x.ts");
    for (const text of [
      'import { layersOf } from "./decode";',
      'import type { Layers } from "./decode";',
      'export * from "./decode";',
      'const decode = import("./decode");',
    ])
      assert.deepEqual(importsOf(file, text), [join("payloads", "decoders", "decode.ts")], text);
    assert.deepEqual(importsOf(file, 'import { inflateRawSync } from "node:zlib";'), []);
  });

  it("form a circle when files import each other, directly or through others", () => {
    const circles = (imports: Record<string, string[]>) => circlesIn(new Map(Object.entries(imports)));
    assert.deepEqual(circles({ a: ["b", "c"], b: ["c"], c: [] }), []);
    assert.deepEqual(circles({ a: ["a"] }), [["a"]]);
    assert.deepEqual(circles({ a: ["b"], b: ["c"], c: ["a", "d"], d: [] }), [["a", "b", "c"]]);
    assert.deepEqual(circles({ a: ["b"], b: ["a", "c"], c: ["d"], d: ["c"] }), [
      ["a", "b"],
      ["c", "d"],
    ]);
  });
});
