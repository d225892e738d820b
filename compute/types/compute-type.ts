import type { Payload } from "../facts";

/**
 * One path, or several of which the first that leads to something counts: `["~size", "~computeVm.vmSize"]`. So the path of the
 * current API version is written first, and those of older ones after it. `compute/path.ts` describes the language.
 *
 * The paths of a `RequestShape` start at its `at`. With `at: "~agentPoolProfiles[]"`, the path `vmSize` is read in each pool,
 * `/location` is read at the resource, and the empty path is the pool itself.
 */
export type Paths = string | readonly string[];

/** A number, or the sum of several that stand beside each other. */
export type Quantity = Paths | { readonly sum: readonly string[] };

/** A property that asks for something by being there: an accelerator, spot machines. */
export interface Ask {
  /** Without a path the type itself asks. */
  readonly path?: string;
  /** The values (with `*`) that ask. Without them everything asks but `false`, 0 and what is empty. */
  readonly words?: readonly string[];
  /** What is asked for; without it, the value itself names it ("V100"). */
  readonly name?: string;
  /** It says less than a name that stands beside it, and is what is asked for only where there is none. What has a fixed `name` does too. */
  readonly vague?: true;
}

/** One place in a resource that creates machines, or a switch that makes Azure create them. */
export interface RequestShape {
  /** In Azure's words: "agent pool". */
  readonly what: string;
  /** Where it stands; without it, the resource itself. Each place that any of the paths leads to is one compute request. */
  readonly at?: Paths;
  readonly size?: Paths;
  /** Sizes may be written without `Standard_`, or by their first names (`Large`). */
  readonly bare?: true;
  /**
   * A tier or profile of the service's own in the place of a size: `AV36`, `D4`, `Classic_NVv4_8_28GB_128_S_SSD`. It is no VM size, so
   * no rule on sizes and prices gets to see it; only an accelerator is read from it.
   */
  readonly tier?: Paths;
  /** Values of `size` that are no size, such as `Mix`: the sizes then stand `elsewhere`, or cannot be read. */
  readonly noSize?: readonly string[];
  /** Where sizes of the same machines may stand that have a row of their own: if something stands there, they are created there. */
  readonly elsewhere?: Paths;
  /**
   * What an absent size means: `unreadable` (it must be there; so if nothing else is said), `default` (Azure picks an ordinary
   * one), `nothing` (then nothing is created).
   */
  readonly without?: "unreadable" | "default" | "nothing";
  /** Where this asks, an absent size is a `default` all the same. */
  readonly ordinary?: Ask;
  /** What the size may come from: where it is present, an absent size is `unreadable` all the same. */
  readonly source?: string;
  /** Where neither a size, nor a count, nor this is present, nothing is created. */
  readonly unless?: string;
  /** What can be changed of machines that exist: where some of it is present and nothing else is written but `frame`, nothing is created. */
  readonly changes?: readonly string[];
  /** The request counts only where the value at `path` is (or is not) one of the words, or cannot be seen. */
  readonly only?: { readonly path: string; readonly is?: readonly string[]; readonly not?: readonly string[] };
  readonly count?: Quantity;
  /** The count is of accelerators, which one machine has. */
  readonly counts?: "accelerators";
  /** Where Azure shows of a live resource that these machines were given back: where this asks, none of them runs. */
  readonly stopped?: Ask;
  readonly ceiling?: Quantity;
  /** A Batch autoscale formula, which is a ceiling too. */
  readonly formula?: string;
  readonly spot?: Ask;
  /**
   * Accelerators asked for other than by a size. A request that has `asks` and no `size`, `tier` or `without` is a switch: it counts once
   * one of them asks.
   */
  readonly asks?: readonly Ask[];
  /** The size is one of several among which Azure picks, and they share one count. Where such choices stand in several places, this is the
   * path that tells them apart. */
  readonly choice?: true | string;
}

export interface PayloadShape {
  readonly what: string;
  readonly kind: Payload["kind"];
  readonly runsElsewhere?: true;
  readonly isFile?: true;
  readonly isFetched?: true;
  /** All of them count. */
  readonly path: Paths;
}

export interface ExtensionShape {
  readonly at?: string;
  readonly publisher: string;
  readonly type: string;
  /** Publisher and type are the words themselves, not paths: run commands have one extension of Azure's own. */
  readonly fixed?: true;
}

/** What a description of the type holds, and where. */
export interface Shape {
  readonly requests?: readonly RequestShape[];
  /** Regions beside the resource's own `location`. */
  readonly regions?: readonly string[];
  readonly payloads?: readonly PayloadShape[];
  readonly extensions?: readonly ExtensionShape[];
  /** Its texts may be expressions of Data Factory's own, as `compute/dynamic-content.ts` reads them. */
  readonly dynamic?: true;
  /** Where a template is named that is deployed from elsewhere, and was not handed over. */
  readonly links?: readonly string[];
}

/** A shape of the classic provider (@pulumi/azure v4 to v6), for one or several of its types. */
export interface ClassicShape extends Shape {
  /** Such as `compute/linuxVirtualMachine:LinuxVirtualMachine`. */
  readonly types: readonly string[];
  /** The names under `azurerm:index/` where they are not the types' own: Terraform says `batchPool`, Pulumi `batch/pool`. */
  readonly azurerm?: readonly string[];
}

/**
 * The role action that creates resources of a type: whoever holds `Microsoft.Batch/batchAccounts/pools/write` creates Batch pools.
 * The action is the ARM type and `/write`. A type whose action creates no compute says why under `leftOut`.
 */
export type WriteAction =
  | {
      /** What its holder creates, for people: "Batch pools". */
      readonly creates: string;
      /** Where it is bounded by the subscription's compute quota; otherwise the service has a quota of its own. */
      readonly quota?: "compute";
      /** The action, where Azure's list of operations does not write it as the ARM type and `/write`. */
      readonly action?: string;
    }
  | { readonly leftOut: string };

/** A type that can create compute or run code on it. Adding one is adding a row: the shape holds for azure-native and for ARM. */
export interface ComputeType extends Shape {
  /** The ARM type. */
  readonly arm: string;
  /** azure-native's `module:Type`. */
  readonly native: readonly string[];
  /** Every type with requests or a data plane has it, for the audit's list of actions that create compute follows from it. */
  readonly write?: WriteAction;
  readonly classic?: readonly ClassicShape[];
  /** What can be created through it later, over an API of its own, where no deployment shows it. */
  readonly dataPlane?: string;
}
