import type { Value } from "./value";

/**
 * What is asked for in a resource, whatever language it was written in. Readers produce facts, rules judge them.
 * Every leaf says its state and its path; a rule never sees the resource itself.
 */
export interface Facts {
  readonly orders: readonly MachineOrder[];
  readonly regions: readonly RegionUse[];
  readonly payloads: readonly Payload[];
  readonly extensions: readonly Extension[];
  readonly opaque: readonly Opaque[];
}

export type Kind = keyof Facts;
export type Fact<K extends Kind> = Facts[K][number];

/** One place that orders machines. */
export interface MachineOrder {
  /** What is ordered, in Azure's words: "virtual machine", "agent pool". */
  readonly what: string;
  /** The ARM type that orders it, such as `Microsoft.Compute/virtualMachines`. */
  readonly type: string;
  /** The VM size, as written. */
  readonly size: Value<string>;
  /**
   * What an absent size means here: `unreadable` (a size must be there, so no known path holds it), `default` (the
   * service then picks an ordinary size), `sizeless` (this order has no size: a switch, or a GPU asked for by count).
   */
  readonly sizeAbsent: "unreadable" | "default" | "sizeless";
  /** An accelerator asked for other than by a VM size: "V100", "node auto-provisioning". `known` means it is asked for. */
  readonly accelerator: Value<string>;
  readonly count: Value<number>;
  /** What it may grow to without another deployment: autoscale maximum, formula, surge. */
  readonly ceiling: Value<number>;
  readonly spot: Value<boolean>;
  /** The region, lower-case without blanks. Absent: it follows its group or parent. */
  readonly region: Value<string>;
  /** Set where Azure picks among several sizes that share one count: the list's path, the same for each of them. */
  readonly choice?: string;
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
  readonly text: Value<string>;
}

/** A VM or scale-set extension, or a run command. */
export interface Extension {
  readonly publisher: Value<string>;
  readonly type: Value<string>;
}

/** A part that orders compute, or may, and that cannot be read. */
export interface Opaque {
  readonly path: string;
  /** Why, for people: "the template is linked from outside", "the resource type is an expression". */
  readonly why: string;
  readonly state: "unknown" | "expression" | "hidden" | "linked" | "malformed" | "cutOff";
  /** Where it comes from, if that is written: a template link or template-spec id, so that an estate can trust it. */
  readonly source?: Value<string>;
}

export const noFacts: Facts = { orders: [], regions: [], payloads: [], extensions: [], opaque: [] };
