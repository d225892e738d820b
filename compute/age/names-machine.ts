import { kindOf } from "../by-shape/keys";
import { sizeUnder } from "../by-shape/names";
import { governanceFacts, isGovernanceType } from "../governance";
import { templateHolderOf } from "../template/holders/arm-types";
import { pulumiHolderOf } from "../template/holders/pulumi-types";
import { normalToken } from "../tokens";
import { computeTypeOf, computeTypeOfArm } from "../types";
import { leftOut } from "../types/left-out";
import { looksAlike } from "../types/left-out/look-alikes";

/** A property that an input of a type has, however deep. */
export interface Property {
  /** Names with dots between them: `agentPoolProfiles.vmSize`. */
  readonly path: string;
  /** What the maker of the type says of it. */
  readonly doc: string;
  readonly takes: "text" | "number" | "other";
}

const namesSize = (doc: string): boolean =>
  (doc.match(/\b(?:Standard|Basic)_\w+/g) ?? []).some(name => sizeUnder("size", name) !== undefined);

/** The property in which the inputs of a type name a machine or an accelerator, by its name or by the size that its words give as an example. */
export function machineNamedIn(properties: Iterable<Property>): string | undefined {
  for (const { path, doc, takes } of properties) {
    if (takes === "other") continue;
    const kinds = path.split(".").map(kindOf);
    const kind = kinds.at(-1);
    if (kinds.includes("quiet")) continue;
    if (kind === "vmSize" || kind === "gpus" || (kind === "accelerator" && takes === "text")) return path;
    if (takes === "text" && (kind === "size" || kind === "name") && namesSize(doc)) return path;
  }
  return undefined;
}

let out: ReadonlySet<string> | undefined;

/** Whether a Pulumi type is read by a row, or left out for a reason. */
export function isWeighed(token: string): boolean {
  out ??= new Set(leftOut.map(({ type }) => type.toLowerCase()));
  const { package: language, token: name } = normalToken(token);
  return (
    language === "generic" ||
    out.has(token.toLowerCase()) ||
    looksAlike(name) ||
    computeTypeOf(token) !== undefined ||
    pulumiHolderOf(name) !== undefined ||
    governanceFacts(name, { node: {}, path: "" }) !== undefined
  );
}

/** Whether an ARM type is. */
export const isWeighedArm = (type: string): boolean =>
  looksAlike(type) ||
  computeTypeOfArm(type) !== undefined ||
  templateHolderOf(type) !== undefined ||
  isGovernanceType(type);
