import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * npm run release
 *
 * Tags what is committed, together with what is built of it, as `v` and the version. A Git dependency on that tag installs as it is:
 * without the packages that build it, and where scripts of packages may not run. The tag's commit stands beside the branch, which stays
 * without built files; it is not pushed here.
 */
const git = (args, options = {}) => execFileSync("git", args, { encoding: "utf8", ...options }).trim();

function refused(why) {
  console.error(why);
  process.exit(1);
}

const { workspaces, scripts, ...product } = JSON.parse(readFileSync("package.json", "utf8"));
const tag = `v${product.version}`;

const built = product.files.filter(path => /^(?:policies\/)?dist(?:\/|$)/.test(path));
const missing = built.filter(path => !existsSync(path));

if (missing.length > 0) refused(`Not built: ${missing.join(" and ")}: run npm run build.`);
if (git(["status", "--porcelain"]) !== "") refused("Some files are not committed: commit them, or put them aside.");
if (git(["tag", "--list", tag]) !== "")
  refused(`${tag} is there already: raise the version with node release/version.mjs.`);

/** npm prepares a Git dependency that has workspaces, or a script of one of these names, with all development packages. */
const { prepare, build, ...others } = scripts;
const packageJson = `${JSON.stringify({ ...product, scripts: others }, null, 2)}\n`;

const folder = mkdtempSync(join(tmpdir(), "computeguard-release-"));
try {
  const env = { ...process.env, GIT_INDEX_FILE: join(folder, "index") };
  git(["read-tree", "HEAD"], { env });
  git(["add", "--force", "--", ...built], { env });
  const blob = git(["hash-object", "-w", "--stdin"], { input: packageJson });
  git(["update-index", "--cacheinfo", `100644,${blob},package.json`], { env });
  const tree = git(["write-tree"], { env });
  git(["tag", tag, git(["commit-tree", tree, "-p", "HEAD", "-m", `${tag}, built`])]);
} finally {
  rmSync(folder, { recursive: true });
}
console.log(`${tag} is tagged. To publish it: git push origin ${tag}`);
