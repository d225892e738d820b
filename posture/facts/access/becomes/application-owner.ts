import { defineBecomes } from "../becomes";

/** Who owns an application or its service principal adds a credential and signs in as it. */
export default defineBecomes({
  kind: "application-owner",
  needs: ["owners"],
  *ways({ owners }) {
    for (const { of, where, owner } of owners.value)
      if (where !== "group" && owner !== of)
        yield {
          from: owner,
          to: of,
          tenure: "standing",
          evidence: `/${where}s/${of}/owners/${owner}`,
          through: where === "application" ? "application" : "service principal",
        };
  },
  says: (application, through) => `owns ${through} ${application} and can add a credential to it`,
  cut: (from, application, through) => `remove ${from} as an owner of ${through} ${application}`,
});
