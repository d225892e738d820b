import { parseArmId } from "../catalogue/arm-id";
import type { Estate } from "../catalogue/estate";
import { cloudOf, isRegion, normalRegion } from "../catalogue/regions";
import { type Tier, tiers } from "../catalogue/tiers";
import { approvedRegions } from "../policies/unapproved-region";
import type { Cloud } from "../posture/azure/endpoints";
import { registryDomains, registryIn } from "./cloud";
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
  /** The cloud that the stack is deployed to. */
  readonly cloud: Cloud;
  /** The id of the registry of Azure that the image lies in; undefined, where it lies in another. */
  readonly registry: string | undefined;
  /** The object id of the group that reads the reports. */
  readonly readers: string | undefined;
  /** Namespaces of resource providers that the cloud does not have; a role that names one is refused. */
  readonly absentProviders: readonly string[];
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

/** What the settings are read beside. */
interface Beside {
  /** Of which a ring may name some. */
  readonly definitions: readonly Definition[];
  readonly cloud?: Cloud;
}

/** @throws Error with a line for each fault that says what to do. */
export function readSettings(
  config: Configuration,
  estate: Estate,
  { definitions, cloud = "AzurePublicCloud" }: Beside,
): Settings {
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
    workspace: {
      optional: true,
      holds: value => workspaceId.test(value),
      must: "the resource id of a Log Analytics workspace",
      example:
        "/subscriptions/<subscription>/resourceGroups/<group>/providers/Microsoft.OperationalInsights/workspaces/<name>",
    },
    monthlyBudget: {
      optional: true,
      holds: value => /^[1-9]\d{0,8}$/.test(value),
      must: "a whole sum of money, in the currency of the bill",
      example: "5000",
    },
    decoy: {
      optional: true,
      holds: value => guid.test(value),
      must: "the id of an empty subscription",
      example: "<subscription>",
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
    // what may be left out stands in Pulumi.yaml as the empty text
    const value = config.get(key) || fallback;
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
    ring: readRing(read("ring"), definitions) ?? "observe",
    mfa: read("mfa") as SecondFactor,
    schedule: read("schedule"),
    tiers: listed(read("tiers")) as Tier[],
    location: normalRegion(read("location")),
    dns: read("dns") as DnsAnswer,
    workspace: optional("workspace"),
    monthlyBudget: Number(read("monthlyBudget")) || undefined,
    decoy: optional("decoy")?.toLowerCase(),
    cloud,
    registry: optional("registry"),
    readers: optional("readers"),
    absentProviders: listed(read("absentProviders")),
  };
  // nobody has seen the two definitions in another cloud
  if (settings.mfa !== "off" && isRegion(settings.location) && cloudOf(settings.location) !== "AzureCloud")
    faults.push("computeguard:mfa must be off outside of Azure's public cloud: pulumi config set computeguard:mfa off");
  if (faults.length > 0) throw new Error(faults.join("\n"));
  return settings;
}
