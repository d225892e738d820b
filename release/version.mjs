import { readFileSync, writeFileSync } from "node:fs";

/**
 * node release/version.mjs 0.2.0
 *
 * Raises the version wherever it stands, and gives what CHANGELOG.md has under "Unreleased" a heading of its own. It needs no package.
 */
const refused = why => {
  console.error(why);
  process.exit(1);
};

const next = process.argv[2] ?? "";
const { version } = JSON.parse(readFileSync("package.json", "utf8"));
/** The first release has the version that stood before it already. */
const isFirst = next === version && !readFileSync("CHANGELOG.md", "utf8").includes(`\n## ${version} `);

if (!/^\d+\.\d+\.\d+$/.test(next)) refused(`A version is three numbers, as 0.2.0; "${next}" is none.`);
if (!isFirst && !isNewer(next, version)) refused(`${next} is not newer than ${version}.`);

/** The texts in which users are told this version. What a test or a rule's example has is its own. */
const texts = [
  ...["README.md", "Dockerfile", "Pulumi.dev.yaml", "docs/policy-pack.md", "docs/ci.md", "guardrails/setting-table.ts"],
  ...["policies/PulumiPolicy.yaml", "policies/README.md", ".github/workflows/reusable-audit.yml"],
  ...["examples/ci/github.yml", "examples/ci/gitlab-ci.yml", "examples/ci/azure-pipelines.yml"],
];
const told = new RegExp(`(?<![\\d.])${version.replaceAll(".", "\\.")}(?![\\d.]*\\d)`, "g");
const raised = text => text.replace(told, next);

const changed = texts.map(file => {
  const text = readFileSync(file, "utf8");
  if (text.search(told) < 0) refused(`${file} does not tell version ${version} any more.`);
  return [file, raised(text)];
});
for (const file of ["package.json", "policies/package.json"]) {
  const manifest = JSON.parse(readFileSync(file, "utf8"));
  changed.push([file, json({ ...manifest, version: next, homepage: raised(manifest.homepage) })]);
}
const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
for (const each of [lock, lock.packages[""], lock.packages.policies]) each.version = next;
changed.push(["package-lock.json", json(lock)]);

const changelog = readFileSync("CHANGELOG.md", "utf8");
const heading = "## Unreleased\n";
if (!changelog.includes(heading)) refused('CHANGELOG.md has no "## Unreleased".');
const day = new Date().toISOString().slice(0, 10);
changed.push(["CHANGELOG.md", changelog.replace(heading, `${heading}\n## ${next} - ${day}\n`)]);

for (const [file, text] of changed) writeFileSync(file, text);
console.log(`${version} -> ${next}`);

function json(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function isNewer(a, b) {
  const [left, right] = [a, b].map(text => text.split(".").map(Number));
  const at = left.findIndex((part, i) => part !== right[i]);
  return at >= 0 && left[at] > right[at];
}
