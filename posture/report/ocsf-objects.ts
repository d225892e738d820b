import { frameworks } from "../../catalogue/frameworks";
import type { Rule, Severity, Subject } from "../../catalogue/outcome";
import { requirementsTestedBy, techniquesOf } from "../../catalogue/requirements";
import { figure } from "../facts/amount";
import type { Naming } from "./naming";
import type { SubjectMoney } from "./subject-money";

/** The objects of OCSF 1.8.0 (https://schema.ocsf.io/1.8.0/objects) of which an event is made. */

export const severityOf: Record<Severity, { readonly severity_id: number; readonly severity: string }> = {
  low: { severity_id: 2, severity: "Low" },
  medium: { severity_id: 3, severity: "Medium" },
  high: { severity_id: 4, severity: "High" },
  critical: { severity_id: 5, severity: "Critical" },
};

/**
 * What became of a check: `Warning` is OCSF's word for a check that did not yield a result for want of information. Then how
 * severe it is, is not known.
 */
export const statuses = {
  fail: { status_id: 3, status: "Fail" },
  unknown: { status_id: 2, status: "Warning" },
  pass: { status_id: 1, status: "Pass" },
} as const;
export const notKnown = { severity_id: 0, severity: "Unknown" };
export const informational = { severity_id: 1, severity: "Informational" };

export const compliance = {
  class_uid: 2003,
  class_name: "Compliance Finding",
  type_uid: 200301,
  type_name: "Compliance Finding: Create",
} as const;
export const detection = {
  class_uid: 2004,
  class_name: "Detection Finding",
  type_uid: 200401,
  type_name: "Detection Finding: Create",
} as const;

/** An account of type 13 is an Azure subscription. */
export const accountOf = (subscription: { readonly id: string; readonly name: string } | undefined) =>
  subscription && {
    account: {
      uid: subscription.id,
      ...(subscription.name && { name: subscription.name }),
      type_id: 13,
      type: "Azure Subscription",
    },
  };

export const resourceOf = (subject: Subject, names: Naming) => ({
  uid: subject.id,
  name: names.subject(subject),
  type: subject.kind,
});

export function complianceOf(rule: Rule, status: keyof typeof statuses, details: readonly string[]) {
  const tested = requirementsTestedBy(rule.id).filter(({ framework }) => framework !== "attack");
  const standards = frameworks.filter(({ id }) => tested.some(({ framework }) => framework === id));
  return {
    control: rule.control,
    standards: standards.map(({ name, version }) => `${name} ${version}`),
    requirements: tested.map(({ framework, id }) => `${framework} ${id}`),
    ...statuses[status],
    ...(details.length > 0 && { status_details: details }),
    checks: [{ uid: rule.id, name: rule.title, desc: rule.why, ...statuses[status], ...severityOf[rule.severity] }],
  };
}

export const infoOf = (rule: Rule, uid: string, title: string) => ({
  uid,
  title,
  desc: rule.why,
  types: [rule.control],
  analytic: { uid: rule.id, name: rule.title, type_id: 1, type: "Rule" },
});

/** The techniques of MITRE ATT&CK, as the catalogue has them for the rule, the nearest first. */
export function attacksOf(rule: Rule) {
  const attacks = techniquesOf(rule.id).map(id => {
    const [technique = id, sub] = id.split(".");
    const at = `https://attack.mitre.org/techniques/${technique}/`;
    return {
      technique: { uid: technique, src_url: at },
      ...(sub !== undefined && { sub_technique: { uid: id, src_url: `${at}${sub}/` } }),
    };
  });
  return attacks.length > 0 ? { attacks } : {};
}

/** What OCSF has no attribute for. */
export function unmappedOf({ scope, file }: Subject, path: string | undefined, { burning, couldBurn }: SubjectMoney) {
  const [now, could] = [burning && figure(burning), couldBurn && figure(couldBurn)];
  const more = {
    ...(scope !== undefined && { scope }),
    ...(file !== undefined && { file }),
    ...(path !== undefined && { path }),
    ...(now !== undefined && { burning_usd_per_day: now, burning_bound: burning?.is }),
    ...(could !== undefined && { could_burn_usd_per_day: could, could_burn_bound: couldBurn?.is }),
  };
  return Object.keys(more).length > 0 ? more : undefined;
}
