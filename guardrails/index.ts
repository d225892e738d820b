import { resolve } from "node:path";
import { ResourceGroup } from "@pulumi/azure-native/resources";
import { Config, getRootDirectory, log, RunError, runtime } from "@pulumi/pulumi";
import { initiative } from "../catalogue/exemptions";
import { findEstate, namedBy } from "../policies/pulumi/estate";
import { alertReceivers, alerts } from "./alerts";
import { budgets } from "./budgets";
import { cloudOf } from "./cloud";
import { decoy } from "./decoy";
import { assignmentId, deny } from "./deny";
import { networksLeftOut } from "./dns/left-out";
import { refusePools, regionsOf } from "./dns/refusal";
import { withoutNetwork } from "./dns/without-network";
import { exempt, exemptionsOf } from "./exemptions";
import { identityOfAudit } from "./identity";
import { imagePull } from "./image-pull";
import { keepToLimits } from "./limits";
import { logAlerts, unwatched as unwatchedBy } from "./log-alerts";
import { askForSecondFactor, mfaAssignments } from "./mfa";
import { missedInSilence, watchAudit } from "./missed-audit";
import { deployingPolicies } from "./missing/counted";
import { auditNetwork } from "./network";
import { printedFrom } from "./policy/all";
import { capQuota } from "./quota-caps";
import { reportStore } from "./report-store";
import { scheduledAudit } from "./scheduled-audit";
import { readSettings, scopeOf } from "./settings";
import { onlyInSentinel, signalAlerts } from "./signal-alerts";
import { tags } from "./tags";

/** The names that the stack's configuration has below a prefix. */
const namesBelow = (prefix: string): readonly string[] =>
  Object.keys(runtime.allConfig()).flatMap(key => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []));

/** What is deployed is decided by the estate and the stack's configuration. What is wrong with them is shown without a stack trace. */
const { estate, settings, definitions, leftOut, exemptions } = (() => {
  try {
    const config = new Config("computeguard");
    const named = config.get("estate");
    const { estate } = findEstate(
      __dirname,
      named ? { file: resolve(getRootDirectory(), named), by: "computeguard:estate" } : namedBy(process.env),
    );
    const { definitions, leftOut } = printedFrom(estate);
    const rules = definitions.map(({ rule }) => rule);
    const cloud = cloudOf(new Config("azure-native").get("environment") ?? process.env.ARM_ENVIRONMENT);
    const settings = readSettings(config, estate, { definitions, cloud, names: namesBelow("computeguard:") });
    const exemptions = exemptionsOf(estate, rules, new Date().toISOString().slice(0, 10));
    const scope = scopeOf(settings.managementGroup);
    const deploying = deployingPolicies(settings, estate);
    keepToLimits([
      ...[...definitions, ...deploying.definitions].map(() => ({ kind: "definitions", scope }) as const),
      ...[initiative, ...mfaAssignments(settings), ...deploying.assignments].map(
        () => ({ kind: "assignments", scope }) as const,
      ),
      ...exemptions.granted.map(({ scope }) => ({ kind: "exemptions", scope }) as const),
    ]);
    return { estate, settings, definitions, leftOut, exemptions };
  } catch (error) {
    throw new RunError(error instanceof Error ? error.message : String(error));
  }
})();

if (settings.ring === "observe")
  void log.warn(
    "Azure Policy refuses nothing yet: pulumi config set computeguard:ring all, once nothing good would be refused",
  );
for (const line of leftOut) void log.warn(line);
const assignment = deny(settings, definitions);
exempt(exemptions, assignmentId(settings), assignment);
askForSecondFactor(settings);
capQuota(estate, settings);
const group = new ResourceGroup("computeguard", { location: settings.location, tags });
const receivers = alertReceivers(settings, group);
const remediations = [
  ...alerts(settings, group, receivers),
  ...refusePools(settings, estate, group),
  ...budgets(settings, receivers),
];
logAlerts(settings, group, receivers);
signalAlerts(settings, estate, group, receivers);
const bait = decoy(settings, group, receivers);
const identity = identityOfAudit(settings, group);
const subnet = auditNetwork(group);
const reports = reportStore(group, subnet, identity, estate, settings);
const pull = imagePull(settings, group);
const job = scheduledAudit(settings, group, {
  ...{ subnet, identity, pull, reports: reports.address },
  // whichever names it, the audit asks the workspace on which it was given the role
  estate: settings.workspace === undefined ? estate : { ...estate, workspace: settings.workspace },
  ...(bait && settings.decoy && { decoy: { subscription: settings.decoy, principal: bait.objectId } }),
});

watchAudit(settings, group, receivers, reports);
const silent = missedInSilence(settings);

/** The stack's outputs. */
export const policyAssignment = assignment.id;
/** The blob container of the reports. */
export const reportContainer = reports.address;
export const auditIdentity = { clientId: identity.clientId, principalId: identity.principalId };
/** To start an audit at once: az containerapp job start. */
export const auditJob = job.name;
/** To give existing subscriptions and networks what new ones get by themselves, once Azure Policy has looked at them. */
export const remediate = remediations;
/** What no alert tells of. */
export const unwatched = [
  ...unwatchedBy(settings),
  ...(silent ? [silent] : []),
  ...(settings.sentinel ? [] : onlyInSentinel(estate).map(id => `${id} (Sentinel alone looks back far enough)`)),
];
/** Compute that the refusal of pools by DNS does not reach. */
export const dnsDoesNotReach = settings.dns === "Off" ? ["everything"] : withoutNetwork;
/** Lists the networks that are linked elsewhere or not at all. */
export const dnsLeftOut = settings.dns === "Off" ? null : networksLeftOut(regionsOf(estate, settings.location));
/** The decoy's service principal, by its object id. Pulumi warns of an output that is undefined, and not of null. */
export const decoyPrincipal = bait?.objectId ?? null;
