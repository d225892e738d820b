import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import tool from "../package.json";
import { policies } from "../policies/all";
import pack from "../policies/package.json";

const root = join(__dirname, "..");
const text = (path: string) => readFileSync(join(root, path), "utf8");

describe("the two packages", () => {
  it("are of one version, by the same people, under one licence, for the same Node.js", () => {
    const project = parse(text("policies/PulumiPolicy.yaml")) as Record<string, string>;
    for (const key of ["version", "author", "license"] as const)
      assert.deepEqual([pack[key], project[key]], [tool[key], tool[key]], key);
    assert.equal(pack.engines.node, tool.engines.node);
    assert.equal(tool.repository.url, pack.repository.url);
    assert.match(project.requiredPulumiVersion ?? "", /^>=3\./);
    assert(tool.homepage.startsWith(project.website!));
  });

  it("the tool brings what its copy of the pack needs to run", () =>
    assert.deepEqual(tool.optionalDependencies, pack.dependencies));

  it("each has a licence and a readme", () => {
    for (const folder of [".", "policies"]) {
      assert.equal(text(join(folder, "LICENSE")), text("LICENSE"));
      assert.match(text(join(folder, "README.md")), /^# /m);
    }
  });

  it("the urls of rules and readme are absolute, of this version, and lead to what is in docs", () => {
    const start = `${tool.homepage.replace(/#.*$/, "")}/blob/v${tool.version}/`;
    assert(pack.homepage.startsWith(start), pack.homepage);
    const page = text(pack.homepage.slice(start.length));
    const anchors = new Set([...page.matchAll(/^## (\S+)$/gm)].map(([, id]) => id));
    for (const { id } of policies) assert(anchors.has(id), `${pack.homepage}#${id} leads nowhere`);
    const links = [...text("policies/README.md").matchAll(/\((https:[^)]+)\)/g)].map(([, link]) => link!);
    assert(links.length > 1);
    for (const link of links) assert(link.startsWith(start) && existsSync(join(root, link.slice(start.length))), link);
  });
});
