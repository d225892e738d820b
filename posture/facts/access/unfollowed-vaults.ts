import { readSecrets } from "../../../catalogue/roles";
import { by, grouped } from "../collate";
import { derivation } from "../derivation";
import type { UnfollowedVault } from "../principal-rights";
import type { AccessGraph } from "./access-graph";
import type { Held } from "./held";
import { readingActions, readingLines, saidOf } from "./vault-contents";

/** Every right to read secrets of which no road was made, so that it is told. */
export default derivation<"unfollowedVaults">()({
  needs: ["access", "vaults"],
  derive({ access: { value: access }, vaults }, { estate }) {
    const unfollowed = vaults.value.filter(vault => saidOf(vault, estate) === undefined);
    const readers = new Map(unfollowed.map(vault => [vault, new Set(vault.readers.map(id => nameOf(access, id)))]));
    const below = grouped(unfollowed, ({ subscription }) => subscription);
    for (const principal of unfollowed.length > 0 ? access.principals() : []) {
      const own = access.rights.of(principal);
      // What a group holds is told of the group.
      const able = own?.held.filter(
        held => held.holder === principal && readingActions.some(action => access.rights.allows(held, action, own.who)),
      );
      if (!own || !able || able.length === 0) continue;
      for (const subscription of new Set(able.flatMap(held => held.subscriptions)))
        for (const vault of below.get(subscription) ?? []) {
          const at = vault.id.toLowerCase();
          const over: readonly Held[] = able.filter(held => access.rights.isOver(held, at));
          const takes = (action: string) =>
            over.some(held => access.rights.allows(held, action, own.who)) && !access.rights.isDenied(own, action, at);
          const takesOne = able.some(
            held => held.at.startsWith(`${at}/secrets/`) && access.rights.allows(held, readSecrets, own.who),
          );
          const readsOne = vault.roles && takesOne && !access.rights.isDenied(own, readSecrets, at);
          if (readsOne || readingLines(vault).some(line => line.every(takes)))
            readers.get(vault)!.add(access.who(principal).name);
        }
    }
    const value = unfollowed.map(
      (vault): UnfollowedVault => ({ id: vault.id, name: vault.name, readers: [...readers.get(vault)!].sort() }),
    );
    return { value: value.sort(by(({ id }) => id)) };
  },
});

const nameOf = (access: AccessGraph, id: string): string => {
  const number = access.find(id);
  return number === undefined ? id : access.who(number).name;
};
