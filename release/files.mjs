import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bomOf, checkBom, installedBom } from "./sbom.mjs";

/**
 * npm run release:files
 *
 * Everything that a release hands out, in out/release: both packages, a bill of materials of each, the licences of what is bundled, the
 * release's part of the changelog, and the digests of all of them. It builds first, and publishes nothing.
 */
const out = join("out", "release");
const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
const { version } = lock;

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const run = (command, ...args) =>
  execFileSync(command, args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    shell: process.platform === "win32",
  });
const bundles = run(process.execPath, "build.mjs", "--packages")
  .split("\n")
  .filter(Boolean)
  .map(line => JSON.parse(line));
const bundled = folder => bundles.filter(({ bundle }) => bundle.startsWith(folder)).flatMap(({ packages }) => packages);

/** Our packages, and the folders whose bundles each of them holds. */
const packages = [
  { name: "computeguard", at: [], holds: ["dist/computeguard.js", "policies/dist/"] },
  { name: "computeguard-policies", at: ["-w", "policies"], holds: ["policies/dist/"] },
];
const installed = installedBom();
for (const { name, at, holds } of packages) {
  run("npm", "pack", "--silent", "--ignore-scripts", "--pack-destination", out, ...at);
  const bom = `${JSON.stringify(bomOf(installed, name, holds.flatMap(bundled), lock), null, 2)}\n`;
  await checkBom(bom);
  writeFileSync(join(out, `${name}-${version}.cdx.json`), bom);
}
writeFileSync(
  join(out, "LICENSES.txt"),
  [...new Set(holdsAll().map(file => readFileSync(`${file}.LICENSES.txt`, "utf8")))].join("\n"),
);
writeFileSync(join(out, "notes.md"), notesOf(readFileSync("CHANGELOG.md", "utf8"), version));

const sums = readdirSync(out)
  .sort()
  .map(
    file =>
      `${createHash("sha256")
        .update(readFileSync(join(out, file)))
        .digest("hex")}  ${file}\n`,
  );
writeFileSync(join(out, "SHA256SUMS"), sums.join(""));
process.stdout.write(sums.join(""));

function holdsAll() {
  return bundles
    .map(({ bundle }) => bundle)
    .filter(bundle => packages.some(({ holds }) => holds.some(held => bundle.startsWith(held))));
}

/** What the changelog says of a version; of one that is not released yet, what will be. */
function notesOf(changelog, version) {
  const parts = changelog.split(/^## /m);
  const [part = ""] = [`${version} `, "Unreleased"].flatMap(head => parts.filter(each => each.startsWith(head)));
  return `${part.slice(part.indexOf("\n") + 1).trim()}\n`;
}
