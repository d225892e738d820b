import type { Value, WithheldState } from "./value";

/**
 * What is asked for in a resource, whatever language it was written in. Readers produce facts, rules judge them.
 * Every leaf says its state and its path; a rule never sees the resource itself.
 */
export interface Facts {
  readonly requests: readonly ComputeRequest[];
  readonly regions: readonly RegionUse[];
  readonly payloads: readonly Payload[];
  readonly extensions: readonly Extension[];
  readonly opaque: readonly Opaque[];
  readonly grants: readonly AccessGrant[];
  readonly customRoles: readonly CustomRole[];
  readonly credentials: readonly FederatedCredential[];
  readonly quotaIncreases: readonly QuotaIncrease[];
  readonly tenancies: readonly TenancyChange[];
  readonly guardrails: readonly GuardrailChange[];
  readonly packages: readonly UnknownPackage[];
  readonly packChanges: readonly PackChange[];
}

export type FactKind = keyof Facts;
export type Fact<K extends FactKind> = Facts[K][number];

/** One place that creates machines. */
export interface ComputeRequest {
  /** What is created, in Azure's words: "virtual machine", "agent pool". */
  readonly what: string;
  /** The ARM type that creates it, such as `Microsoft.Compute/virtualMachines`. */
  readonly type: string;
  /** The VM size, as written. */
  readonly size: Value<string>;
  /**
   * What an absent size means here: `unreadable` (a size must be there, so no known path holds it), `default` (the
   * service then picks an ordinary size), `sizeless` (this request has no size: a switch, or a GPU asked for by count).
   */
  readonly sizeAbsent: "unreadable" | "default" | "sizeless";
  /** An accelerator asked for other than by a VM size: "V100", "node auto-provisioning". `known` means it is asked for. */
  readonly accelerator: Value<string>;
  /** Further accelerators that the same machines are asked to have, or may have instead: each of them has to be approved. */
  readonly otherAccelerators?: readonly Value<string>[];
  readonly count: Value<number>;
  /** The count is of accelerators, which one machine has. */
  readonly counts?: "accelerators";
  /** The place, as in the paths of its parts, whose machines Azure shows as given back: none below it runs. */
  readonly stopped?: string;
  /** What it may grow to without another deployment: autoscale maximum, formula, surge. */
  readonly ceiling: Value<number>;
  readonly spot: Value<boolean>;
  /** The region, lower-case without blanks. Absent: it follows its group or parent. */
  readonly region: Value<string>;
  /** Set where Azure picks among several sizes that share one count: the list's path, the same for each of them. */
  readonly choice?: string;
  /** The set or pool that the machines belong to, which may be described in more than one place. */
  readonly set?: MachineSet;
  /** The machine or scale set that is described, to which an extension of its own may be put. */
  readonly host?: Host;
}

/** A machine or a scale set by its name, where one describes it and another puts something on it. */
export interface Host {
  /** Its ARM type, in lower case. */
  readonly type: string;
  /** In lower case. Absent: it stands in the place of its machine. */
  readonly name: Value<string>;
  /** Its resource group in lower case. Absent: that of its deployment. */
  readonly group: Value<string>;
  /** The path of the resource that says it. */
  readonly path: string;
}

/** A scale set, plan or agent pool, as far as it can be told from others. */
export interface MachineSet {
  /** Its ARM type, in lower case. */
  readonly type: string;
  /** Its name in lower case, after those of its parents: `cluster/pool`. */
  readonly name: Value<string>;
  /** Its resource group in lower case. Absent: that of its deployment. */
  readonly group: Value<string>;
  /** The request creates nothing itself: it says how far this set may grow. */
  readonly steered?: true;
}

/** A region that a resource, or a part of it, is placed in. */
export interface RegionUse {
  /** `stack` marks the one fact of Pulumi's root stack, on which a rule may say something once per deployment. */
  readonly of: "resource" | "stack";
  readonly type: string;
  readonly region: Value<string>;
}

/** A text that will be run, or that names what will be run: custom data, script, image, command, start task. */
export interface Payload {
  /** What it is, for people: "custom data", "container image". */
  readonly what: string;
  readonly kind: "script" | "image" | "command" | "environment" | "settings" | "link";
  /** It runs on machines that another resource asks for. So while it is not known, no compute is in doubt. */
  readonly runsElsewhere?: true;
  /** It is a file that pods may read, and is not run itself. */
  readonly isFile?: true;
  /** It leads to code that Azure fetches, and runs with an identity that may create resources. */
  readonly isFetched?: true;
  readonly text: Value<string>;
}

