import type { Estate } from "../catalogue/estate";
import { isRegion, normalRegion } from "../catalogue/regions";
import { type Tier, tiers } from "../catalogue/tiers";
import { approvedRegions } from "../policies/unapproved-region";

/** `Deny` refuses, `Audit` only reports: to see first what would be refused. */
export const effects = ["Deny", "Audit"] as const;
export type Effect = (typeof effects)[number];

/** What the stack's configuration says; Pulumi.yaml tells what each is. */
export interface Settings {
  readonly managementGroup: string;
  readonly alertEmail: string;
  readonly image: string;
  readonly effect: Effect;
  /** Cron, UTC. */
  readonly schedule: string;
  /** Which rights the audit's identity is given. */
  readonly tiers: readonly Tier[];
  /** Where the audit runs and its reports are kept. */
  readonly location: string;
}

const listed = (text: string): readonly string[] =>
  text
    .split(",")
    .map(word => word.trim())
    .filter(Boolean);

/** Like pulumi.Config, as far as it is used here. */
export interface Configuration {
  get(key: string): string | undefined;
}

interface Setting {
  readonly fallback?: string | undefined;
  readonly holds: (value: string) => boolean;
  /** What it has to be; completes "computeguard:image must be …". */
  readonly must: string;
  readonly example: string;
}

/** @throws Error with a line for each fault that says what to do. */
export function readSettings(config: Configuration, estate: Estate): Settings {
  const approved = approvedRegions(estate);
  const table: Record<keyof Settings, Setting> = {
    managementGroup: {
      holds: value => /^[\w.()-]{1,90}$/.test(value),
      must: "the name of a management group, without the path before it",
      example: "contoso",
    },
    alertEmail: {
      holds: value => /^[^@\s]+@[^@\s]+$/.test(value),
      must: "one address",
      example: "security@contoso.com",
    },
    image: {
      // a tag or a digest: what is run unattended is never "the latest"
      holds: value =>
        /^[^\s:@]+(:\d+)?(\/[^\s:@]+)*(:[\w.-]+|@sha256:[0-9a-f]{64})$/.test(value) && !value.endsWith(":latest"),
      must: "a container image with a tag other than latest, or a digest",
      example: "contoso.azurecr.io/computeguard:0.1.0",
    },
    effect: {
      fallback: "Deny",
      holds: value => (effects as readonly string[]).includes(value),
      must: effects.join(" or "),
      example: "Audit",
    },
    schedule: {
      fallback: "0 6 * * *",
      holds: value => value.trim().split(/\s+/).length === 5 && /^[\d\s*,/-]+$/.test(value),
      must: "a cron expression of five fields",
      example: '"0 6 * * *"',
    },
    tiers: {
      fallback: tiers.join(","),
      holds: value =>
        listed(value).length > 0 && listed(value).every(tier => (tiers as readonly string[]).includes(tier)),
      must: `some of ${tiers.join(", ")}, separated by commas`,
      example: "posture,people",
    },
    location: {
      fallback: approved?.[0],
      holds: value => isRegion(value) && (approved?.includes(normalRegion(value)) ?? true),
      must: approved ? `a region that the estate approves (${approved.join(", ")})` : "an Azure region",
      example: approved?.[0] ?? "westeurope",
    },
  };
  const faults: string[] = [];
  const read = (key: keyof Settings): string => {
    const { fallback, holds, must, example } = table[key];
    const value = config.get(key) ?? fallback;
    if (value === undefined)
      faults.push(`computeguard:${key} is missing: pulumi config set computeguard:${key} ${example}`);
    else if (!holds(value))
      faults.push(`computeguard:${key} must be ${must}: pulumi config set computeguard:${key} ${example}`);
    return value ?? "";
  };
  const settings: Settings = {
    managementGroup: read("managementGroup"),
    alertEmail: read("alertEmail"),
    image: read("image"),
    effect: read("effect") as Effect,
    schedule: read("schedule"),
    tiers: listed(read("tiers")) as Tier[],
    location: normalRegion(read("location")),
  };
  if (faults.length > 0) throw new Error(faults.join("\n"));
  return settings;
}
