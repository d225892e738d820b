import type { Estate } from "../catalogue/estate";
import { cloudOf, isRegion, normalRegion } from "../catalogue/regions";
import { type Tier, tiers } from "../catalogue/tiers";
import { approvedRegions } from "../policies/unapproved-region";
import type { Definition } from "./policy/definition";
import { type Ring, readRing } from "./rings";

/** Whether a second factor is asked for of people who change resources, or only reported who has none. */
const secondFactor = ["off", "audit", "enforce"] as const;
type SecondFactor = (typeof secondFactor)[number];

/** `Block` gives no address, `Alert` only notes the query, `Off` links no network. */
export const dnsAnswers = ["Block", "Alert", "Off"] as const;
export type DnsAnswer = (typeof dnsAnswers)[number];

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const workspaceId =
  /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[^/\s]+\/providers\/Microsoft\.OperationalInsights\/workspaces\/[\w-]+$/i;

/** What the stack's configuration says; Pulumi.yaml tells what each is. */
export interface Settings {
  readonly managementGroup: string;
  readonly alertEmail: string;
  readonly image: string;
  readonly ring: Ring;
  readonly mfa: SecondFactor;
  /** Cron, UTC. */
  readonly schedule: string;
  /** Which rights the audit's identity is given. */
  readonly tiers: readonly Tier[];
  /** Where the audit runs and its reports are kept. */
  readonly location: string;
  /** What becomes of a query for a mining pool's address. */
  readonly dns: DnsAnswer;
  /** The id of the Log Analytics workspace that gets the logs of management groups and of Entra. */
  readonly workspace: string | undefined;
  /** For each subscription, in the currency of its bill. */
  readonly monthlyBudget: number | undefined;
  /** The id of an empty subscription that nobody uses. */
  readonly decoy: string | undefined;
}

/** The id of a management group, as a scope. */
export const scopeOf = (managementGroup: string): string =>
  `/providers/Microsoft.Management/managementGroups/${managementGroup}`;

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

/**
 * @param definitions of which a ring may name some
 * @throws Error with a line for each fault that says what to do.
 */
export function readSettings(config: Configuration, estate: Estate, definitions: readonly Definition[]): Settings {
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
    ring: {
      fallback: "observe",
      holds: value => readRing(value, definitions) !== undefined,
      must: `observe, all, or some regions, types that the guardrails judge and rules of theirs (${definitions.map(({ rule }) => rule).join(", ")}), separated by commas, at most 50 of each`,
      example: "all",
    },
    mfa: {
      fallback: "audit",
      holds: value => (secondFactor as readonly string[]).includes(value),
      must: secondFactor.join(" or "),
      example: "audit",
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
    dns: {
      fallback: "Block",
      holds: value => (dnsAnswers as readonly string[]).includes(value),
      must: dnsAnswers.join(", "),
      example: "Alert",
    },
    // what may be left out is the empty text here, and undefined in the settings
    workspace: {
      fallback: "",
      holds: value => value === "" || workspaceId.test(value),
      must: "the resource id of a Log Analytics workspace",
      example:
        "/subscriptions/<subscription>/resourceGroups/<group>/providers/Microsoft.OperationalInsights/workspaces/<name>",
    },
    monthlyBudget: {
      fallback: "",
      holds: value => value === "" || /^[1-9]\d{0,8}$/.test(value),
      must: "a whole sum of money, in the currency of the bill",
      example: "5000",
    },
    decoy: {
      fallback: "",
      holds: value => value === "" || guid.test(value),
      must: "the id of an empty subscription",
      example: "<subscription>",
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
    ring: readRing(read("ring"), definitions) ?? "observe",
    mfa: read("mfa") as SecondFactor,
    schedule: read("schedule"),
    tiers: listed(read("tiers")) as Tier[],
    location: normalRegion(read("location")),
    dns: read("dns") as DnsAnswer,
    workspace: read("workspace") || undefined,
    monthlyBudget: Number(read("monthlyBudget")) || undefined,
    decoy: read("decoy").toLowerCase() || undefined,
  };
  // nobody has seen the two definitions in another cloud
  if (settings.mfa !== "off" && isRegion(settings.location) && cloudOf(settings.location) !== "AzureCloud")
    faults.push("computeguard:mfa must be off outside of Azure's public cloud: pulumi config set computeguard:mfa off");
  if (faults.length > 0) throw new Error(faults.join("\n"));
  return settings;
}
