import type { Estate } from "../../../catalogue/estate";
import { readSecrets } from "../../../catalogue/roles";
import type { Vault } from "../../evidence/vaults";
import type { RoadEvidence } from "./becomes";

const vaults = "Microsoft.KeyVault/vaults";
/** Whoever deploys with a vault that allows it is given its secrets as parameters. */
const deploying = [`${vaults}/deploy/action`, "Microsoft.Resources/deployments/write"];

/**
 * The actions, all of one line, by which the secrets of a vault are read, or made readable for oneself. Where roles decide,
 * changing the vault is not enough: to go back to access policies takes the right to assign roles, by which one may read at
 * once. Networks that a vault admits are not counted as what closes it. Sources: Microsoft Learn, "Provide access to Key
 * Vault keys, certificates, and secrets with Azure role-based access control", "Assign a Key Vault access policy" and "Use
 * Azure Key Vault to pass secure parameter value during deployment".
 */
export const readingLines = ({ roles, templates }: Vault): readonly (readonly string[])[] => [
  ...(roles ? [[readSecrets]] : [[`${vaults}/accessPolicies/write`], [`${vaults}/write`]]),
  ...(templates ? [deploying] : []),
];

/** Every action of any such line. */
export const readingActions: readonly string[] = [
  readSecrets,
  `${vaults}/accessPolicies/write`,
  `${vaults}/write`,
  ...deploying,
];

/** Ids of the secrets of a vault over which somebody holds a role of its own: no list of secrets is read. */
export const secretsBelow = (
  { id }: Vault,
  given: Pick<RoadEvidence, "roleAssignments" | "eligibleAssignments" | "activeAssignments">,
): readonly string[] => {
  const known = scopesOfSecrets.get(given.roleAssignments) ?? scopesIn(given);
  scopesOfSecrets.set(given.roleAssignments, known);
  return known.get(id.toLowerCase()) ?? [];
};

/** By vault in lower case: looked through once, for there are many assignments and few over one secret. */
const scopesOfSecrets = new WeakMap<object, ReadonlyMap<string, readonly string[]>>();
const secret = /^(.+\/providers\/Microsoft\.KeyVault\/vaults\/[^/]+)\/secrets\/[^/]+$/i;

function scopesIn(given: Parameters<typeof secretsBelow>[1]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Map<string, string>>();
  for (const { value } of [given.roleAssignments, given.eligibleAssignments, given.activeAssignments])
    for (const { scope } of value) {
      const vault = secret.exec(scope)?.[1]?.toLowerCase();
      if (vault !== undefined) found.set(vault, (found.get(vault) ?? new Map()).set(scope.toLowerCase(), scope));
    }
  return new Map([...found].map(([vault, scopes]) => [vault, [...scopes.values()]]));
}

/** What the estate says of a vault; names of vaults are unique in a cloud. */
export const saidOf = ({ name }: Vault, estate: Estate): Estate["vaults"][number] | undefined =>
  estate.vaults.find(each => each.name.toLowerCase() === name.toLowerCase());

/** Object ids of those whom the estate names by client id, object id or user principal name. */
export function whoseCredentials(
  named: readonly string[],
  { servicePrincipals, users }: Pick<RoadEvidence, "servicePrincipals" | "users">,
): readonly string[] {
  const wanted = new Set(named.map(normal));
  return [
    ...servicePrincipals.value.filter(({ id, appId }) => wanted.has(id) || wanted.has(appId)),
    ...users.value.filter(({ id, upn }) => wanted.has(id) || wanted.has(normal(upn))),
  ].map(({ id }) => id);
}

const normal = (name: string): string => name.normalize("NFC").toLowerCase();
