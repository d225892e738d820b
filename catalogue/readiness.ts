/**
 * How ready a tenant is for cryptomining, as a checklist. Its shape is that of the one published list of this kind, Google
 * Cloud's "Cryptomining detection best practices": who is told, what watches, where, and what nobody can read off an API.
 * Practices are the healthy states that rules and checks prove; they stand under the controls that they name.
 */
export interface ReadinessPart {
  readonly title: string;
  /** Ids of controls, in the order in which the page lists them. */
  readonly controls: readonly string[];
  /** What no API tells, as an instruction for a person. */
  readonly byHand: readonly ManualStep[];
}

export interface ManualStep {
  /** States the healthy tenant. */
  readonly practice: string;
  readonly how: string;
}

export const readiness: readonly ReadinessPart[] = [
  {
    title: "Somebody is told",
    controls: ["defender-alert-handling"],
    byHand: [
      {
        practice: "The addresses of security contacts and action groups are read at night and on holidays",
        how: "Send a test from Azure Monitor, Alerts, Action groups, Test, on a Sunday, and see who answers. The audit reads that there are addresses, and not whose.",
      },
      {
        practice: "Whoever is told may stop it",
        how: "Try it once: disable an account and revoke its sessions, delete a scale set, and take away a role, with the rights that the people on call have.",
      },
    ],
  },
  {
    title: "Detection is on, in every subscription",
    controls: [
      "defender-plans",
      "logging-and-sentinel",
      "compute-activity",
      "gpu-extension-activity",
      "quota-increase-activity",
      "sign-in-activity",
      "signin-from-unowned-azure-ip",
      "mining-workload",
    ],
    byHand: [
      {
        practice: "The Azure connector of Defender for Cloud Apps is on",
        how: "In the Defender portal, Settings, Cloud apps, App connectors: connect Microsoft Azure. No public API tells whether it is connected.",
      },
      {
        practice: "The activity log of the tenant itself is looked at",
        how: "Azure exports it nowhere: in the portal, Monitor, Activity log, Directory activity, for elevated access, subscriptions that come and policies on transfers.",
      },
    ],
  },
  {
    title: "The doors are shut",
    controls: [
      "mfa-compute-creators",
      "mfa-coverage",
      "ca-azure-management",
      "ca-hygiene",
      "emergency-access",
      "password-protection",
      "risky-identities",
      "workload-identity-credentials",
    ],
    byHand: [
      {
        practice: "Passwords are not used again elsewhere",
        how: "Ask for it in the rules of the house, and give people a password manager. What leaks is found by risk detections alone.",
      },
    ],
  },
  {
    title: "Few can create compute",
    controls: [
      "compute-rbac-sprawl",
      "custom-roles",
      "elevate-access",
      "administrator-accounts",
      "pim",
      "guests",
      "stale-and-blocked-accounts",
    ],
    byHand: [
      {
        practice: "Few hold roles of billing",
        how: "In the portal, Cost Management + Billing, Access control: owners and contributors of billing accounts, profiles and invoice sections create and move subscriptions. The audit does not read them.",
      },
    ],
  },
  {
    title: "Little can be burnt",
    controls: ["allowed-skus", "unused-regions", "quota-headroom", "subscription-transfer"],
    byHand: [
      {
        practice: "The limit of spending is known",
        how: "Pay-as-you-go has none, and a budget stops nothing: settle with whoever pays what happens at which sum, and how fast.",
      },
    ],
  },
];
