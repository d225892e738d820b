import { microsoftApps } from "../../catalogue/well-known-ids";
import type { ConditionalAccessPolicy } from "../evidence/conditional-access";
import type { Certainty } from "./types";

/** The name of the portals of Azure, Entra and Microsoft 365 together, in lower case. */
const adminPortals = "microsoftadminportals";

/** Strengths that Entra brings along, all of them MFA: multifactor, passwordless and phishing-resistant. */
const builtInStrengths = new Set(["2", "3", "4"].map(n => `00000000-0000-0000-0000-00000000000${n}`));

export interface MfaDemand {
  readonly guards: Certainty;
  readonly because?: string;
}

/**
 * Whether a policy makes whom it applies to use MFA whenever they sign in to Azure management. To block them does as well.
 * `strengthIsMfa` says what is known of an authentication strength.
 */
export function guardsManagement(policy: ConditionalAccessPolicy, strengthIsMfa: (id: string) => Certainty): MfaDemand {
  if (policy.state === "disabled") return no("it is switched off");
  const weakness = conditionsFault(policy);
  const demand = weakness ? no(weakness) : demandsMfa(policy.grant, strengthIsMfa);
  if (policy.state === "enabled" || demand.guards === "no") return demand;
  return no("it only reports");
}

/** Whether whoever reads the policy takes it for MFA at the door of Azure management, whatever it does. */
export function asksForMfa({ state, applications, grant }: ConditionalAccessPolicy): boolean {
  const doors = ["all", microsoftApps.azureManagement, adminPortals];
  const asks = grant?.strength !== undefined || grant?.controls.some(control => lower(control) === "mfa") === true;
  return state !== "disabled" && asks && applications.include.some(app => doors.includes(lower(app)));
}

function conditionsFault({ applications, clientAppTypes, narrowedBy }: ConditionalAccessPolicy): string | undefined {
  const included = applications.include.map(lower);
  if (!included.includes("all") && !included.includes(microsoftApps.azureManagement))
    return included.includes(adminPortals)
      ? "it covers the admin portals only, not the command line or the API"
      : "it does not cover Azure management";
  if (applications.exclude.map(lower).includes(microsoftApps.azureManagement)) return "it leaves out Azure management";
  if (narrowedBy.length > 0) return `it is narrowed by ${[...narrowedBy].sort().join(", ")}`;
  const clients = clientAppTypes.map(lower);
  // Stolen credentials are used from a browser or from a command line; a guard has to stand at both doors.
  const modern = ["browser", "mobileappsanddesktopclients"];
  if (clients.length > 0 && !clients.includes("all") && !modern.every(client => clients.includes(client)))
    return `it covers only some clients: ${[...clientAppTypes].sort().join(", ")}`;
  return undefined;
}

function demandsMfa(grant: ConditionalAccessPolicy["grant"], strengthIsMfa: (id: string) => Certainty): MfaDemand {
  if (!grant) return no("it demands nothing of a sign-in");
  const controls = grant.controls.map(lower);
  if (controls.includes("block")) return { guards: "yes" };
  const strength = grant.strength?.toLowerCase();
  const strong = strength === undefined ? "no" : builtInStrengths.has(strength) ? "yes" : strengthIsMfa(strength);
  const demanded: Certainty = controls.includes("mfa") ? "yes" : strong;
  if (demanded === "no")
    return no(strength === undefined ? "it does not ask for MFA" : "its authentication strength is no MFA");

  const others = grant.controls.filter(control => lower(control) !== "mfa");
  const weakStrength = strength !== undefined && strong === "no";
  if (grant.operator === "OR" && (others.length > 0 || weakStrength))
    return no(
      `it is content with another control: ${[...others, ...(weakStrength ? ["a strength"] : [])].sort().join(", ")}`,
    );
  return demanded === "yes"
    ? { guards: "yes" }
    : { guards: "unknown", because: "its authentication strength is not known" };
}

const no = (because: string): MfaDemand => ({ guards: "no", because });
const lower = (text: string) => text.toLowerCase();
