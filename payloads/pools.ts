import data from "./data/indicators.json";

/** The day on which the lists of `SOURCES.md` were last compared with the table. Indicators are dated by it, so that they are the same each time. */
export const poolsComparedOn = "2026-11-29";

/**
 * The domains of mining pools that are a sign by themselves, sorted. Each stands for the hosts below it too; those on shared
 * hosting are exact hosts. Weak ones (companies' sites, ordinary words) are left out: nobody's work may be stopped for them.
 */
export const poolDomains = (): readonly string[] => [...new Set([...data.pools, ...data.exactPools])].sort();
