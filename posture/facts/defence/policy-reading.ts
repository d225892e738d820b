import { microsoftApps } from "../../../catalogue/well-known-ids";
import type { ConditionalAccessPolicy } from "../../evidence/conditional-access";
import { type Division, divisions } from "./joint-policies";
import { isAtLeast, type MfaLevel, mfaLevels } from "./states";

/** What a policy makes of the sign-ins to Azure management of those whom it reaches. */
export interface PolicyReading {
  readonly level: MfaLevel | "unknown";
  /** Why it is no more than that, for people: "it only reports". */
  readonly because?: string;
  /** It lets nobody in. */
  readonly blocks?: true;
}

export interface ReadingContext {
  /** By the name of the evidence's manifest; absent where it was not told. */
  readonly cloud?: string | undefined;
  readonly levelOfStrength: (id: string) => MfaLevel | "unknown";
}

/** The name of the portals of Azure, Entra and Microsoft 365 together, in lower case. */
const adminPortals = "microsoftadminportals";

const [publicApp, governmentApp] = [microsoftApps.azureManagement, microsoftApps.azureGovernmentManagement];

/**
 * The application that guards Azure management: one in US Government, another everywhere else. Where the cloud was not
 * told, that of US Government may be it. Source: Microsoft Learn, "Conditional Access: Target resources".
 */
const guardingApps = (cloud: string | undefined): { readonly app: string; readonly perhaps?: string } =>
  cloud === undefined
    ? { app: publicApp, perhaps: governmentApp }
    : { app: cloud === "AzureGovernment" ? governmentApp : publicApp };

/**
 * Every part of the policy has to hold, so the weakest decides. A policy that holds and is not on does nothing. Of one that
 * is read but for a `division` of sign-ins it is told what it asks for in the part that is its own.
 */
export function readPolicy(
  policy: ConditionalAccessPolicy,
  context: ReadingContext,
  division?: Division,
): PolicyReading {
  return ifOn(policy, [
    coverage(policy, context.cloud),
    ...conditionsOf(policy, division === undefined ? [] : [divisions[division].condition ?? ""]),
    division === "clients" ? full : clients(policy),
    demand(policy.grant, context.levelOfStrength),
  ]);
}

/** The weakest part of a policy that is on. */
export function ifOn({ state }: ConditionalAccessPolicy, parts: readonly PolicyReading[]): PolicyReading {
  if (state === "disabled") return none("it is switched off");
  const whole = weakest(parts);
  return state === "enabled" || whole.level === "none" ? whole : none("it only reports");
}

/** What each of its conditions leaves of the policy, but for those that are `setAside`. */
export const conditionsOf = (
  policy: ConditionalAccessPolicy,
  setAside: readonly string[] = [],
): readonly PolicyReading[] =>
  policy.narrowedBy
    .filter(condition => !setAside.includes(condition))
    .sort()
    .map(
      condition => conditions[condition]?.(policy) ?? unknown(`it is narrowed by ${condition}, which is not evaluated`),
    );

const risks = ["signInRiskLevels", "userRiskLevels"];

/** A policy for everybody at risk is meant for no more than that: it stands beside the one that always asks. */
const isForRisk = ({ users, applications, narrowedBy }: ConditionalAccessPolicy): boolean =>
  narrowedBy.length > 0 &&
  narrowedBy.every(condition => risks.includes(condition)) &&
  users.includeUsers.some(isAll) &&
  applications.include.some(isAll);

/** Whether whoever reads the policy takes it for MFA at the door of Azure management, whatever it does. */
export function asksForMfa(policy: ConditionalAccessPolicy): boolean {
  const { state, applications, grant } = policy;
  const doors = ["all", publicApp, governmentApp, adminPortals];
  const asks = grant?.strength !== undefined || grant?.controls.some(control => lower(control) === "mfa") === true;
  return (
    state !== "disabled" && asks && !isForRisk(policy) && applications.include.some(app => doors.includes(lower(app)))
  );
}

const order = ["none", "unknown", ...mfaLevels.slice(1)];

function weakest(parts: readonly PolicyReading[]): PolicyReading {
  const level = order.find(each => parts.some(part => part.level === each)) as PolicyReading["level"];
  const reasons = [...new Set(parts.flatMap(part => (part.level === level && part.because ? [part.because] : [])))];
  // One reason why it does nothing is enough; all the ways around it are wanted.
  const because = level === "none" ? reasons[0] : reasons.join("; ");
  return {
    level,
    ...(because && { because }),
    ...(parts.some(({ blocks }) => blocks) && { blocks: true as const }),
  };
}

/** Whether it covers Azure management. */
export function coverage(
  { applications, narrowedBy }: ConditionalAccessPolicy,
  cloud: string | undefined,
): PolicyReading {
  const { app, perhaps } = guardingApps(cloud);
  const [included, excluded] = [applications.include.map(lower), applications.exclude.map(lower)];
  if (excluded.includes(app)) return none("it leaves out Azure management");
  if (narrowedBy.includes("applicationFilter")) return unknown("its filter of applications is not evaluated");
  const otherCloud = "it names Azure management of the US Government cloud, and which cloud this is was not read";
  if (perhaps !== undefined && excluded.includes(perhaps)) return unknown(otherCloud);
  if (included.includes("all") || included.includes(app)) return full;
  if (perhaps !== undefined && included.includes(perhaps)) return unknown(otherCloud);
  return included.includes(adminPortals)
    ? none("it covers the admin portals only, not the command line or the API")
    : none("it does not cover Azure management");
}

