import type { Input, OutputInstance } from "@pulumi/pulumi";

/** The types that a generated line proves a path with: `true satisfies Leads<VirtualMachineArgs, "hardwareProfile.vmSize", "text">;` */

/** What may be written for an input, without the wrappers of Pulumi's that hold the same once more. */
type Plain<T> = Exclude<T, Promise<unknown> | OutputInstance<unknown> | undefined | null>;

/** What the SDK leaves open (its `any`) takes all that follows. */
type Open<T, Else> = 0 extends 1 & T ? T : Else;

/** What has no inputs of its own: `length` is none. */
type Leaf = string | number | boolean | readonly unknown[];

/** Each of these takes a union apart: a path is right if any member has it, as one linked service of many has a node size. */
type Named<T, Key> = T extends Leaf
  ? never
  : string extends keyof T
    ? never
    : Key extends keyof T
      ? Plain<T[Key]>
      : never;
type Item<T> = T extends readonly (infer I)[] ? Plain<I> : never;
type Entry<T> = T extends Leaf ? never : string extends keyof T ? Plain<T[keyof T]> : never;

type Property<T, Key> = Open<T, Named<T, Key>>;

type Step<T, Key> = Key extends `${infer List}[]`
  ? Open<Property<T, List>, Item<Property<T, List>>>
  : Key extends `${infer Map}{}`
    ? Open<Property<T, Map>, Entry<Property<T, Map>>>
    : Property<T, Key>;

/** An empty path is the resource itself. */
type End<T, Path extends string> = Path extends ""
  ? T
  : Path extends `${infer Key}.${infer Rest}`
    ? End<Step<T, Key>, Rest>
    : Step<T, Path>;

/** What the end of a path must take. */
export interface Takes {
  readonly text: string;
  readonly number: number;
  /** A text, or several that are one together, such as the words of a command. */
  readonly texts: string | readonly Input<string>[];
  readonly anything: unknown;
}

export type Leads<Args, Path extends string, What extends keyof Takes> = [
  Extract<End<Args, Path>, Takes[What]>,
] extends [never]
  ? false
  : true;
