import { resolve } from "node:path";
import { ResourceGroup } from "@pulumi/azure-native/resources";
import { Config, getRootDirectory, RunError } from "@pulumi/pulumi";
import { findEstate, namedBy } from "../policies/pulumi/estate";
import { alertReceivers, alerts } from "./alerts";
import { budgets } from "./budgets";
import { decoy } from "./decoy";
import { deny } from "./deny";
import { networksLeftOut } from "./dns/left-out";
import { refusePools, regionsOf } from "./dns/refusal";
import { withoutNetwork } from "./dns/without-network";
import { identityOfAudit } from "./identity";
import { logAlerts, unwatched as unwatchedBy } from "./log-alerts";
import { auditNetwork } from "./network";
import { definitionsOf } from "./policy/all";
import { reportStore } from "./report-store";
import { scheduledAudit } from "./scheduled-audit";
import { readSettings } from "./settings";
import { tags } from "./tags";

/** What is deployed is decided by the estate and the stack's configuration. What is wrong with them is shown without a stack trace. */
const { estate, settings, definitions } = (() => {
  try {
    const config = new Config("computeguard");
    const named = config.get("estate");
    const { estate } = findEstate(
      __dirname,
      named ? { file: resolve(getRootDirectory(), named), by: "computeguard:estate" } : namedBy(process.env),
    );
    return { estate, settings: readSettings(config, estate), definitions: definitionsOf(estate) };
  } catch (error) {
    throw new RunError(error instanceof Error ? error.message : String(error));
  }
})();

const assignment = deny(settings, definitions);
const group = new ResourceGroup("computeguard", { location: settings.location, tags });
const receivers = alertReceivers(settings, group);
const remediations = [
  ...alerts(settings, group, receivers),
  ...refusePools(settings, estate, group),
  ...budgets(settings, receivers),
];
logAlerts(settings, group, receivers);
const bait = decoy(settings, group, receivers);
const identity = identityOfAudit(settings, group);
const subnet = auditNetwork(group);
const reports = reportStore(group, subnet, identity, estate);
const job = scheduledAudit(settings, group, subnet, identity, reports);

/** The stack's outputs. */
export const policyAssignment = assignment.id;
/** The blob container of the reports. */
export const reportContainer = reports;
export const auditIdentity = { clientId: identity.clientId, principalId: identity.principalId };
/** To start an audit at once: az containerapp job start. */
export const auditJob = job.name;
/** To give existing subscriptions and networks what new ones get by themselves, once Azure Policy has looked at them. */
export const remediate = remediations;
/** What no alert tells of. */
export const unwatched = unwatchedBy(settings);
/** Compute that the refusal of pools by DNS does not reach. */
export const dnsDoesNotReach = settings.dns === "Off" ? ["everything"] : withoutNetwork;
/** Lists the networks that are linked elsewhere or not at all. */
export const dnsLeftOut = settings.dns === "Off" ? undefined : networksLeftOut(regionsOf(estate, settings.location));
/** The decoy's service principal, by its object id. */
export const decoyPrincipal = bait?.objectId;