/** What is left of a policy that applies under this condition only, by its name in Microsoft Graph. */
const conditions: Readonly<Record<string, (policy: ConditionalAccessPolicy) => PolicyReading>> = {
  locations({ locations }) {
    if (!locations) return partly("it depends on the location");
    return locations.include.some(isAll)
      ? partly("it leaves out some locations")
      : none("it applies in some locations only");
  },
  // A device that is left out is one that the attacker would have to have. Which devices a filter takes in is not evaluated.
  devices: ({ deviceFilter }) =>
    deviceFilter === "exclude"
      ? partly("it leaves out some devices")
      : unknown("for which devices it holds is not evaluated"),
  // Whoever signs in says what platform that is.
  platforms: () => none("it applies to some platforms only, and whoever signs in names the platform"),
  applicationFilter: () => unknown("its filter of applications is not evaluated"),
  signInRiskLevels: () => none("it applies to risky sign-ins only (signInRiskLevels)"),
  userRiskLevels: () => none("it applies to users at risk only (userRiskLevels)"),
  insiderRiskLevels: () => none("it applies to some levels of insider risk only (insiderRiskLevels)"),
  servicePrincipalRiskLevels: () => none("it is about workload identities (servicePrincipalRiskLevels)"),
  agentIdRiskLevels: () => none("it is about agents (agentIdRiskLevels)"),
  clientApplications: () => none("it is about workload identities (clientApplications)"),
  authenticationFlows: () => none("it applies to some ways to sign in only (authenticationFlows)"),
  includeUserActions: () => none("it is about user actions (includeUserActions)"),
  includeAuthenticationContextClassReferences: () =>
    none("it applies only where an authentication context is asked for"),
};

/** Stolen credentials are used from a browser or from a command line; a guard has to stand at both doors. */
export function clients({ clientAppTypes }: ConditionalAccessPolicy): PolicyReading {
  const types = clientAppTypes.map(lower);
  const modern = ["browser", "mobileappsanddesktopclients"];
  const both = types.length === 0 || types.includes("all") || modern.every(type => types.includes(type));
  return both ? full : none(`it covers only some clients: ${[...clientAppTypes].sort().join(", ")}`);
}

/** Controls that a stolen password alone does not meet, though they are no MFA. */
const deviceControls = ["compliantdevice", "domainjoineddevice"];

/** Each control that the policy names, with how much it asks for. */
export function demand(
  grant: ConditionalAccessPolicy["grant"],
  levelOfStrength: ReadingContext["levelOfStrength"],
): PolicyReading {
  if (!grant) return none("it demands nothing of a sign-in");
  const controls = grant.controls.map(lower);
  if (controls.includes("block")) return { level: "mfa", blocks: true };
  const strength = grant.strength === undefined ? undefined : levelOfStrength(grant.strength.toLowerCase());
  const asked: (MfaLevel | "unknown")[] = controls.map(levelOfControl);
  if (strength !== undefined) asked.push(strength);
  const best = order.findLast(level => asked.includes(level as MfaLevel)) as MfaLevel | "unknown" | undefined;
  const namesMfa = controls.includes("mfa") || strength !== undefined;

  if (best === undefined || best === "none")
    return none(strength === "none" ? "its authentication strength is no MFA" : "it does not ask for MFA");
  if (!namesMfa && best === "partly") return partly("it asks for a managed device, not for MFA");
  if (grant.operator === "AND") {
    if (best === "unknown" || (best === "partly" && strength === "unknown")) return unknown(unreadStrength);
    return { level: best };
  }
  const easiest = order.find(level => level !== "unknown" && asked.includes(level as MfaLevel)) as MfaLevel | undefined;
  if (easiest === "none" || easiest === "partly") {
    const others = grant.controls.filter(control => !isAtLeast(levelOfControl(control), "mfa"));
    const names = [...others, ...(strength === "none" ? ["a strength"] : [])].sort().join(", ");
    return { level: easiest, because: `it is content with another control: ${names}` };
  }
  return asked.includes("unknown") ? unknown(unreadStrength) : { level: easiest! };
}

const unreadStrength = "its authentication strength is not known";

/** Authenticators of others (`customAuthenticationFactors`) ask for something, and what that is worth is not seen. */
function levelOfControl(control: string): MfaLevel | "unknown" {
  const name = lower(control);
  if (name === "mfa") return "mfa";
  if (deviceControls.includes(name)) return "partly";
  return name === "customauthenticationfactors" ? "unknown" : "none";
}

const full: PolicyReading = { level: "phishingResistant" };
const none = (because: string): PolicyReading => ({ level: "none", because });
const partly = (because: string): PolicyReading => ({ level: "partly", because });
const unknown = (because: string): PolicyReading => ({ level: "unknown", because });
const lower = (text: string) => text.toLowerCase();
const isAll = (text: string) => lower(text) === "all";
