import { defineBecomes } from "../becomes";

/** Who owns a group adds itself. The members of a group that is kept on the premises cannot be changed in Entra. */
export default defineBecomes({
  kind: "group-owner",
  needs: ["owners", "principals"],
  joins: true,
  *ways({ owners, principals }) {
    const synced = new Set(principals.value.filter(group => group.synced).map(({ id }) => id));
    for (const { of, where, owner } of owners.value)
      if (where === "group" && !synced.has(of))
        yield { from: owner, to: of, tenure: "standing", evidence: `/groups/${of}/owners/${owner}`, through: "" };
  },
  says: group => `owns group ${group} and can join it`,
  cut: (from, group) => `remove ${from} as an owner of group ${group}`,
});
