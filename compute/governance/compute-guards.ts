import { lastSegment } from "../../catalogue/arm-id";

/**
 * The built-in policies that guard compute: they limit sizes, regions or types, or ask for a second factor of whoever creates something.
 * Their names are the same in every tenant. Source: Azure/azure-policy @f4a50ba (2026-04-29), folder `built-in-policies`.
 */
const builtIns: ReadonlyMap<string, string> = new Map([
  ["cccc23c7-8427-4f53-ad12-b6a63eb452b3", "Allowed virtual machine size SKUs"],
  ["3e13d504-9083-4912-b935-39a085db2249", "Lab Services should restrict allowed virtual machine SKU sizes"],
  ["e56962a6-4747-49cd-b67b-bf8b01975c4c", "Allowed locations"],
  ["e765b5de-1225-4ba3-bd56-1ac6695af988", "Allowed locations for resource groups"],
  ["c1b9cbed-08e3-427d-b9ce-7c535b1e9b94", "Allow resource creation only in Asia data centers"],
  ["94c19f19-8192-48cd-a11b-e37099d3e36b", "Allow resource creation only in European data centers"],
  ["5ee85ce5-e7eb-44d6-b4a2-32a24be1ca54", "Allow resource creation only in India data centers"],
  ["983211ba-f348-4758-983b-21fa29294869", "Allow resource creation only in United States data centers"],
  ["a08ec900-254a-4555-9bf5-e42af04b5c5c", "Allowed resource types"],
  ["6c112d4e-5bc7-47ae-a041-ea2d9dccd749", "Not allowed resource types"],
  [
    "4e6c27d5-a6ee-49cf-b2b4-d8fe90fa2b8b",
    "Users must authenticate with multi-factor authentication to create or update resources",
  ],
]);

/** Any other built-in policy or initiative guards something else, whatever its assignment is called. */
const builtIn =
  /^\/providers\/Microsoft\.Authorization\/policy(?:Set)?Definitions\/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

const listed = (words: string): ReadonlySet<string> => new Set(words.split(" "));
/** Words of names that are about sizes, regions, types, quota and mining. The guardrails of this repository begin with the first. */
const guarding = listed(
  "computeguard cryptojacking mining miner miners gpu gpus accelerator accelerators sku skus size sizes vmsize vmsizes " +
    "location locations region regions quota quotas",
);
/** Words that are so only together: `Deny-VM-Creation`, `allowed-resource-types`. */
const restricting = listed(
  "deny denied denies allow allowed allowlist only approved restrict restricted limit block blocked forbid max",
);
const restricted = listed("compute vm vms vmss machine machines scaleset scalesets cluster clusters type types");

/** The words of a name: `Deny-VM-Sizes` and `allowedVmSizes` both have "vm" and "sizes". */
const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/);

/**
 * True when the names of a policy or of its assignment say that it guards compute.
 * @param names the first is the id of the policy or of its assignment
 */
export function guardsCompute(names: readonly string[]): boolean {
  const ids = names.map(name => lastSegment(name.trim()));
  if (ids.some(id => builtIns.has(id.toLowerCase()))) return true;
  if (builtIn.test(names[0]?.trim() ?? "")) return false;
  return ids.some(id => {
    const words = wordsOf(id);
    return (
      words.some(word => guarding.has(word)) ||
      (words.some(word => restricting.has(word)) && words.some(word => restricted.has(word)))
    );
  });
}
