import { uuidOf } from "../catalogue/uuid";

/** An indicator as STIX has it, version 2.1 (OASIS, "STIX Version 2.1", 4.7). Sentinel's upload API takes such objects (Learn, "Import threat intelligence with the upload API"). */
interface StixIndicator {
  readonly type: "indicator";
  readonly spec_version: "2.1";
  readonly id: `indicator--${string}`;
  readonly created: string;
  readonly modified: string;
  readonly name: string;
  readonly description: string;
  readonly indicator_types: readonly string[];
  readonly pattern: string;
  readonly pattern_type: "stix";
  readonly valid_from: string;
}

export interface StixBundle {
  readonly type: "bundle";
  readonly id: `bundle--${string}`;
  readonly objects: readonly StixIndicator[];
}

/**
 * Mining pools as a bundle of STIX 2.1. Its ids follow from the domains, so that another upload brings nothing in twice.
 * A pattern matches the name itself: hosts below a pool's domain are found by who matches parent domains, and by DNS.
 * @param domains without a dot at the end
 * @param on the day of the list, as in 2026-11-29
 */
export function stixBundle(domains: readonly string[], on: string): StixBundle {
  const time = `${on}T00:00:00.000Z`;
  const objects = domains.map((domain): StixIndicator => {
    const pattern = `[domain-name:value = '${domain}']`;
    return {
      type: "indicator",
      spec_version: "2.1",
      id: `indicator--${uuidOf(pattern)}`,
      created: time,
      modified: time,
      name: `Mining pool ${domain}`,
      description: "Miners send their work to this pool. A machine that asks for its address probably mines.",
      indicator_types: ["malicious-activity"],
      pattern,
      pattern_type: "stix",
      valid_from: time,
    };
  });
  return { type: "bundle", id: `bundle--${uuidOf([on, ...domains].join("\n"))}`, objects };
}
