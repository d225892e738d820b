import { resolve } from "node:path";
import { ResourceGroup } from "@pulumi/azure-native/resources";
import { Config, getRootDirectory, RunError } from "@pulumi/pulumi";
import { findEstate, namedBy } from "../policies/pulumi/estate";
import { alerts } from "./alerts";
import { cloudOf } from "./cloud";
import { deny } from "./deny";
import { identityOfAudit } from "./identity";
import { imagePull } from "./image-pull";
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
    const cloud = cloudOf(new Config("azure-native").get("environment") ?? process.env.ARM_ENVIRONMENT);
    return { estate, settings: readSettings(config, estate, cloud), definitions: definitionsOf(estate) };
  } catch (error) {
    throw new RunError(error instanceof Error ? error.message : String(error));
  }
})();

const assignment = deny(settings, definitions);
const group = new ResourceGroup("computeguard", { location: settings.location, tags });
alerts(settings, group);
const identity = identityOfAudit(settings, group);
const subnet = auditNetwork(group);
const reports = reportStore(group, subnet, identity, estate, settings.readers);
const pull = imagePull(settings, group);
const job = scheduledAudit(settings, group, { subnet, identity, pull, reports, estate });

/** The stack's outputs. */
export const policyAssignment = assignment.id;
/** The blob container of the reports. */
export const reportContainer = reports;
export const auditIdentity = { clientId: identity.clientId, principalId: identity.principalId };
/** To start an audit at once: az containerapp job start. */
export const auditJob = job.name;