/** A VM or scale-set extension, or a run command. */
export interface Extension {
  readonly publisher: Value<string>;
  readonly type: Value<string>;
  /** Sizes of the machines that it is installed on, where they are described beside it. */
  readonly machines?: readonly Value<string>[];
  /** Nobody can tell yet which of these machines it is: its name is decided later. */
  readonly perhaps?: true;
  /** The machine that it is put on, where it is described apart from it. */
  readonly host?: Host;
}

/** A part that creates compute, or may, and that cannot be read. */
export interface Opaque {
  readonly path: string;
  /** Why, for people: "the template is linked from outside", "the resource type is an expression". */
  readonly why: string;
  readonly state: WithheldState | "linked" | "malformed" | "cutOff";
  /** Where it comes from, if that is written: a template link or template-spec id, so that an estate can trust it. */
  readonly source?: Value<string>;
  /** Its path, where it is fetched from beside the template that links to it: whoever trusts that one trusts it. */
  readonly beside?: string;
}

/** A right that is given to somebody: a role assignment, an eligibility, a delegation to another tenant, a membership. */
export interface AccessGrant {
  /** What it is, for people: "role assignment". */
  readonly what: string;
  /**
   * Which list of roles `role` is from:
   * - `azure`: Azure's role definitions.
   * - `entra`: Entra ID's role templates, whose ids are the same in every tenant.
   * - `activated`: Entra ID's roles by the ids that they have in this tenant alone.
   * - `api`: the app roles of an API.
   * - `group`: none; a membership gives whatever the group has.
   */
  readonly of: "azure" | "entra" | "activated" | "api" | "group";
  /** The role's id, or its name. */
  readonly role: Value<string>;
  /** The object id of whoever gets it. */
  readonly principal: Value<string>;
  readonly principalType: Value<string>;
  /** The id of the scope; the root is `/`. Absent: that of the deployment. */
  readonly scope: Value<string>;
  /** The scope is an expression such as `resourceGroup().id`: its value is not known, but it is below the root. */
  readonly belowRoot?: true;
  /** A condition of the assignment, in Azure's own language. */
  readonly condition: Value<string>;
}

/** A custom role. */
export interface CustomRole {
  readonly permissions: readonly {
    readonly actions: readonly Value<string>[];
    readonly notActions: readonly Value<string>[];
  }[];
}

/** A credential that is no secret of our own: whoever holds the issuer's token is let in. */
export interface FederatedCredential {
  readonly what: string;
  /** The URL of the token's issuer. */
  readonly issuer: Value<string>;
  /** The `sub` claim that the token must carry, such as `repo:contoso/app:ref:refs/heads/main`. */
  readonly subject: Value<string>;
}

/** A request for more quota, or for sharing it. */
export interface QuotaIncrease {
  /** What is asked for, for people: "a higher quota". */
  readonly what: string;
  /** The quota's or family's name, or who shares it. */
  readonly name: Value<string>;
  /** How much is asked for; an expression where what is written is not a number. */
  readonly limit: Value<number>;
}

/** A subscription that comes, goes or is moved, or that is let go. */
export interface TenancyChange {
  readonly what: string;
  /** `leaves`: to another tenant; `released`: the tenant lets its subscriptions leave; `moves`: out of its management group; `comes`: it is made or taken over; `ends`: it is cancelled. */
  readonly effect: "leaves" | "released" | "moves" | "comes" | "ends";
  /** The tenant, management group or principal that it concerns. */
  readonly to: Value<string>;
}

/** A guardrail of the estate that is weakened: a policy, a Defender plan, an alert. */
export interface GuardrailChange {
  readonly what: string;
  /** `off`: the guardrail no longer works. `narrowed`: it excludes something, or the change is often legitimate. */
  readonly effect: "off" | "narrowed";
  /** Why it does, for people. `known` means that it is so. */
  readonly change: Value<string>;
}

/** A change to which policy packs judge which stacks, or to how a stack is deployed. */
export interface PackChange {
  /** What it is, for people: "policy group". */
  readonly what: string;
  /** `off`: policies are switched off. `narrowed`: they may be, by what nobody can tell from the resource alone. */
  readonly effect: "off" | "narrowed";
  /** Why, for people. `known` means that it is so. */
  readonly change: Value<string>;
}

/** A resource of a package whose inputs nobody here can read, and which may create compute. */
export interface UnknownPackage {
  /** The package's name in the type token. */
  readonly name: string;
  /** What such resources do, for people: "runs commands". */
  readonly does: string;
  /** Machines were found in it by their shape, and are judged. */
  readonly foundByShape?: true;
}

export const noFacts: Facts = {
  requests: [],
  regions: [],
  payloads: [],
  extensions: [],
  opaque: [],
  grants: [],
  customRoles: [],
  credentials: [],
  quotaIncreases: [],
  tenancies: [],
  guardrails: [],
  packages: [],
  packChanges: [],
};
