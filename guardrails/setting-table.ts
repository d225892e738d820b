import { parseArmId } from "../catalogue/arm-id";
import type { Estate } from "../catalogue/estate";
import { normalRegion } from "../catalogue/regions";
import { tiers } from "../catalogue/tiers";
import { approvedRegions } from "../policies/unapproved-region";
import { type Cloud, clouds } from "../posture/azure/endpoints";
import { isVaultSecret } from "../posture/azure/vault-address";
import { absentFault } from "./absent-providers";
import { isRegionOf, registryDomains, registryIn } from "./cloud";
import { isCron } from "./cron";
import type { Definition } from "./policy/definition";
import { readRing, rulesThatRefuse } from "./rings";

/** Whether a second factor is asked for of people who change resources, or only reported who has none. */
export const secondFactor = ["off", "audit", "enforce"] as const;
export type SecondFactor = (typeof secondFactor)[number];

/** `Block` gives no address, `Alert` only notes the query, `Off` links no network. */
export const dnsAnswers = ["Block", "Alert", "Off"] as const;
export type DnsAnswer = (typeof dnsAnswers)[number];

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const workspaceId =
  /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[^/\s]+\/providers\/Microsoft\.OperationalInsights\/workspaces\/[\w-]+$/i;

const regionExamples: { readonly [C in Cloud]: string } = {
  AzurePublicCloud: "westeurope",
  AzureGovernment: "usgovvirginia",
  AzureChina: "chinanorth3",
};

/** The words between commas. */
export const listed = (text: string): readonly string[] =>
  text
    .split(",")
    .map(word => word.trim())
    .filter(Boolean);

/** Like pulumi.Config, as far as it is used here. */
export interface Configuration {
  get(key: string): string | undefined;
}

/** Whether a registry, by its resource id, serves an image: it answers at its name, to which Azure may add a hyphen and a hash. */
function holdsImage(registry: string, image: string): boolean {
  const { type, names } = parseArmId(registry);
  const [label = ""] = registryIn(image).toLowerCase().split(".");
  const own = (names[0] ?? "").toLowerCase();
  return (
    type?.toLowerCase() === "microsoft.containerregistry/registries" && (label === own || label.startsWith(`${own}-`))
  );
}

export interface Setting {
  readonly fallback?: string | undefined;
  /** Nothing is missing without it. */
  readonly optional?: boolean;
  readonly holds: (value: string) => boolean;
  /** What it has to be; completes "computeguard:image must be …". */
  readonly must: string;
  readonly example: string;
  /** What mends it, where that is no other value. */
  readonly mend?: string;
}

/** What the settings are read beside. */
export interface Beside {
  /** Of which a ring may name some. */
  readonly definitions: readonly Definition[];
  readonly cloud?: Cloud;
  /** All names below `computeguard:` that the configuration has, known or not. */
  readonly names?: readonly string[];
}

/** Every setting, by its name. What one may hold can depend on the estate, on the cloud and on another. */
export function settingTable(
  config: Configuration,
  estate: Estate,
  { definitions, cloud = "AzurePublicCloud" }: Pick<Beside, "definitions" | "cloud">,
) {
  const approved = approvedRegions(estate)?.filter(region => isRegionOf(cloud, region));
  const image = config.get("image") ?? "";
  const inAzure = registryIn(image).endsWith(`.${registryDomains[cloud]}`);
  const absent = listed(config.get("absentProviders") ?? "").flatMap(name => absentFault(name, cloud) ?? []);
  return {
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
        /^[^\s:@]+(:\d+)?(\/[^\s:@]+)*(:[\w.-]+|(:[\w.-]+)?@sha256:[0-9a-f]{64})$/.test(value) &&
        !value.endsWith(":latest"),
      must: "a container image with a tag other than latest, or a digest",
      example: "contoso.azurecr.io/computeguard:0.1.0",
    },
    ring: {
      fallback: "observe",
      holds: value => readRing(value, definitions) !== undefined,
      must: `observe, all, or some regions, types that the guardrails judge and rules of theirs (${rulesThatRefuse(definitions).join(", ")}), separated by commas, at most 50 of each`,
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
      holds: isCron,
      must: "a cron expression of five fields (minute, hour, day, month, weekday, in numbers)",
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
      holds: value => isRegionOf(cloud, value) && (approved?.includes(normalRegion(value)) ?? true),
      must: approved
        ? `a region that the estate approves (${approved.join(", ") || `it approves none of ${cloud}`})`
        : `an Azure region of ${cloud}`,
      example: approved?.[0] ?? regionExamples[cloud],
    },
    dns: {
      fallback: "Block",
      holds: value => (dnsAnswers as readonly string[]).includes(value),
      must: dnsAnswers.join(", "),
      example: "Alert",
    },
    workspace: {
      fallback: estate.workspace,
      optional: true,
      holds: value => workspaceId.test(value),
      must: "the resource id of a Log Analytics workspace",
      example:
        "/subscriptions/<subscription>/resourceGroups/<group>/providers/Microsoft.OperationalInsights/workspaces/<name>",
    },
    sentinel: {
      fallback: "false",
      holds: value => ["true", "false"].includes(value),
      must: "true or false",
      example: "true",
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
      holds: value => inAzure && holdsImage(value, image),
      must: inAzure
        ? "the resource id of the registry of Azure that the image lies in"
        : `left out, for the image lies in no registry of ${cloud} (their names end in .${registryDomains[cloud]})`,
      ...(!inAzure && { mend: "pulumi config rm computeguard:registry" }),
      example:
        "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/images/providers/Microsoft.ContainerRegistry/registries/contoso",
    },
    readers: {
      optional: true,
      holds: value => guid.test(value),
      must: "the object id of a group",
      example: "00000000-0000-0000-0000-000000000061",
    },
    notify: {
      optional: true,
      // the webhook's own address is a secret, and the stack's configuration is read by many
      holds: value => isVaultSecret(value, clouds[cloud]),
      must: `the address of a Key Vault secret in ${cloud}, which holds the webhook's`,
      example: `https://contoso.${clouds[cloud].vault}/secrets/audit-webhook`,
    },
    absentProviders: {
      optional: true,
      holds: value => listed(value).length > 0 && absent.length === 0,
      must: absent[0] ?? "namespaces of resource providers, separated by commas",
      example: "Oracle.Database",
    },
  } satisfies Record<string, Setting>;
}
