import { agedArmTypes, agedSdkTypes } from "./aged-types";
import { indexedTypes } from "./arm-index";
import { sdkTypes } from "./sdk-types";

/**
 * How far the table of compute types has aged: the types of the installed SDKs, and of ARM's index, whose inputs name a machine or an
 * accelerator and that neither a row reads nor a reason leaves out. The goal is 0, and anything else ends with the code 1.
 *
 * `npm run catalogue:age -- [--index FILE]`: FILE is generated/index.json of github.com/Azure/bicep-types-az.
 */
const words = process.argv.slice(2);
const at = words.indexOf("--index");
const file = at < 0 ? undefined : words[at + 1];

function told(of: string, found: readonly string[]): number {
  console.log(`catalogue:age: ${found.length} of ${of} name a machine and have no row (goal 0)`);
  for (const line of [...found].sort()) console.log(`  ${line}`);
  return found.length;
}

try {
  if (words.length > (at < 0 ? 0 : 2) || (at >= 0 && file === undefined))
    throw new Error("usage: npm run catalogue:age -- [--index FILE]");
  const installed = [...sdkTypes()];
  let aged = told(`${installed.length} types of the installed SDKs`, agedSdkTypes(installed));
  if (file !== undefined) {
    const types = indexedTypes(file);
    const { found, unread } = agedArmTypes(types);
    if (unread > 0)
      console.log(`  ${unread} types were not read: the index names files for them that are not beside it`);
    aged += told(`${types.length} ARM types of the index`, found);
  }
  process.exitCode = aged > 0 ? 1 : 0;
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
