import { defineBecomes } from "../becomes";
import { applicationsIn } from "../directory-power";

/** What is owned, where it is enabled first. */
const enabling = "disabled service principal";

/**
 * Who owns an application or its service principal adds a credential and signs in as it. One that is disabled is enabled by
 * whoever owns the service principal; of whoever owns the application alone no source says so. Source: Microsoft Learn,
 * "Disable user sign-in for an application", prerequisites, and "Default user permissions", owned application registrations.
 */
export default defineBecomes({
  kind: "application-owner",
  needs: ["owners", "servicePrincipals"],
  *ways(given) {
    const disabled = new Set(applicationsIn(given, false));
    for (const { of, where, owner } of given.owners.value)
      if (where !== "group" && owner !== of && !(where === "application" && disabled.has(of)))
        yield {
          from: owner,
          to: of,
          tenure: "standing",
          evidence: `/${where}s/${of}/owners/${owner}`,
          through: where === "application" ? "application" : disabled.has(of) ? enabling : "service principal",
        };
  },
  says: (application, through) =>
    through === enabling
      ? `owns ${through} ${application} and can enable it and add a credential to it`
      : `owns ${through} ${application} and can add a credential to it`,
  cut: (from, application, through) => `remove ${from} as an owner of ${through} ${application}`,
});
