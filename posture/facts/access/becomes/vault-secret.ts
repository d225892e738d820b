import { defineBecomes } from "../becomes";
import { readingLines, saidOf, whoseCredentials } from "../vault-contents";

/**
 * Who may read the secrets of a key vault signs in with the credentials that lie in it. What these open is not read: the
 * estate says it, and of other vaults the report says that it is not known.
 */
export default defineBecomes({
  kind: "vault-secret",
  needs: ["vaults", "servicePrincipals", "users"],
  *ways({ vaults, ...given }, estate) {
    for (const vault of vaults.value)
      for (const to of whoseCredentials(saidOf(vault, estate)?.opens ?? [], given))
        for (const from of vault.readers)
          yield { from, to, tenure: "standing", evidence: vault.id, through: vault.name };
  },
  *doors({ vaults, ...given }, estate) {
    for (const vault of vaults.value)
      for (const identity of whoseCredentials(saidOf(vault, estate)?.opens ?? [], given))
        yield { at: vault.id, actions: readingLines(vault), identity, through: vault.name };
  },
  says: (target, vault) => `may read the secrets of key vault ${vault} and sign in as ${target}`,
  cut: (from, target, vault) =>
    `take from ${from} the right to read key vault ${vault}, where a credential of ${target} lies`,
});
