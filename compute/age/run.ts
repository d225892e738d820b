import { indexedTypes } from "./arm-index";
import { isWeighed, isWeighedArm, machineNamedIn } from "./names-machine";
import { sdkTypes } from "./sdk-types";

/**
 * How far the table of compute types has aged: the types of the installed SDKs, and of ARM's index, whose inputs name a machine or an
 * accelerator and that neither a row reads nor a reason leaves out. The goal is 0.
 *
 * `npm run catalogue:age -- [--index FILE]`: FILE is generated/index.json of github.com/Azure/bicep-types-az.
 */
function ofSdks(): readonly string[] {
  const found: string[] = [];
  let all = 0;
  for (const { token, properties } of sdkTypes()) {
    all++;
    if (isWeighed(token)) continue;
    const path = machineNamedIn(properties());
    if (path !== undefined) found.push(`${token}: ${path}`);
  }
  return told(`of ${all} types of the installed SDKs`, found);
}

function ofIndex(file: string): readonly string[] {
  const types = indexedTypes(file);
  const found: string[] = [];
  let unread = 0;
  for (const { type, version, properties } of types) {
    if (isWeighedArm(type)) continue;
    const own = properties();
    if (own === undefined) unread++;
    const path = own && machineNamedIn(own);
    if (path !== undefined) found.push(`${type}@${version}: ${path}`);
  }
  if (unread > 0) console.log(`of ${unread} types the index names a file that is not beside it: they were not read`);
  return told(`of ${types.length} ARM types of the index`, found);
}

function told(of: string, found: readonly string[]): readonly string[] {
  console.log(`catalogue:age: ${found.length} ${of} name a machine and have no row (goal 0)`);
  for (const line of [...found].sort()) console.log(`  ${line}`);
  return found;
}

const words = process.argv.slice(2);
const at = words.indexOf("--index");
const file = at < 0 ? undefined : words[at + 1];
try {
  if (words.length > (at < 0 ? 0 : 2) || (at >= 0 && file === undefined))
    throw new Error("usage: npm run catalogue:age -- [--index FILE]");
  const found = [...ofSdks(), ...(file === undefined ? [] : ofIndex(file))];
  process.exitCode = found.length > 0 ? 1 : 0;
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
