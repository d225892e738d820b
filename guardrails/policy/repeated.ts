/**
 * What becomes of each rule of the pack at Azure's door, by the rule's id. `differs`: it has a definition, and where the two part.
 * `none`: it has none, and why.
 */
export const repeated: { readonly [rule: string]: { readonly differs: string } | { readonly none: string } } = {
  "unapproved-gpu-size": {
    differs:
      "Six definitions, as one would be too long: for VM sizes of machines, AKS clusters, agent pools, compute of machine learning and all else, and for tiers, profiles and switches (`unapproved-gpu-profile`). An approval with a scope holds here only where its subscription is an id, its tag has no `#`, `?`, `.`, apostrophe or brackets around its value, its number is held against counts that are seen in full, and the type is a virtual machine, scale set, AKS cluster or agent pool, Batch pool, compute or online endpoint of machine learning. Some twenty with different scopes find room, each with subscription, tag and number (14 at compute of machine learning); beyond that the last are left out of the definition that would be longer than Azure takes, with a warning. Where many patterns are approved they are spelled out as the sizes known on that day. A size put together by an expression is judged as it comes out.",
  },
  "unapproved-vm-size": {
    differs:
      "Sizes without their prefix, as HDInsight takes them, are not judged. Where many patterns are approved they are spelled out as the sizes known on that day.",
  },
  "costly-size": {
    differs:
      "A size is refused where it costs more than the limit in every region; dearer in some regions only, it passes here and not in the pack. A size without a list price passes, of which the pack says so.",
  },
  "oversized-scale-set": {
    differs:
      "Numbers that the pack adds up, as dedicated and spot machines of a pool, are held against the limit each for itself. Autoscale formulas are not read, and autoscale settings write their numbers as text, which no condition compares with a number.",
  },
  "unapproved-region": {
    differs:
      "Judges types that create compute and resource groups; the pack judges every resource. A location that the resource takes from its group is judged as it comes out.",
  },
  "gpu-driver-extension": {
    differs:
      "Azure Policy sees no machine beside an extension: one that is a resource of its own is refused even if its machine's size is approved. Inside of a scale set or pool it knows the size.",
  },
  "unapproved-extension": {
    differs:
      "Only where the estate names approved extensions, and it only reports, as the pack only advises. Where it would be longer than Azure takes it is left out, with a warning. Run commands have no publisher and no type, and are left to the pack and to alerts.",
  },
  "compute-role-grant": {
    differs:
      "It only reports: a refusal would stop pipelines that assign roles. Built-in roles alone: custom ones, PIM, groups and Entra roles are left to the pack and the audit.",
  },
  "foreign-credential": {
    differs:
      "It only reports. Managed identities alone, for application registrations are no resources of Azure. A pattern with more stars than `https://*.host/*` has approves nothing here.",
  },
  "unreadable-size": {
    none: "Azure judges requests as they come out: there is no size that it cannot read. A type without an alias is in the table below.",
  },
  "mining-payload": {
    none: "Conditions compare texts with one `*`: what is encoded, compressed or linked cannot be searched, and protected settings are hidden from Azure Policy.",
  },
  "opaque-template": { none: "Templates are expanded before Azure Policy sees their resources, one by one." },
  "fetched-script": { none: "What a script creates is judged when the script creates it." },
  "scripted-gpu-size": { none: "What a script creates is judged when the script creates it." },
  "compute-budget": {
    none: "A rule sees one request at a time, and adds nothing up. The audit shows what runs together.",
  },
  "exceeded-approval": { none: "A rule sees one request at a time, and adds nothing up." },
  "root-scope-grant": {
    none: "Assignments at `/` stand above every management group, so that no assigned policy sees them, and `roleAssignments/scope` matches nothing (tried by others, without effect). An alert and the audit tell of them.",
  },
  "subscription-transfer": {
    none: "The policy on transfers is an object of the tenant, and above every management group.",
  },
  "guardrail-removal": {
    none: "Who may write exemptions and assignments decides over Azure Policy itself: a definition that refused them could be exempted from first. An alert and the audit tell of them.",
  },
  "wildcard-role": {
    none: "Microsoft has withdrawn its own definition of this kind; the audit reads the roles with all that they may do.",
  },
  "quota-increase": {
    none: "Requests for quota are actions and support tickets, without an alias for the number asked for. An alert tells of them.",
  },
  "unknown-package": { none: "A matter of Pulumi: what such a package creates in Azure is judged by its own type." },
  "policy-pack-change": { none: "A matter of Pulumi Cloud, which Azure never sees." },
};

/** Definitions that repeat a part of a rule, or none. */
export const ownDefinitions: { readonly [name: string]: string } = {
  "unapproved-gpu-size-machines": "The part of `unapproved-gpu-size` on virtual machines and scale sets.",
  "unapproved-gpu-size-clusters": "The part of `unapproved-gpu-size` on AKS clusters.",
  "unapproved-gpu-size-agent-pools": "The part of `unapproved-gpu-size` on AKS agent pools.",
  "unapproved-gpu-size-ml": "The part of `unapproved-gpu-size` on compute of machine learning.",
  "unapproved-gpu-profile": "The part of `unapproved-gpu-size` on what is no VM size.",
  "batch-shared-key":
    "No rule of the pack. It reports Batch accounts that take shared keys, with which pools are created where no policy is evaluated. Without keys that road stays open to whoever holds a role for it, of which the audit tells.",
};
