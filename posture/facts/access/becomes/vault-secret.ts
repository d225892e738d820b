import { lastSegment } from "../../../../catalogue/arm-id";
import { readSecrets } from "../../../../catalogue/roles";
import { defineBecomes } from "../becomes";
import { readingLines, saidOf, secretsBelow, whoseCredentials } from "../vault-contents";

/**
 * Who may read the secrets of a key vault signs in with the credentials that lie in it. What these open is not read: the
 * estate says it, and of other vaults the report says that it is not known. Which of its secrets it is, is not said: a role
 * over one of them counts as one over the vault.
 */
export default defineBecomes({
  kind: "vault-secret",
  needs: ["vaults", "servicePrincipals", "users", "roleAssignments", "eligibleAssignments", "activeAssignments"],
  *ways({ vaults, ...given }, estate) {
    for (const vault of vaults.value)
      for (const to of whoseCredentials(saidOf(vault, estate)?.opens ?? [], given))
        for (const from of vault.readers)
          yield { from, to, tenure: "standing", evidence: vault.id, through: `the secrets of key vault ${vault.name}` };
  },
  *doors({ vaults, ...given }, estate) {
    for (const vault of vaults.value)
      for (const identity of whoseCredentials(saidOf(vault, estate)?.opens ?? [], given)) {
        const found = { identity, evidence: vault.id };
        yield {
          ...found,
          at: vault.id,
          actions: readingLines(vault),
          through: `the secrets of key vault ${vault.name}`,
        };
        for (const at of vault.roles ? secretsBelow(vault, given) : [])
          yield {
            ...found,
            at,
            actions: [[readSecrets]],
            through: `secret ${lastSegment(at)} of key vault ${vault.name}`,
          };
      }
  },
  says: (target, secrets) => `may read ${secrets} and sign in as ${target}`,
  cut: (from, target, secrets) =>
    `take from ${from} the right to read ${secrets.replace(/^the secrets of /, "")}, where a credential of ${target} lies`,
});
