import { parseArmId } from "../catalogue/arm-id";
import type { Estate } from "../catalogue/estate";
import { isRegion, normalRegion } from "../catalogue/regions";
import { type Tier, tiers } from "../catalogue/tiers";
import { approvedRegions } from "../policies/unapproved-region";
import type { Cloud } from "../posture/azure/endpoints";
import { registryDomains, registryIn } from "./cloud";

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
  /** The cloud that the stack is deployed to. */
  readonly cloud: Cloud;
  /** The id of the registry of Azure that the image lies in; undefined, where it lies in another. */
  readonly registry: string | undefined;
  /** The object id of the group that reads the reports. */
  readonly readers: string | undefined;
  /** Namespaces of resource providers that the cloud does not have; a role that names one is refused. */
  readonly absentProviders: readonly string[];
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

const isGuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/** Whether a registry, by its resource id, serves an image: it answers at its name, to which Azure may add a hyphen and a hash. */
function holdsImage(registry: string, image: string): boolean {
  const { type, names } = parseArmId(registry);
  const [label = ""] = registryIn(image).toLowerCase().split(".");
  const own = (names[0] ?? "").toLowerCase();
  return (
    type?.toLowerCase() === "microsoft.containerregistry/registries" && (label === own || label.startsWith(`${own}-`))
  );
}

interface Setting {
  readonly fallback?: string | undefined;
  /** Nothing is missing without it. */
  readonly optional?: boolean;
  readonly holds: (value: string) => boolean;
  /** What it has to be; completes "computeguard:image must be …". */
  readonly must: string;
  readonly example: string;
}

/** @throws Error with a line for each fault that says what to do. */
export function readSettings(config: Configuration, estate: Estate, cloud: Cloud = "AzurePublicCloud"): Settings {
  const approved = approvedRegions(estate);
  const inAzure = registryIn(config.get("image") ?? "").endsWith(`.${registryDomains[cloud]}`);
  const table: Record<Exclude<keyof Settings, "cloud">, Setting> = {
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
    registry: {
      optional: !inAzure,
      holds: value => inAzure && holdsImage(value, config.get("image") ?? ""),
      must: "the resource id of the registry of Azure that the image lies in",
      example:
        "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/images/providers/Microsoft.ContainerRegistry/registries/contoso",
    },
    readers: {
      optional: true,
      holds: isGuid,
      must: "the object id of a group",
      example: "00000000-0000-0000-0000-000000000061",
    },
    absentProviders: {
      optional: true,
      holds: value => listed(value).length > 0 && listed(value).every(name => /^\w+(\.\w+)+$/.test(name)),
      must: "namespaces of resource providers, separated by commas",
      example: "Oracle.Database",
    },
  };
  const faults: string[] = [];
  const optional = (key: keyof typeof table): string | undefined => {
    const { fallback, optional, holds, must, example } = table[key];
    const value = config.get(key) ?? fallback;
    if (value === undefined) {
      if (optional) return undefined;
      faults.push(`computeguard:${key} is missing: pulumi config set computeguard:${key} ${example}`);
    } else if (!holds(value))
      faults.push(`computeguard:${key} must be ${must}: pulumi config set computeguard:${key} ${example}`);
    return value;
  };
  const read = (key: keyof typeof table): string => optional(key) ?? "";
  const settings: Settings = {
    managementGroup: read("managementGroup"),
    alertEmail: read("alertEmail"),
    image: read("image"),
    effect: read("effect") as Effect,
    schedule: read("schedule"),
    tiers: listed(read("tiers")) as Tier[],
    location: normalRegion(read("location")),
    cloud,
    registry: optional("registry"),
    readers: optional("readers"),
    absentProviders: listed(read("absentProviders")),
  };
  if (faults.length > 0) throw new Error(faults.join("\n"));
  return settings;
}
