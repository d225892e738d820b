import type { Estate } from "../catalogue/estate";
import { nearestWord } from "../catalogue/nearest-word";
import { normalRegion } from "../catalogue/regions";
import type { Tier } from "../catalogue/tiers";
import type { Cloud } from "../posture/azure/endpoints";
import { decoyInUse, usedSubscriptions } from "./decoy-in-use";
import { type Ring, readRing } from "./rings";
import {
  type Beside,
  type Configuration,
  type DnsAnswer,
  listed,
  type SecondFactor,
  type Setting,
  settingTable,
} from "./setting-table";

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
  /** Whether the workspace has Sentinel, which then gets the rules of the audit's signals. */
  readonly sentinel: boolean;
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
  /** The address of the Key Vault secret that holds the address to which the audit posts what is new. */
  readonly notify: string | undefined;
  /** Namespaces of resource providers that the cloud does not have; a role that names one is refused. */
  readonly absentProviders: readonly string[];
}

/** The id of a management group, as a scope. */
export const scopeOf = (managementGroup: string): string =>
  `/providers/Microsoft.Management/managementGroups/${managementGroup}`;

/** @throws Error with a line for each fault that says what to do. */
export function readSettings(
  config: Configuration,
  estate: Estate,
  { definitions, cloud = "AzurePublicCloud", names = [] }: Beside,
): Settings {
  const table: Record<Exclude<keyof Settings, "cloud">, Setting> = settingTable(config, estate, { definitions, cloud });
  const faults: string[] = [];
  const optional = (key: keyof typeof table): string | undefined => {
    const { fallback, optional, holds, must, example, mend } = table[key];
    // what may be left out stands in Pulumi.yaml as the empty text
    const value = config.get(key) || fallback;
    if (value === undefined) {
      if (optional) return undefined;
      faults.push(`computeguard:${key} is missing: pulumi config set computeguard:${key} ${example}`);
    } else if (!holds(value))
      faults.push(`computeguard:${key} must be ${must}: ${mend ?? `pulumi config set computeguard:${key} ${example}`}`);
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
    sentinel: read("sentinel") === "true",
    monthlyBudget: Number(read("monthlyBudget")) || undefined,
    decoy: optional("decoy")?.toLowerCase(),
    cloud,
    registry: optional("registry"),
    readers: optional("readers"),
    notify: optional("notify"),
    absentProviders: listed(read("absentProviders")),
  };
  // nobody has seen the two definitions in another cloud
  if (settings.mfa !== "off" && cloud !== "AzurePublicCloud")
    faults.push("computeguard:mfa must be off outside of Azure's public cloud: pulumi config set computeguard:mfa off");
  if (settings.decoy && usedSubscriptions(settings, estate).has(settings.decoy))
    faults.push(decoyInUse(settings.decoy));
  faults.push(...misspelt(names, ["estate", ...Object.keys(table)]));
  if (faults.length > 0) throw new Error(faults.join("\n"));
  return settings;
}

/** Pulumi takes any name, and a misspelt one would leave a guard at its default. */
const misspelt = (names: readonly string[], known: readonly string[]): string[] =>
  names
    .filter(name => !known.includes(name))
    .map(name => {
      const meant = nearestWord(name, known);
      return `computeguard:${name} is no setting${meant ? `; perhaps ${meant} was meant` : ""}: pulumi config rm computeguard:${name}`;
    });
