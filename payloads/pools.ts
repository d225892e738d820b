import data from "./data/indicators.json";

/** The day on which the lists of `SOURCES.md` were last compared with the table. Indicators are dated by it, so that they are the same each time. */
export const poolsComparedOn = "2026-11-29";

/**
 * The domains of mining pools that are a sign by themselves, sorted. Each stands for the hosts below it too; those on shared
 * hosting are exact hosts. Weak ones (companies' sites, ordinary words) are left out: nobody's work may be stopped for them.
 */
export const poolDomains = (): readonly string[] => [...new Set([...data.pools, ...data.exactPools])].sort();

/**
 * A regular expression, in the common part of JavaScript's and RE2's language, that a host in lower case matches where it is such a
 * domain or lies below one. It tries each domain at the beginning of a label alone, so that its cost is linear.
 */
export const poolForm = (): string =>
  `(?:^|\\.)(?:${poolDomains()
    .map(domain => domain.replaceAll(".", "\\."))
    .join("|")})$`;
